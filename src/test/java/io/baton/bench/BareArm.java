package io.baton.bench;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.baton.lead.NewLead;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngineConfiguration;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.impl.cfg.StandaloneProcessEngineConfiguration;
import org.camunda.bpm.engine.impl.persistence.StrongUuidGenerator;
import org.camunda.bpm.engine.task.Task;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The engine alone, as the Spring Boot starter sets it by default: history full, UUIDs, batched statements, no
 * authorization. Same diagrams, tables and forms; each step does nothing but answer the gateway behind it; the data are
 * process variables. It gets the connection settings of the application, so that the engine is all that differs, and
 * neither its job executor nor its metrics reporter runs.
 */
class BareArm implements Arm, AutoCloseable {

    private static final String SCHEMA = "bare";
    private static final String CALLER = "integration";

    private final HikariDataSource pool;
    private final ProcessEngine engine;
    private final AtomicInteger numbers = new AtomicInteger();

    private BareArm(HikariDataSource pool, ProcessEngine engine) {
        this.pool = pool;
        this.engine = engine;
    }

    /** Starts it beside the application, in a schema of its own. */
    static BareArm beside(HikariDataSource application) throws Exception {
        JdbcClient.create(application).sql("create schema " + SCHEMA).update();
        HikariConfig config = new HikariConfig();
        application.copyStateTo(config);
        config.setPoolName(SCHEMA);
        config.setSchema(SCHEMA);
        HikariDataSource pool = new HikariDataSource(config);
        return new BareArm(pool, engine(pool));
    }

    private static ProcessEngine engine(HikariDataSource pool) throws Exception {
        var configuration = new StandaloneProcessEngineConfiguration();
        configuration.setProcessEngineName(SCHEMA);
        configuration.setDataSource(pool);
        configuration.setDatabaseType("postgres");
        configuration.setDatabaseSchema(SCHEMA);
        configuration.setDatabaseTablePrefix(SCHEMA + ".");
        configuration.setDatabaseSchemaUpdate(ProcessEngineConfiguration.DB_SCHEMA_UPDATE_TRUE);
        configuration.setIdGenerator(new StrongUuidGenerator());
        configuration.setHistory(ProcessEngineConfiguration.HISTORY_FULL);
        configuration.setJobExecutorActivate(false);
        configuration.setDbMetricsReporterActivate(false);
        configuration.setBeans(new StandInSteps(List.of(models())).beans());
        ProcessEngine engine = configuration.buildProcessEngine();
        var deployment = engine.getRepositoryService().createDeployment().name("Bare");
        for (Resource model : models()) {
            deployment.addInputStream(model.getFilename(), model.getInputStream());
        }
        deployment.deploy();
        return engine;
    }

    private static Resource[] models() throws Exception {
        return java.util.stream.Stream.of(
                        new PathMatchingResourcePatternResolver().getResources("classpath:models/**/*.*"))
                .filter(model ->
                        model.getFilename() != null && model.getFilename().matches(".*\\.(bpmn|dmn|form)"))
                .toArray(Resource[]::new);
    }

    ProcessEngine engine() {
        return engine;
    }

    @Override
    public String name() {
        return "bare";
    }

    @Override
    public void takeIn(NewLead lead) {
        newLead(lead);
    }

    @Override
    public String newLead(NewLead lead) {
        String businessKey = "C-%06d".formatted(numbers.incrementAndGet());
        Map<String, Object> variables = new HashMap<>();
        variables.put("company", lead.company());
        variables.put("contactName", lead.contact().name());
        variables.put("email", lead.contact().email());
        variables.put("source", lead.source());
        variables.put("message", lead.message());
        as(
                CALLER,
                () -> engine.getRuntimeService()
                        .startProcessInstanceByKey("customer-lifecycle", businessKey, variables));
        return businessKey;
    }

    @Override
    public void complete(String businessKey, String label, String person, Map<String, Object> answers) {
        Task task = engine.getTaskService()
                .createTaskQuery()
                .processInstanceBusinessKey(businessKey)
                .taskName(label)
                .singleResult();
        if (task == null) {
            throw new IllegalStateException("No task '" + label + "' is open for " + businessKey);
        }
        as(person, () -> {
            if (task.getAssignee() == null) {
                engine.getTaskService().claim(task.getId(), person);
            }
            engine.getFormService().submitTaskForm(task.getId(), new HashMap<>(answers));
        });
    }

    /** The application's own way of acting for a person, call by call. */
    private void as(String person, Runnable act) {
        List<String> groups = engine.getIdentityService().createGroupQuery().groupMember(person).list().stream()
                .map(Group::getId)
                .toList();
        engine.getIdentityService().setAuthentication(person, groups);
        try {
            act.run();
        } finally {
            engine.getIdentityService().clearAuthentication();
        }
    }

    @Override
    public HikariDataSource pool() {
        return pool;
    }

    @Override
    public String schema() {
        return SCHEMA;
    }

    @Override
    public void close() {
        engine.close();
        pool.close();
    }
}
