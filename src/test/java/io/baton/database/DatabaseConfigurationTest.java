package io.baton.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.spring.boot.starter.CamundaBpmAutoConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.flyway.FlywayAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.autoconfigure.transaction.TransactionAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Without JPA, whose beans happen to put Flyway before the engine. */
@ExtendWith(OutputCaptureExtension.class)
class DatabaseConfigurationTest {

    private final ApplicationContextRunner application = new ApplicationContextRunner()
            .withInitializer(new ConfigDataApplicationContextInitializer())
            .withUserConfiguration(DatabaseConfiguration.class)
            .withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class));

    private final ApplicationContextRunner withMigrations =
            application.withConfiguration(AutoConfigurations.of(FlywayAutoConfiguration.class));

    private final ApplicationContextRunner withEngine = withMigrations
            .withConfiguration(AutoConfigurations.of(
                    DataSourceTransactionManagerAutoConfiguration.class,
                    TransactionAutoConfiguration.class,
                    CamundaBpmAutoConfiguration.class))
            .withPropertyValues(
                    "camunda.bpm.job-execution.enabled=false",
                    "camunda.bpm.auto-deployment-enabled=false",
                    // Closing an engine forgets its name for the whole JVM, and with it the other tests' engine.
                    "camunda.bpm.generate-unique-process-engine-name=true");

    @Test
    void startsNothingOfItsOwnWhereADatabaseIsConfigured() {
        Path folder = TestFolders.missing("not needed");

        application
                .withPropertyValues(
                        "baton.data-dir=" + folder, "spring.datasource.url=jdbc:postgresql://127.0.0.1/mine")
                .run(context -> {
                    assertThat(context).hasNotFailed().doesNotHaveBean(EmbeddedPostgres.class);
                    assertThat(context.getBean(HikariDataSource.class).getJdbcUrl())
                            .isEqualTo("jdbc:postgresql://127.0.0.1/mine");
                    assertThat(folder).doesNotExist();
                });
    }

    @Test
    void closesThePoolBeforeItStopsTheServer() throws Exception {
        Path folder = TestFolders.withBinaries("closing");

        application
                .withPropertyValues("baton.data-dir=" + folder, "spring.datasource.url=")
                .run(context -> assertThat(Sql.ask(context.getBean(HikariDataSource.class), "select 1"))
                        .isEqualTo("1"));

        String log = Files.readString(
                PostgresHome.list(folder.resolve("postgres/log"), "*.log").get(0));
        assertThat(log).contains("database system is shut down").doesNotContain("terminating connection");
    }

    @Test
    void hasTheEngineWaitForItsTablesWhichFlywayMakes() {
        Path folder = TestFolders.withBinaries("engine");

        withEngine.withPropertyValues("baton.data-dir=" + folder).run(context -> {
            assertThat(context).hasNotFailed();
            assertThat(context.getBeanFactory()
                            .getBeanDefinition("processEngineFactoryBean")
                            .getDependsOn())
                    .contains("flywayInitializer");
            assertThat(context.getBean(ManagementService.class).getProperties()).containsEntry("schema.version", "fox");
            HikariDataSource pool = context.getBean(HikariDataSource.class);
            assertThat(Sql.ask(
                            pool,
                            "select string_agg(version || ' ' || description, ', ' order by installed_rank)"
                                    + " from flyway_schema_history"))
                    .startsWith("1 Camunda 7.24, 2 engine indexes");
            assertThat(Sql.ask(
                            pool,
                            "select string_agg(substring(indexdef from 'ON .*'), '; ' order by indexname)"
                                    + " from pg_indexes where indexname like 'baton_idx_%'"))
                    .contains("ON public.act_ru_job USING btree (duedate_)")
                    .contains("ON public.act_ru_job USING btree (lock_exp_time_) WHERE (lock_owner_ IS NOT NULL)")
                    .contains("ON public.act_ru_task USING btree (parent_task_id_)");
            assertThePoolIsSet(pool);
        });

        // Nothing to migrate any more, and the fixed checksum holds.
        withMigrations
                .withPropertyValues("baton.data-dir=" + folder)
                .run(context -> assertThat(context).hasNotFailed());
    }

    private static void assertThePoolIsSet(HikariDataSource pool) throws SQLException {
        assertThat(pool.getPoolName()).isEqualTo("baton");
        assertThat(pool.getConnectionTimeout()).isEqualTo(3_000);
        assertThat(pool.getMaxLifetime()).isEqualTo(900_000);
        assertThat(pool.getKeepaliveTime()).isEqualTo(60_000);
        assertThat(pool.getDataSourceProperties())
                .containsEntry("socketTimeout", "60")
                .containsEntry("connectTimeout", "5")
                .containsEntry("tcpKeepAlive", "true")
                .containsEntry("reWriteBatchedInserts", "true");
        try (Connection connection = pool.getConnection()) {
            assertThat(connection.getTransactionIsolation()).isEqualTo(Connection.TRANSACTION_READ_COMMITTED);
            assertThat(connection.getNetworkTimeout()).isEqualTo(60_000);
        }
        assertThat(Integer.parseInt(Sql.ask(pool, "show max_connections"))).isGreaterThan(pool.getMaximumPoolSize());
    }

    @Test
    void loadsTheLibrariesThatAMeasurementNeeds() {
        application
                .withPropertyValues(
                        "baton.data-dir=" + TestFolders.withBinaries("libraries"),
                        "baton.database.settings.shared-preload-libraries=pg_stat_statements",
                        "baton.database.settings.pg_stat_statements.track=all")
                .run(context -> {
                    HikariDataSource pool = context.getBean(HikariDataSource.class);
                    assertThat(Sql.ask(pool, "show pg_stat_statements.track")).isEqualTo("all");
                    Sql.ask(pool, "select pg_stat_statements_reset()");
                    assertThat(Sql.ask(pool, "select count(*) >= 0 from pg_stat_statements"))
                            .isEqualTo("t");
                });
    }

    @Test
    void tellsThePersonWhoStartsItASentenceAndAnAction(CapturedOutput output) {
        SpringApplicationBuilder builder = new SpringApplicationBuilder(
                        DatabaseConfiguration.class, DataSourceAutoConfiguration.class)
                .web(WebApplicationType.NONE)
                .properties("baton.database.settings.fsync=off");

        assertThatThrownBy(builder::run).hasRootCauseInstanceOf(DatabaseStartException.class);

        assertThat(output)
                .contains("APPLICATION FAILED TO START")
                .contains("baton.database.settings cannot change \"fsync\"")
                .contains("Remove the setting")
                .doesNotContain("\tat ");
    }
}
