package io.baton.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerSettingsTest {

    @Test
    void takesTheOperatorsSettingsOverOurs() {
        String file = ServerSettings.of(Map.of("shared-buffers", "1GB", "shared_preload_libraries", "auto_explain"))
                .file();

        assertThat(file)
                .contains("shared_buffers = '1GB'\n")
                .doesNotContain("128MB")
                .contains("shared_preload_libraries = 'auto_explain'\n")
                .contains("fsync = 'on'\n");
    }

    @Test
    void quotesValues() {
        assertThat(ServerSettings.of(Map.of("log-line-prefix", "it's \\")).file())
                .contains("log_line_prefix = 'it''s \\\\'\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "fsync",
                "FSYNC",
                "synchronous-commit",
                "synchronous_commit",
                "full_page_writes",
                "full.page.writes",
                "listen-addresses",
                "password_encryption",
                "unix_socket_directories",
                "hba_file",
                "include",
                "port"
            })
    void refusesWhatKeepsDataSafeAndStrangersOut(String setting) {
        assertThatExceptionOfType(DatabaseStartException.class)
                .isThrownBy(() -> ServerSettings.of(Map.of(setting, "off")))
                .withMessageContaining("cannot change")
                .satisfies(e -> assertThat(e.action()).contains("Remove the setting"));
    }

    @ParameterizedTest
    @CsvSource({
        "'work_mem = 1\nfsync', off",
        "work_mem, '1\nfsync = off'",
        "'', 1",
        "a b, 1",
        "shared.preload.libraries, x"
    })
    void refusesWhatCannotBeASetting(String setting, String value) {
        assertThatExceptionOfType(DatabaseStartException.class)
                .isThrownBy(() -> ServerSettings.of(Map.of(setting, value)))
                .withMessageContaining("cannot be a setting");
    }
}
