package io.baton.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.condition.OS.WINDOWS;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;

class EmbeddedPostgresRefusalTest {

    private static final ServerSettings PLAIN = ServerSettings.of(Map.of());
    private static final Commands SYSTEM = new SystemCommands();

    @Test
    void touchesNoDataOfAnotherMajorVersion() throws IOException {
        Path folder = TestFolders.missing("other version");
        Path version = folder.resolve("postgres/data/PG_VERSION");
        Files.createDirectories(version.getParent());
        Files.writeString(version, "16\n");

        refusal(folder, PLAIN, SYSTEM)
                .withMessageContaining("was made by PostgreSQL 16, and this Baton brings PostgreSQL 17")
                .satisfies(e -> assertThat(e.action()).contains("pg_upgrade"));
        assertThat(PostgresHome.list(folder.resolve("postgres"), "*")).containsExactly(version.getParent());
        assertThat(PostgresHome.list(version.getParent(), "*")).containsExactly(version);
    }

    @Test
    void touchesNoFolderThatHoldsSomethingElse() throws IOException {
        Path folder = TestFolders.missing("something else");
        Path letters = Files.createDirectories(folder.resolve("postgres/data")).resolve("letters.txt");
        Files.writeString(letters, "dear");

        refusal(folder, PLAIN, SYSTEM).withMessageContaining("is not empty, but holds no data of PostgreSQL");
        assertThat(letters).hasContent("dear");
    }

    @Test
    void triesAgainAfterTheDataFolderCouldNotBeMade() throws IOException {
        Path folder = TestFolders.withBinaries("full disk");
        Commands fullDisk = (where, input, command) -> {
            if (command.stream().noneMatch(word -> word.endsWith("initdb"))) {
                return SYSTEM.run(where, input, command);
            }
            Files.createDirectories(where.resolve("data.tmp/base"));
            return new Commands.Result(1, "initdb: error: could not write: No space left on device\n");
        };

        refusal(folder, PLAIN, fullDisk)
                .withMessageContaining("could not create its data folder")
                .withMessageContaining("No space left on device")
                .satisfies(e -> assertThat(e.action()).contains("disk has room"));
        assertThat(folder.resolve("postgres/data")).doesNotExist();

        EmbeddedPostgres.start(folder, PLAIN).close();
        assertThat(folder.resolve("postgres/data.tmp")).doesNotExist();
    }

    @Test
    void saysWhatTheServerSaidWhenItDidNotStart() {
        Path folder = TestFolders.withBinaries("bad setting");

        refusal(folder, ServerSettings.of(Map.of("work-memory", "8MB")), SYSTEM)
                .withMessageContaining("did not start")
                .withMessageContaining("unrecognized configuration parameter \"work_memory\"");

        EmbeddedPostgres.start(folder, PLAIN).close();
    }

    @Test
    void saysThatTheFolderCannotBeWritten() throws IOException {
        Path file = TestFolders.missing("a file");
        Files.writeString(file, "in the way");

        refusal(file.resolve("data"), PLAIN, SYSTEM)
                .withMessageContaining("could not be started in")
                .withMessageContaining("FileSystemException")
                .satisfies(e -> assertThat(e.action()).contains("can be written"));
    }

    @Test
    @DisabledOnOs(WINDOWS)
    void saysThatRootCannotStepDownAndWhatToDo() {
        Commands asRootInAContainer = (folder, input, command) -> command.get(0).equals("id")
                ? new Commands.Result(0, "0\n")
                : new Commands.Result(1, "unshare: unshare failed: Operation not permitted\n");

        refusal(TestFolders.withBinaries("root"), PLAIN, asRootInAContainer)
                .withMessageContaining("refuses to run as root")
                .withMessageContaining("Operation not permitted")
                .satisfies(e -> assertThat(e.action())
                        .contains("Run Baton as a normal user")
                        .contains("SPRING_DATASOURCE_URL"));
    }

    @Test
    @DisabledOnOs(WINDOWS)
    void saysTheSameWhereUnshareIsMissing() {
        Commands asRootWithoutTools = (folder, input, command) -> {
            if (command.get(0).equals("id")) {
                return new Commands.Result(0, "0\n");
            }
            throw new IOException("Cannot run program \"unshare\": No such file or directory");
        };

        refusal(TestFolders.withBinaries("root without tools"), PLAIN, asRootWithoutTools)
                .withMessageContaining("refuses to run as root")
                .withMessageContaining("No such file or directory");
    }

    @Test
    @DisabledOnOs(WINDOWS)
    void wrapsCommandsForRootAndLeavesOthersAsTheyAre() throws IOException {
        Commands echo = (folder, input, command) ->
                new Commands.Result(0, command.get(0).equals("id") ? input : String.join(" ", command));
        Commands root = (folder, input, command) ->
                command.get(0).equals("id") ? new Commands.Result(0, "0\n") : echo.run(folder, input, command);
        Path here = Path.of("");
        Platform linux = new Platform("linux-amd64");

        assertThat(UnprivilegedCommands.forThisUser(echo, linux, here)
                        .run(here, "", List.of("initdb"))
                        .output())
                .isEqualTo("initdb");
        assertThat(UnprivilegedCommands.forThisUser(root, linux, here)
                        .run(here, "", List.of("initdb"))
                        .output())
                .isEqualTo("unshare -U initdb");
    }

    @Test
    @DisabledOnOs(WINDOWS)
    void refusesAPathThatAShellWouldChange() {
        refusal(TestFolders.missing("$HOME"), PLAIN, SYSTEM).withMessageContaining("cannot take");
    }

    @Test
    void namesThePlatformsFoundAndNeededAndHowToBuild() {
        Platform here = Platform.current();
        Platform other = new Platform(here.build().equals("linux-arm64v8") ? "darwin-amd64" : "linux-arm64v8");

        assertThatExceptionOfType(DatabaseStartException.class)
                .isThrownBy(() -> EmbeddedPostgres.start(TestFolders.missing("platform"), PLAIN, other, SYSTEM))
                .withMessage("This build of Baton carries PostgreSQL for " + here.build() + ", but this machine needs "
                        + other.build() + ".")
                .satisfies(e -> assertThat(e.action())
                        .contains("-Dpostgres.platform=" + other.build())
                        .contains("SPRING_DATASOURCE_URL"));
    }

    private static ThrowableAssertAlternative<DatabaseStartException> refusal(
            Path folder, ServerSettings settings, Commands commands) {
        return assertThatExceptionOfType(DatabaseStartException.class)
                .isThrownBy(() -> EmbeddedPostgres.start(folder, settings, Platform.current(), commands)
                        .close());
    }
}
