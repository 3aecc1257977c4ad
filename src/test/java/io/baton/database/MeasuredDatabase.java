package io.baton.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Prepares the embedded PostgreSQL for a measurement, before the application starts it as always: its role may also
 * make a checkpoint and read the write-ahead log and the statements' statistics. Needs {@code baton.data-dir} to be set.
 */
public class MeasuredDatabase implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    private static final Map<String, String> SETTINGS = Map.of(
            "shared_preload_libraries", "pg_stat_statements",
            "pg_stat_statements.track_utility", "off",
            // It would work in whichever pass it likes; tables are vacuumed before each pass instead.
            "autovacuum", "off");

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        TestPropertyValues settings = TestPropertyValues.empty();
        for (var setting : SETTINGS.entrySet()) {
            settings = settings.and("baton.database.settings[" + setting.getKey() + "]=" + setting.getValue());
        }
        settings.applyTo(context);
        try {
            prepare(Path.of(context.getEnvironment().getRequiredProperty("baton.data-dir")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void prepare(Path dataDirectory) throws IOException {
        PostgresHome home = PostgresHome.under(dataDirectory);
        Commands commands = UnprivilegedCommands.forThisUser(new SystemCommands(), Platform.current(), home.folder());
        PostgresBinaries binaries = PostgresBinaries.unpacked(home, Platform.current(), commands);
        PostgresCluster cluster = new PostgresCluster(home, binaries, commands);
        cluster.createIfMissing();
        cluster.statements(
                home.data(),
                PostgresCluster.NAME,
                "GRANT pg_checkpoint TO " + PostgresCluster.NAME,
                "CREATE EXTENSION pg_walinspect",
                "GRANT EXECUTE ON FUNCTION pg_get_wal_stats TO " + PostgresCluster.NAME);
    }
}
