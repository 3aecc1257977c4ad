package io.baton.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.baton.BatonTest;
import io.baton.Walk;
import io.baton.deadline.Deadlines;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.instance.ServiceTask;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The engine runs with our settings, on the schema and indexes that they need. */
@BatonTest
class EngineSettingsTest {

    @Autowired
    private ProcessEngine engine;

    @Autowired
    private ProcessEngineConfigurationImpl configuration;

    @Autowired
    private ApplicationContext context;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Walk walk;

    @Autowired
    private Deadlines deadlines;

    @Test
    void keepsWhatCannotBeChangedLater() {
        assertThat(configuration.getHistoryLevel()).isInstanceOf(LeanHistory.class);
        assertThat(configuration.getHistoryRemovalTimeStrategy()).isEqualTo("start");
        assertThat(configuration.isEnsureJobDueDateNotNull()).isTrue();
        assertThat(configuration.isJobExecutorAcquireByDueDate()).isTrue();
        assertThat(configuration.isCmmnEnabled()).isFalse();
        assertThat(configuration.isStandaloneTasksEnabled()).isFalse();
        assertThat(configuration.isTaskMetricsEnabled()).isFalse();
        assertThat(configuration.isEnableExceptionsAfterUnhandledBpmnError()).isTrue();
        assertThat(configuration.isJavaSerializationFormatEnabled()).isFalse();
    }

    @Test
    void writesNoVariableHistoryAndNoAuthorizationPerTask() {
        String customer = walk.customerInService(200);

        assertThat(jdbc.sql("select count(*) from act_hi_varinst")
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(jdbc.sql("select count(*) from act_hi_detail")
                        .query(Long.class)
                        .single())
                .isZero();
        // 7 is the engine's number for tasks.
        assertThat(jdbc.sql(
                                "select count(*) from act_ru_authorization where resource_type_ = 7 and resource_id_ <> '*'")
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(engine.getHistoryService()
                        .createHistoricProcessInstanceQuery()
                        .processInstanceBusinessKey(customer)
                        .count())
                .isPositive();
    }

    @Test
    void hasTheIndexesThatTheEngineLacks() {
        assertThat(jdbc.sql("select indexdef from pg_indexes where tablename in ('act_ru_task', 'act_ru_job')")
                        .query(String.class)
                        .list())
                .anyMatch(index -> index.contains("(parent_task_id_)"))
                .anyMatch(index -> index.contains("(duedate_)"))
                .anyMatch(index -> index.contains("(lock_exp_time_) WHERE (lock_owner_ IS NOT NULL)"));
    }

    @Test
    void letsDiagramsReachStepsAndHelpersOnly() {
        DiagramBeans beans = new DiagramBeans(context);

        assertThat(beans.containsKey("enterStage")).isTrue();
        assertThat(beans.containsKey("deadlines")).isTrue();
        assertThat(beans.containsKey("dataSource")).isFalse();
        assertThat(beans.containsKey("customerRecord")).isFalse();
        assertThat(beans.containsKey("desk")).isFalse();
    }

    @Test
    void hasAStepForEachServiceTaskNamedLikeItAndNoOther() {
        Set<String> drawn = new TreeSet<>();
        for (ProcessDefinition definition : engine.getRepositoryService()
                .createProcessDefinitionQuery()
                .latestVersion()
                .list()) {
            engine.getRepositoryService()
                    .getBpmnModelInstance(definition.getId())
                    .getModelElementsByType(ServiceTask.class)
                    .forEach(task -> drawn.add(task.getCamundaDelegateExpression()));
        }
        Set<String> written = new TreeSet<>();
        for (String bean : context.getBeanNamesForType(JavaDelegate.class)) {
            written.add("${" + bean + "}");
        }
        // For customers who wait on a diagram of an earlier release.
        assertThat(written.remove("${recordOverdueStep}")).isTrue();

        assertThat(drawn).isEqualTo(written);
    }

    @Test
    void failsLoudlyWhereNoDiagramCatchesAnError() {
        var stray = Bpmn.createExecutableProcess("stray-error")
                .camundaHistoryTimeToLiveString("P1D")
                .startEvent()
                .endEvent()
                .error("nobody.catches")
                .done();
        var deployment = engine.getRepositoryService()
                .createDeployment()
                .addModelInstance("stray-error.bpmn", stray)
                .deploy();

        assertThatExceptionOfType(ProcessEngineException.class)
                .isThrownBy(() -> engine.getRuntimeService().startProcessInstanceByKey("stray-error"))
                .withMessageContaining("nobody.catches");
        engine.getRepositoryService().deleteDeployment(deployment.getId(), true);
    }

    @Test
    void mirrorsAWaitingTimerAsTheNextStepWhileThereIsNoTask() {
        String customer = walk.newLead();
        deadlines.agree(customer, "proposal-follow-up", LocalDate.of(2031, 1, 2));
        var model = Bpmn.createExecutableProcess("waiting-timer")
                .camundaHistoryTimeToLiveString("P1D")
                .startEvent()
                .userTask("Activity_First")
                .name("First")
                .camundaFormRef("get-decision")
                .camundaFormRefBinding("latest")
                .camundaCandidateGroups("sales")
                .camundaDueDate("${deadlines.at(execution, 'proposal-follow-up')}")
                .intermediateCatchEvent("Event_CoolingOffOver")
                .name("Cooling-off over")
                .timerWithDate("${deadlines.at(execution, 'proposal-follow-up')}")
                .endEvent()
                .done();
        // What runs under a customer's number by itself runs beside the lifecycle; a stage is called by its map.
        var map = Bpmn.createExecutableProcess("waiting-timer-map")
                .camundaHistoryTimeToLiveString("P1D")
                .startEvent()
                .callActivity()
                .calledElement("waiting-timer")
                .camundaInBusinessKey("#{execution.processBusinessKey}")
                .endEvent()
                .done();
        var deployment = engine.getRepositoryService()
                .createDeployment()
                .addModelInstance("waiting-timer.bpmn", model)
                .addModelInstance("waiting-timer-map.bpmn", map)
                .deploy();
        String lifecycle = engine.getRuntimeService()
                .createProcessInstanceQuery()
                .processInstanceBusinessKey(customer)
                .rootProcessInstances()
                .singleResult()
                .getId();
        engine.getRuntimeService().deleteProcessInstance(lifecycle, "replaced by the test");

        String instance = engine.getRuntimeService()
                .startProcessInstanceByKey("waiting-timer-map", customer)
                .getId();
        engine.getTaskService()
                .complete(
                        engine.getTaskService()
                                .createTaskQuery()
                                .processInstanceBusinessKey(customer)
                                .singleResult()
                                .getId(),
                        Map.of("decision", "open"));

        Map<String, Object> row = jdbc.sql(
                        "select next_what, next_due, next_task_id, next_who_id from customer where id = :id")
                .param("id", Long.parseLong(customer.substring(2)))
                .query()
                .singleRow();
        assertThat(row.get("next_what")).isEqualTo("Cooling-off over");
        assertThat(row.get("next_due").toString()).startsWith("2031-01-02 17:00:00");
        assertThat(row.get("next_task_id")).isNull();
        assertThat(row.get("next_who_id")).isNull();
        engine.getRuntimeService().deleteProcessInstance(instance, "the test is over");
        jdbc.sql("update customer set stage = 'lost', next_what = null, next_due = null where id = :id")
                .param("id", Long.parseLong(customer.substring(2)))
                .update();
        engine.getRepositoryService().deleteDeployment(deployment.getId(), true);
    }
}
