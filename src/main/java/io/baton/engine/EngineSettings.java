package io.baton.engine;

import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.dmn.engine.DmnEngineConfiguration;
import org.camunda.bpm.dmn.engine.impl.DefaultDmnEngineConfiguration;
import org.camunda.bpm.engine.ProcessEngineConfiguration;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.impl.calendar.CycleBusinessCalendar;
import org.camunda.bpm.engine.impl.calendar.DueDateBusinessCalendar;
import org.camunda.bpm.engine.impl.calendar.DurationBusinessCalendar;
import org.camunda.bpm.engine.impl.calendar.MapBusinessCalendarManager;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.util.ReflectUtil;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.context.ApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * The engine's settings, in one place, from the first start on: some of them cannot be changed later without moving
 * data (null due dates, history level, removal time).
 */
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
class EngineSettings extends AbstractProcessEnginePlugin {

    private final ApplicationContext context;
    private final ListableBeanFactory beans;
    private final DiagramAdditions additions;
    private final FormRules formRules;
    private final DecisionTrail trail;

    EngineSettings(
            ApplicationContext context,
            ListableBeanFactory beans,
            DiagramAdditions additions,
            FormRules formRules,
            DecisionTrail trail) {
        this.context = context;
        this.beans = beans;
        this.additions = additions;
        this.formRules = formRules;
        this.trail = trail;
    }

    @Override
    public void preInit(ProcessEngineConfigurationImpl configuration) {
        whatDiagramsSee(configuration);
        whatIsKept(configuration);
        howJobsRun(configuration);
        whatIsClosed(configuration);
    }

    private void whatDiagramsSee(ProcessEngineConfigurationImpl configuration) {
        DiagramExpressions expressions = new DiagramExpressions(context, new DiagramBeans(beans));
        expressions.addFunction("startOfToday", ReflectUtil.getMethod(TeamZone.class, "startOfToday"));
        expressions.addFunction("endOfToday", ReflectUtil.getMethod(TeamZone.class, "endOfToday"));
        configuration.setExpressionManager(expressions);
        var listeners = configuration.getCustomPostBPMNParseListeners();
        configuration.setCustomPostBPMNParseListeners(listeners == null ? new ArrayList<>() : listeners);
        configuration.getCustomPostBPMNParseListeners().add(additions);
        DefaultDmnEngineConfiguration tables =
                (DefaultDmnEngineConfiguration) DmnEngineConfiguration.createDefaultDmnEngineConfiguration();
        tables.getCustomPostDecisionTableEvaluationListeners().add(trail);
        tables.setFeelEngineFactory(PlainCells.factory());
        configuration.setDmnEngineConfiguration(tables);
        // An error that no diagram catches has to fail loudly: by default it ends the instance without a word.
        configuration.setEnableExceptionsAfterUnhandledBpmnError(true);
    }

    private void whatIsKept(ProcessEngineConfigurationImpl configuration) {
        configuration.setCustomHistoryLevels(List.of(new LeanHistory()));
        configuration.setHistory(LeanHistory.NAME);
        // For diagrams and tables that do not say it: Modeler leaves it empty.
        configuration.setHistoryTimeToLive("P3650D");
        // Set when an instance starts: at its end the engine would rewrite every history row of it once more.
        configuration.setHistoryRemovalTimeStrategy(ProcessEngineConfiguration.HISTORY_REMOVAL_TIME_STRATEGY_START);
        configuration.setHistoryCleanupBatchWindowStartTime("02:00");
        configuration.setHistoryCleanupBatchWindowEndTime("04:00");
        configuration.setTaskMetricsEnabled(false);
        configuration.setCmmnEnabled(false);
        configuration.setStandaloneTasksEnabled(false);
    }

    private void howJobsRun(ProcessEngineConfigurationImpl configuration) {
        MapBusinessCalendarManager calendars = new MapBusinessCalendarManager();
        calendars.addBusinessCalendar(DurationBusinessCalendar.NAME, new DurationBusinessCalendar());
        calendars.addBusinessCalendar(DueDateBusinessCalendar.NAME, new DueDateBusinessCalendar());
        calendars.addBusinessCalendar(CycleBusinessCalendar.NAME, new NextMoment());
        configuration.setBusinessCalendarManager(calendars);
        // A repeating timer asks for its next date when it fires, not once for all when it is set.
        configuration.setReevaluateTimeCycleWhenDue(true);
        configuration.setJobExecutorAcquireByDueDate(true);
        configuration.setEnsureJobDueDateNotNull(true);
        // What goes wrong is logged by whoever called: REST a server error, jobs their failure. The engine itself would
        // log a stack trace for everything that a person is refused.
        configuration.setEnableCmdExceptionLogging(false);
        configuration.setFailedJobRetryTimeCycle("PT1M,PT5M,PT30M,PT2H,PT12H");
    }

    private void whatIsClosed(ProcessEngineConfigurationImpl configuration) {
        // Tasks give the right to work on them, not to reassign or edit them.
        configuration.setDefaultUserPermissionNameForTask(Permissions.TASK_WORK.getName());
        configuration.setResourceAuthorizationProvider(new NoRowPerTask());
        configuration.setCustomSessionFactories(List.of(new AllGroups.Factory()));
        configuration.setAuthorizationCheckRevokes(ProcessEngineConfiguration.AUTHORIZATION_CHECK_REVOKE_NEVER);
        var interceptors = configuration.getCustomPostCommandInterceptorsTxRequired();
        configuration.setCustomPostCommandInterceptorsTxRequired(
                interceptors == null ? new ArrayList<>() : interceptors);
        configuration.getCustomPostCommandInterceptorsTxRequired().add(new OnlyOwnWork());
        configuration.getCustomPostCommandInterceptorsTxRequired().add(new OnlyByForm(formRules));
        configuration.setDeserializationTypeValidationEnabled(true);
        // A wrong password must not lock the account that was guessed; see SignInThrottle.
        configuration.setLoginMaxAttempts(Integer.MAX_VALUE);
        configuration.setLoginDelayBase(0);
        configuration.setLoginDelayMaxTime(0);
        // Hats are written with hyphens, people often with a dot or as a mail address.
        configuration.setGroupResourceWhitelistPattern("[a-zA-Z0-9]+(-[a-zA-Z0-9]+)*");
        configuration.setUserResourceWhitelistPattern("[a-zA-Z0-9]+([._@+-][a-zA-Z0-9]+)*");
    }
}
