package io.baton;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import javax.sql.DataSource;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestExecutionListener;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Before each test class the database is as the application's start left it: its people, and no customer, lead, import
 * or absence. Which classes went before in the same process differs from machine to machine, so nothing of theirs may
 * be met. Deployed models stay; a test that deploys others takes them back itself ({@link EditedTable}).
 */
class NobodyOnRecord implements TestExecutionListener {

    /** What belongs to the deployed models and to the schema, by the beginning of the table's name. */
    private static final List<String> KEPT = List.of(
            "act_re_",
            "act_ge_property",
            "act_ge_schema_log",
            "act_ru_jobdef",
            "flyway_",
            "shipped_model",
            "counted_tables");

    /** Of these the rows that belong to deployed models stay, too. */
    private static final Map<String, String> OF_MODELS = Map.of(
            "act_ge_bytearray", "deployment_id_ is not null",
            "act_ru_job", "process_instance_id_ is null",
            "act_ru_event_subscr", "execution_id_ is null");

    private static final Set<ApplicationContext> STARTED = Collections.newSetFromMap(new WeakHashMap<>());

    @Override
    public void beforeTestClass(TestContext test) {
        ApplicationContext application = test.getApplicationContext();
        DataSource data = application.getBean(DataSource.class);
        JdbcClient jdbc = JdbcClient.create(data);
        boolean first = STARTED.add(application);
        new TransactionTemplate(new DataSourceTransactionManager(data)).executeWithoutResult(transaction -> {
            if (first) {
                remember(jdbc);
            } else {
                restore(jdbc);
            }
        });
    }

    private static void remember(JdbcClient jdbc) {
        jdbc.sql("create schema as_started").update();
        for (String table : tables(jdbc)) {
            jdbc.sql("create table as_started.%1$s as table public.%1$s".formatted(table))
                    .update();
        }
    }

    private static void restore(JdbcClient jdbc) {
        OF_MODELS.forEach((table, rows) -> {
            jdbc.sql("truncate as_started." + table).update();
            jdbc.sql("insert into as_started.%1$s select * from public.%1$s where %2$s".formatted(table, rows))
                    .update();
        });
        List<String> tables = tables(jdbc);
        // Not deleted: the journal and the deadlines refuse that.
        jdbc.sql("truncate " + String.join(", ", tables)).update();
        for (String table : tables) {
            // A table with columns that the database computes has no rows at the start, and takes none of them.
            if (jdbc.sql("select exists (select 1 from as_started.%s)".formatted(table))
                    .query(Boolean.class)
                    .single()) {
                jdbc.sql("insert into public.%1$s overriding system value table as_started.%1$s".formatted(table))
                        .update();
            }
        }
    }

    /** Those that refer to others come after them. */
    private static List<String> tables(JdbcClient jdbc) {
        return jdbc.sql("""
                        select relname from pg_class t
                         where relnamespace = 'public'::regnamespace and relkind = 'r'
                         order by (select count(*) from pg_constraint c where c.conrelid = t.oid and c.contype = 'f'), 1
                        """).query(String.class).list().stream()
                .filter(table -> KEPT.stream().noneMatch(table::startsWith))
                .toList();
    }
}
