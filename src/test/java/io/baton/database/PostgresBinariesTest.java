package io.baton.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class PostgresBinariesTest {

    @Test
    void usesNoProgramsThatDoNotRunHereOrWereLeftHalfUnpacked() throws IOException {
        PostgresHome home = PostgresHome.under(TestFolders.missing("half unpacked"));
        Commands wrongMachine = (folder, input, command) -> new Commands.Result(127, "version `GLIBC_2.38' not found");
        assertThatThrownBy(() -> PostgresBinaries.unpacked(home, Platform.current(), wrongMachine))
                .hasMessageContaining("does not run on this machine")
                .hasMessageContaining("GLIBC_2.38");
        Files.delete(home.folder().resolve("bin.tmp/bin/initdb"));
        assertThat(PostgresHome.list(home.folder(), "bin-*")).isEmpty();

        home.tidy();
        PostgresBinaries binaries = PostgresBinaries.unpacked(home, Platform.current(), new SystemCommands());

        assertThat(binaries.program("initdb")).isExecutable();
        assertThat(binaries.version()).startsWith(PostgresCluster.MAJOR_VERSION + ".");
        assertThat(PostgresHome.list(home.folder(), "*")).containsExactly(binaries.folder());
    }

    @Test
    void unpacksOnce() throws IOException {
        PostgresHome home = PostgresHome.under(TestFolders.withBinaries("unpacked before"));
        Commands none = (folder, input, command) -> {
            throw new IllegalStateException("nothing to run");
        };

        assertThat(PostgresBinaries.unpacked(home, Platform.current(), none).program("postgres"))
                .isExecutable();
    }

    @Test
    void removesTheProgramsOfVersionsBefore() throws IOException {
        PostgresHome home = PostgresHome.under(TestFolders.withBinaries("version before"));
        PostgresBinaries binaries = PostgresBinaries.unpacked(home, Platform.current(), new SystemCommands());
        Path before = Files.createDirectories(home.folder().resolve("bin-17.10-0badcafe/bin"));

        binaries.removeOthers(home);

        assertThat(before.getParent()).doesNotExist();
        assertThat(binaries.program("postgres")).exists();
    }
}
