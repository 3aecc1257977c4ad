package io.baton.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.Mockito.RETURNS_DEEP_STUBS;
import static org.mockito.Mockito.clearInvocations;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SupportedPostgresTest {

    private final Flyway flyway = mock(Flyway.class, RETURNS_DEEP_STUBS);

    @ParameterizedTest
    @ValueSource(ints = {14, 15, 16, 17})
    void letsMigrationsRunOnWhatIsSupported(int version) throws SQLException {
        DataSource database = database("PostgreSQL", version);

        new SupportedPostgres(List.of()).migrate(flyway);

        var order = inOrder(database, flyway);
        order.verify(database).getConnection();
        order.verify(flyway).migrate();
    }

    @ParameterizedTest
    @CsvSource({"PostgreSQL, 13", "PostgreSQL, 18", "H2, 14"})
    void refusesOthersBeforeTheFirstMigration(String product, int version) throws SQLException {
        database(product, version);

        assertThatExceptionOfType(DatabaseStartException.class)
                .isThrownBy(() -> new SupportedPostgres(List.of()).migrate(flyway))
                .withMessage(
                        "Baton runs on PostgreSQL 14 to 17, but the database is " + product + " " + version + ".0.")
                .satisfies(e -> assertThat(e.action()).contains("SPRING_DATASOURCE_URL"));
        verify(flyway, never()).migrate();
    }

    @Test
    void saysThatTheDatabaseCannotBeReached() throws IOException {
        try (HikariDataSource nobody = new HikariDataSource()) {
            nobody.setJdbcUrl("jdbc:postgresql://127.0.0.1:" + closedPort() + "/baton");
            nobody.setPassword("secret");

            assertThatExceptionOfType(DatabaseStartException.class)
                    .isThrownBy(() -> SupportedPostgres.check(nobody))
                    .withMessageContaining("cannot be reached")
                    .withMessageContaining("refused")
                    .satisfies(e -> assertThat(e.getMessage() + e.action()).doesNotContain("secret"));
        }
    }

    private DataSource database(String product, int version) throws SQLException {
        DataSource database = mock(DataSource.class, RETURNS_DEEP_STUBS);
        DatabaseMetaData metaData = mock(DatabaseMetaData.class);
        when(database.getConnection().getMetaData()).thenReturn(metaData);
        when(metaData.getDatabaseProductName()).thenReturn(product);
        when(metaData.getDatabaseMajorVersion()).thenReturn(version);
        when(metaData.getDatabaseProductVersion()).thenReturn(version + ".0");
        when(flyway.getConfiguration().getDataSource()).thenReturn(database);
        clearInvocations(database);
        return database;
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
