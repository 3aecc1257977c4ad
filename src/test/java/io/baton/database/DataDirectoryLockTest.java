package io.baton.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DataDirectoryLockTest {

    private final Path folder = TestFolders.withBinaries("lock");

    @Test
    void refusesASecondApplicationInThisProcessAndInOthersWhileTheFirstRunsOn() throws Exception {
        try (EmbeddedPostgres first = EmbeddedPostgres.start(folder, ServerSettings.of(Map.of()))) {
            long pid = first.pid();

            // First from within: a failed try must not free the lock that others run into.
            assertThatThrownBy(() -> EmbeddedPostgres.start(folder, ServerSettings.of(Map.of())))
                    .isInstanceOf(DatabaseStartException.class)
                    .hasMessageContaining("Another Baton (this process) already runs on the data directory")
                    .hasMessageContaining(folder.toString());
            assertThat(startElsewhere())
                    .startsWith("REFUSED Another Baton (process "
                            + ProcessHandle.current().pid() + ") already runs");

            assertThat(first.pid()).isEqualTo(pid);
            assertThat(Sql.ask(first, "select 1")).isEqualTo("1");
        }

        assertThat(startElsewhere()).startsWith("RUNS ");
    }

    private String startElsewhere() throws Exception {
        Process second = DatabaseProcess.launch(folder);
        try {
            String line = DatabaseProcess.answer(second);
            second.outputWriter().close();
            second.waitFor();
            return line;
        } finally {
            second.destroyForcibly();
        }
    }
}
