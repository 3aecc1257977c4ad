package io.baton.database;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlatformTest {

    @ParameterizedTest
    @CsvSource({
        "Linux, amd64, false, linux-amd64, postgres-linux-x86_64.txz",
        "Linux, aarch64, false, linux-arm64v8, postgres-linux-arm_64.txz",
        "Linux, amd64, true, linux-amd64-alpine, postgres-linux-x86_64-alpine_linux.txz",
        "Mac OS X, x86_64, false, darwin-amd64, postgres-darwin-x86_64.txz",
        "Mac OS X, aarch64, false, darwin-arm64v8, postgres-darwin-arm_64.txz",
        "Windows 11, amd64, false, windows-amd64, postgres-windows-x86_64.txz"
    })
    void namesArtifactAndArchive(String system, String hardware, boolean alpine, String build, String archive) {
        Platform platform = Platform.of(system, hardware, alpine);

        assertThat(platform.build()).isEqualTo(build);
        assertThat(platform.archive()).isEqualTo(archive);
    }

    @Test
    void offersNoBuildWhereThereAreNoBinaries() {
        assertThat(Platform.of("FreeBSD", "riscv64", false).missing().action())
                .isEqualTo("There are no binaries for this machine; use a PostgreSQL of your own: set"
                        + " SPRING_DATASOURCE_URL.");
    }
}
