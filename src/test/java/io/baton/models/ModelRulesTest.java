package io.baton.models;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every rule fires: each case breaks one thing in a small set of models that is otherwise in order. */
class ModelRulesTest {

    private static final List<ModelFile> SMALL_MODELS = ModelFiles.below(Path.of("src/test/resources/small-models"));

    private static final String MAP = "customer-visit.bpmn";
    private static final String VISIT = "visit/visit-customer.bpmn";
    private static final String GUIDE = "visit/choose-guide.dmn";
    private static final String WINDOWS = "visit/follow-up-windows.dmn";
    private static final String CALENDARS = "visit/business-calendars.dmn";
    private static final String DAYS = "visit/closing-days.dmn";
    private static final String FORM = "visit/greet-customer.form";
    private static final String START_FORM = "visit/new-lead.form";
    private static final String TEMPLATE = "record-greeting.json";

    private static final String ARRIVAL = "<bpmn:outgoing>Flow_CustomerArrivedToChooseGuide</bpmn:outgoing>";

    private final ModelRules rules = new ModelRules(new Known(
            Set.of("hosts"),
            Set.of("recordGreeting"),
            Set.of("deadlines", "absences"),
            Set.of("owner", "outcome"),
            Set.of(),
            Set.of("lossReasons"),
            Set.of("visit.ended"),
            Set.of(),
            Set.of(),
            Map.of("choose-guide", new Known.Columns(List.of("source"), List.of("team")))));

    @Test
    void findsNothingWhereAllIsInOrder() {
        Models models = Models.read(SMALL_MODELS);

        assertThat(rules.check(models).all()).isEmpty();
        assertThat(rules.checkTemplates(models)).isEmpty();
    }

    @ParameterizedTest(name = "{3}")
    @MethodSource({
        "files",
        "processes",
        "flows",
        "steps",
        "tasks",
        "calls",
        "expressions",
        "drawings",
        "tables",
        "deadlines",
        "forms"
    })
    void tellsTheProcessOwner(String file, String inOrder, String broken, String problem) {
        Models models = Models.read(withChange(file, inOrder, broken));

        assertThat(sentences(rules.check(models).all())).contains(problem);
    }

    @ParameterizedTest(name = "{3}")
    @MethodSource
    void templates(String file, String inOrder, String broken, String problem) {
        Models models = Models.read(withChange(file, inOrder, broken));

        assertThat(sentences(rules.checkTemplates(models))).contains(problem);
    }

    @ParameterizedTest(name = "{3}")
    @MethodSource({"holes", "failuresToCome", "waysOut", "unreadable"})
    void refuses(String file, String inOrder, String broken, String problem) {
        Models models = Models.read(withChange(file, inOrder, broken));

        assertThat(sentences(rules.check(models).refused())).contains(problem);
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource
    void acceptsWithAWarning(String file, String inOrder, String broken) {
        Problems problems = rules.check(Models.read(withChange(file, inOrder, broken)));

        assertThat(problems.refused()).isEmpty();
        assertThat(problems.warnings()).hasSize(1);
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource
    void leavesStyleToTheBuild(String file, String inOrder, String broken) {
        Problems problems = rules.check(Models.read(withChange(file, inOrder, broken)));

        assertThat(problems.refused()).isEmpty();
        assertThat(problems.warnings()).isEmpty();
        assertThat(problems.all()).isNotEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void allowsWhatAnOwnerNeeds(String what, String file, String inOrder, String changed) {
        Problems problems = rules.check(Models.read(withChange(file, inOrder, changed)));

        assertThat(problems.refused()).isEmpty();
    }

    /** Whoever records no absence has none to ask about, and an absence is no window. */
    @Test
    void letsATimerReadWhenTheAbsenceBeginsAndEndsThatTheDiagramRecorded() {
        String timer = "tFormalExpression\">${deadlines.at(execution, 'greeting')}";
        String due = "camunda:dueDate=\"${deadlines.at(execution, 'greeting')}";
        List<ModelFile> recorded = withChange(VISIT, "${recordGreeting}", "${recordAbsence}");

        for (String read : List.of("begins", "ends")) {
            String absence = "${absences." + read + "(execution)}";
            assertThat(dueDatesRefused(withChange(recorded, VISIT, timer, "tFormalExpression\">" + absence)))
                    .isEmpty();
            assertThat(dueDatesRefused(withChange(VISIT, timer, "tFormalExpression\">" + absence)))
                    .hasSize(1);
            assertThat(dueDatesRefused(withChange(recorded, VISIT, due, "camunda:dueDate=\"" + absence)))
                    .hasSize(1);
        }
        for (String wrong : List.of(
                "${absences.at(execution, 'greeting')}",
                "${absences.begins}",
                "${absences.callOff(1)}",
                "${absences.begins(execution).getClass()}")) {
            assertThat(dueDatesRefused(withChange(recorded, VISIT, timer, "tFormalExpression\">" + wrong)))
                    .hasSize(1);
        }
    }

    private List<String> dueDatesRefused(List<ModelFile> files) {
        return sentences(rules.check(Models.read(files)).refused()).stream()
                .filter(problem -> problem.contains(" is due at "))
                .toList();
    }

    @Test
    void refusesEachExpressionThatCouldReachCodeWhereverTheEngineWouldEvaluateIt() {
        String evil = "${people.getClass().forName('java.lang.Runtime')}";
        List<String> places = List.of(
                "activiti:assignee=\"%s\"",
                "camunda:candidateUsers=\"%s\"",
                "camunda:followUpDate=\"%s\"",
                "camunda:priority=\"%s\"",
                "camunda:jobPriority=\"%s\"",
                "camunda:formRefVersion=\"%s\"",
                "activiti:formKey=\"%s\"");
        for (String place : places) {
            String task = "<bpmn:userTask id=\"Activity_GreetCustomer\"";
            List<ModelFile> files = withChange(
                    VISIT, task, task + " xmlns:activiti=\"http://activiti.org/bpmn\" " + place.formatted(evil));

            assertThat(sentences(rules.check(Models.read(files)).refused()))
                    .as(place)
                    .anyMatch(sentence -> sentence.startsWith("visit-customer.bpmn: 'Greet customer'"));
        }
    }

    @Test
    void refusesWhatIsTooLargeOrTooDeep() {
        Models models = Models.read(List.of(
                new ModelFile("big.bpmn", new byte[Limits.LARGEST_FILE + 1]),
                new ModelFile("deep.form", ("{\"components\":" + "[".repeat(5000)).getBytes(UTF_8)),
                new ModelFile("deep.bpmn", "<a>".repeat(100).getBytes(UTF_8)),
                new ModelFile("many.dmn", ("<a>" + "<b/>".repeat(30_000) + "</a>").getBytes(UTF_8))));

        assertThat(sentences(rules.check(models).refused()))
                .contains(
                        "big.bpmn: is larger than 1024 KB",
                        "deep.bpmn: is nested deeper than 60 levels",
                        "many.dmn: has more than 20000 elements")
                .anyMatch(sentence -> sentence.startsWith("deep.form: cannot be read as .form"));
    }

    @Test
    void tellsThatTwoFilesHaveOneName() {
        List<ModelFile> files = new ArrayList<>(SMALL_MODELS);
        files.add(new ModelFile("elsewhere/greet-customer.form", "{}".getBytes(UTF_8)));

        assertThat(sentences(rules.check(Models.read(files)).all()))
                .contains("greet-customer.form: this name is used twice, by visit/greet-customer.form and"
                        + " elsewhere/greet-customer.form; one of them would be lost");
    }

    static Stream<Arguments> files() {
        return Stream.of(
                arguments(
                        VISIT,
                        "bpmn:process id=\"visit-customer\"",
                        "bpmn:process id=\"visit\"",
                        "visit-customer.bpmn: its id is 'visit'; expected the file's name, 'visit-customer'"),
                arguments(
                        GUIDE,
                        "decision id=\"choose-guide\"",
                        "decision id=\"guide\"",
                        "choose-guide.dmn: its id is 'guide'; expected the file's name, 'choose-guide'"),
                arguments(
                        FORM,
                        "\"id\": \"greet-customer\"",
                        "\"id\": \"greeting\"",
                        "greet-customer.form: its id is 'greeting'; expected the file's name, 'greet-customer'"));
    }

    static Stream<Arguments> processes() {
        return Stream.of(
                arguments(
                        VISIT,
                        "isExecutable=\"true\"",
                        "isExecutable=\"false\"",
                        "visit-customer.bpmn: the process is not executable"),
                arguments(
                        VISIT,
                        " name=\"Visit customer\"",
                        "",
                        "visit-customer.bpmn: the process has no name; say in plain words what it is"),
                arguments(
                        VISIT,
                        "Greets the customer and shows them around. ",
                        "",
                        "visit-customer.bpmn: the process needs a documentation of two sentences: what it is for;"
                                + " when it starts and ends"),
                arguments(
                        VISIT,
                        " camunda:historyTimeToLive=\"P3650D\"",
                        "",
                        "visit-customer.bpmn: the process has no history time to live; the default of P3650D holds"),
                arguments(
                        VISIT,
                        " camunda:isStartableInTasklist=\"false\"",
                        "",
                        "visit-customer.bpmn: the process is meant to be started in Tasklist, but has no start form;"
                                + " nobody can start it there"),
                arguments(
                        VISIT,
                        " name=\"Customer greeted?\"",
                        "",
                        "visit-customer.bpmn: gateway 'Gateway_CustomerGreeted' has no label"),
                arguments(
                        VISIT,
                        "Activity_RecordGreeting",
                        "Activity_0abc123",
                        "visit-customer.bpmn: task 'Record greeting' has the id Activity_0abc123;"
                                + " expected Activity_RecordGreeting"),
                arguments(
                        VISIT,
                        "Gateway_BeforeGreetCustomer",
                        "Gateway_0abc123",
                        "visit-customer.bpmn: gateway 'Gateway_0abc123' has the id Gateway_0abc123;"
                                + " expected Gateway_BeforeGreetCustomer"),
                arguments(
                        MAP,
                        "Event_VisitRefused",
                        "Event_0abc123",
                        "customer-visit.bpmn: event 'Refused' has the id Event_0abc123; expected Event_Refused"));
    }

    static Stream<Arguments> flows() {
        return Stream.of(
                arguments(
                        VISIT,
                        "sourceRef=\"Gateway_CustomerGreeted\" targetRef=\"Gateway_BeforeGreetCustomer\"",
                        "sourceRef=\"Activity_RecordGreeting\" targetRef=\"Gateway_BeforeGreetCustomer\"",
                        "visit-customer.bpmn: task 'Record greeting' splits the path; draw a gateway behind it"),
                arguments(
                        VISIT,
                        "targetRef=\"Gateway_BeforeGreetCustomer\"",
                        "targetRef=\"Gateway_CustomerGreeted\"",
                        "visit-customer.bpmn: gateway 'Customer greeted?' brings paths together and splits them;"
                                + " draw two gateways"),
                arguments(
                        VISIT,
                        "name=\"Customer greeted?\"",
                        "name=\"Customer greeted\"",
                        "visit-customer.bpmn: gateway 'Customer greeted' does not ask a question"),
                arguments(
                        VISIT,
                        " default=\"Flow_CustomerGreetedNo\"",
                        "",
                        "visit-customer.bpmn: gateway 'Customer greeted?' has no default flow;"
                                + " customers would get stuck where no answer fits"),
                arguments(
                        VISIT,
                        " default=\"Flow_CustomerGreetedNo\"",
                        "",
                        "visit-customer.bpmn: gateway 'Customer greeted?' has no condition on its answer 'no'"),
                arguments(
                        VISIT,
                        " name=\"not yet\"",
                        "",
                        "visit-customer.bpmn: gateway 'Customer greeted?' has a flow without an answer on it"),
                arguments(
                        VISIT,
                        "Flow_CustomerGreetedNotYet",
                        "Flow_0abc123",
                        "visit-customer.bpmn: flow 'not yet' has the id Flow_0abc123; expected Flow_CustomerGreetedNotYet"));
    }

    static Stream<Arguments> steps() {
        return Stream.of(
                arguments(
                        VISIT,
                        "${recordGreeting}",
                        "${recordWelcome}",
                        "visit-customer.bpmn: task 'Record greeting' calls ${recordWelcome};"
                                + " expected ${recordGreeting}, the step of its label"),
                arguments(
                        VISIT,
                        "${recordGreeting}",
                        "${recordWelcome}",
                        "visit-customer.bpmn: task 'Record greeting' calls ${recordWelcome}, which is no step;"
                                + " there are recordGreeting"),
                arguments(
                        VISIT,
                        "decisionRef=\"choose-guide\"",
                        "decisionRef=\"choose-host\"",
                        "visit-customer.bpmn: task 'Choose guide' asks the table 'choose-host', which does not exist"),
                arguments(
                        VISIT,
                        " camunda:decisionRefBinding=\"latest\"",
                        "",
                        "visit-customer.bpmn: task 'Choose guide' does not ask the latest version of its table"),
                arguments(
                        VISIT,
                        " camunda:resultVariable=\"team\"",
                        "",
                        "visit-customer.bpmn: task 'Choose guide' does not say which variable takes the answer of the table"));
    }

    static Stream<Arguments> tasks() {
        return Stream.of(
                arguments(
                        VISIT,
                        " camunda:formRef=\"greet-customer\"",
                        "",
                        "visit-customer.bpmn: task 'Greet customer' has no form; expected forms/visit/greet-customer.form"),
                arguments(
                        VISIT,
                        "camunda:formRef=\"greet-customer\"",
                        "camunda:formRef=\"new-lead\"",
                        "visit-customer.bpmn: task 'Greet customer' has the form 'new-lead';"
                                + " expected forms/visit/greet-customer.form"),
                arguments(
                        MAP,
                        "camunda:formRef=\"new-lead\"",
                        "camunda:formRef=\"old-lead\"",
                        "customer-visit.bpmn: event 'Visit asked for' shows the form 'old-lead', which does not exist"),
                arguments(
                        VISIT,
                        " camunda:formRefBinding=\"latest\"",
                        " camunda:formRefBinding=\"deployment\"",
                        "visit-customer.bpmn: task 'Greet customer' does not show the latest version of its form"),
                arguments(
                        VISIT,
                        " camunda:candidateGroups=\"hosts\"",
                        "",
                        "visit-customer.bpmn: task 'Greet customer' has no candidate group, so nobody can do it;"
                                + " there are hosts"),
                arguments(
                        VISIT,
                        "camunda:candidateGroups=\"hosts\"",
                        "camunda:candidateGroups=\"hosts,guests\"",
                        "visit-customer.bpmn: task 'Greet customer' is offered to the group 'guests', whose people could not"
                                + " do it; there are hosts"),
                arguments(
                        VISIT,
                        " camunda:dueDate=\"${deadlines.at(execution, 'greeting')}\"",
                        "",
                        "visit-customer.bpmn: task 'Greet customer' has no due date;"
                                + " expected ${deadlines.at(execution, '…')} with a window's name"),
                arguments(
                        VISIT,
                        "Say hello to the customer. ",
                        "",
                        "visit-customer.bpmn: task 'Greet customer' needs a documentation of two sentences: what to do;"
                                + " what happens on completing it"),
                arguments(
                        VISIT,
                        "sourceRef=\"Activity_GreetCustomer\" targetRef=\"Activity_RecordGreeting\"",
                        "sourceRef=\"Activity_GreetCustomer\" targetRef=\"Gateway_CustomerGreeted\"",
                        "visit-customer.bpmn: task 'Greet customer' is not followed by a step that records what was entered"));
    }

    static Stream<Arguments> calls() {
        return Stream.of(
                arguments(
                        MAP,
                        "calledElement=\"visit-customer\"",
                        "calledElement=\"see-customer\"",
                        "customer-visit.bpmn: stage 'Visit' calls the process 'see-customer', which does not exist"),
                arguments(
                        MAP,
                        " camunda:calledElementBinding=\"latest\"",
                        "",
                        "customer-visit.bpmn: stage 'Visit' does not call the latest version of its process"),
                arguments(
                        MAP,
                        "<camunda:in businessKey=\"#{execution.processBusinessKey}\" />",
                        "",
                        "customer-visit.bpmn: stage 'Visit' does not hand in the customer's number; expected a business key"),
                arguments(
                        MAP,
                        "<camunda:in source=\"source\" target=\"source\" />",
                        "<camunda:in variables=\"all\" />",
                        "customer-visit.bpmn: stage 'Visit' hands in all variables; name those that are needed"),
                arguments(
                        MAP,
                        "errorCode=\"visit.refused\"",
                        "errorCode=\"visit.missed\"",
                        "customer-visit.bpmn: stage 'Visit' does not catch the error 'visit.refused'"
                                + " that visit-customer can end with"),
                arguments(
                        MAP,
                        "errorCode=\"visit.refused\"",
                        "errorCode=\"visit.missed\"",
                        "customer-visit.bpmn: stage 'Visit' catches the error 'visit.missed'"
                                + " that visit-customer never ends with"));
    }

    static Stream<Arguments> expressions() {
        return Stream.of(
                arguments(
                        VISIT,
                        "${outcome == 'greeted'}",
                        "${outcome == 'greeted' and guests > 2}",
                        "visit-customer.bpmn: 'yes' has the condition ${outcome == 'greeted' and guests > 2};"
                                + " expected one comparison of a variable such as ${outcome == 'won'}"),
                arguments(
                        VISIT,
                        "camunda:dueDate=\"${deadlines.at(execution, 'greeting')}\"",
                        "camunda:dueDate=\"P1D\"",
                        "visit-customer.bpmn: 'Greet customer' is due at P1D;"
                                + " expected ${deadlines.at(execution, '…')} with a window's name"),
                arguments(
                        VISIT,
                        "${owner}",
                        "${people.host('visit')}",
                        "visit-customer.bpmn: 'Greet customer' reads ${people.host('visit')}, which is none of"
                                + " the variables: decision, guests, lossReason, outcome, owner, source, stage, team"),
                arguments(
                        VISIT,
                        "camunda:delegateExpression=",
                        "camunda:class=",
                        "visit-customer.bpmn: 'Record greeting' refers to code by 'class'; use a step"),
                arguments(
                        VISIT,
                        "camunda:delegateExpression=",
                        "camunda:expression=",
                        "visit-customer.bpmn: 'Record greeting' refers to code by 'expression'; use a step"),
                arguments(VISIT, "serviceTask", "scriptTask", "visit-customer.bpmn: 'Record greeting' runs a script"),
                arguments(
                        VISIT,
                        "<bpmn:conditionExpression ",
                        "<bpmn:conditionExpression language=\"javascript\" ",
                        "visit-customer.bpmn: 'yes' runs a script"),
                arguments(
                        VISIT,
                        "<bpmn:errorEventDefinition ",
                        "<bpmn:messageEventDefinition camunda:delegateExpression=\"${recordGreeting}\" /><bpmn:errorEventDefinition ",
                        "visit-customer.bpmn: 'Visit refused' calls code that is not drawn as a step"),
                arguments(
                        MAP,
                        "<camunda:in source=\"source\" target=\"source\" />",
                        "<camunda:executionListener class=\"x.Y\" event=\"start\" />",
                        "customer-visit.bpmn: 'Visit' has a listener"),
                arguments(
                        MAP,
                        "<camunda:in source=\"source\" target=\"source\" />",
                        "<camunda:connector><camunda:connectorId>http</camunda:connectorId></camunda:connector>",
                        "customer-visit.bpmn: 'Visit' uses a connector"),
                arguments(
                        VISIT,
                        "timeDate",
                        "timeDuration",
                        "visit-customer.bpmn: 'Greeting overdue' counts time on its own; read a deadline as a date"),
                arguments(
                        VISIT,
                        "timeDate",
                        "timeCycle",
                        "visit-customer.bpmn: 'Greeting overdue' counts time on its own; draw what repeats as a loop, or"
                                + " repeat a timer that does not interrupt its task at ${deadlines.clock(execution, '…')}"),
                arguments(
                        VISIT,
                        ARRIVAL,
                        startedBy("R/PT1S"),
                        "visit-customer.bpmn: 'Customer arrived' repeats 'R/PT1S'; expected such as R/PT1H, and not below"
                                + " a minute"),
                arguments(
                        VISIT,
                        ARRIVAL,
                        startedBy("${deadlines.at(execution, 'greeting')}"),
                        "visit-customer.bpmn: 'Customer arrived' repeats '${deadlines.at(execution, 'greeting')}'; expected"
                                + " such as R/PT1H, and not below a minute"));
    }

    private static String startedBy(String cycle) {
        return ARRIVAL
                + "<bpmn:timerEventDefinition id=\"TimerEventDefinition_CustomerArrived\"><bpmn:timeCycle"
                + " xsi:type=\"bpmn:tFormalExpression\">" + cycle + "</bpmn:timeCycle></bpmn:timerEventDefinition>";
    }

    static Stream<Arguments> drawings() {
        return Stream.of(
                arguments(
                        VISIT,
                        "bpmnElement=\"Activity_RecordGreeting\"",
                        "bpmnElement=\"Activity_GreetCustomer\"",
                        "visit-customer.bpmn: task 'Record greeting' is not drawn"),
                arguments(
                        VISIT,
                        "bpmnElement=\"Flow_CustomerGreetedNo\"",
                        "bpmnElement=\"Flow_CustomerGreetedYes\"",
                        "visit-customer.bpmn: flow 'no' is not drawn"));
    }

    static Stream<Arguments> tables() {
        return Stream.of(
                arguments(
                        GUIDE,
                        " camunda:historyTimeToLive=\"P3650D\"",
                        "",
                        "choose-guide.dmn: the table has no history time to live; the default of P3650D holds"),
                arguments(
                        GUIDE,
                        "<description>the hosts guide everybody</description>",
                        "",
                        "choose-guide.dmn: row 1 does not say why it is there; fill in its annotation"),
                arguments(
                        GUIDE,
                        "\"hosts\"",
                        "\"guests\"",
                        "choose-guide.dmn: sends work to the team 'guests', which does not exist"),
                arguments(
                        WINDOWS,
                        "\"standard\"",
                        "\"special\"",
                        "follow-up-windows.dmn: names the playbook 'special', which the table playbooks does not list"),
                arguments(
                        WINDOWS,
                        "\"greeting\"",
                        "\"goodbye\"",
                        "visit-customer.bpmn: reads the window 'greeting', for which follow-up-windows has no row"),
                arguments(
                        WINDOWS,
                        "\"greeting\"",
                        "\"goodbye\"",
                        "follow-up-windows.dmn: decides the window 'goodbye', which no diagram reads"),
                arguments(
                        WINDOWS,
                        "\"P1D\"",
                        "\"soon\"",
                        "follow-up-windows.dmn: in row 1, 'soon' is no length of time; write such as 4 business hours,"
                                + " 1 business day, end of business day, 14 days, 3 months or 30 days before"));
    }

    static Stream<Arguments> deadlines() {
        return Stream.of(
                arguments(
                        WINDOWS,
                        "\"P1D\"",
                        "\"0 business days\"",
                        "follow-up-windows.dmn: in row 1, '0 business days' gives no time; write at least 1"),
                arguments(
                        WINDOWS,
                        "\"P1D\"",
                        "\"-1 business day\"",
                        "follow-up-windows.dmn: in row 1, '-1 business day' gives no time; write at least 1"),
                arguments(
                        WINDOWS,
                        "\"P1D\"",
                        "P1D",
                        "follow-up-windows.dmn: in row 1, the duration P1D is no plain text; write it in quotation marks"),
                arguments(
                        WINDOWS,
                        "hitPolicy=\"FIRST\"",
                        "hitPolicy=\"UNIQUE\"",
                        "follow-up-windows.dmn: has the hit policy UNIQUE; expected FIRST, since the first row that fits"
                                + " counts"),
                arguments(
                        CALENDARS,
                        "\"hosts\"",
                        "\"hosts\", \"guests\"",
                        "business-calendars.dmn: has a row for the team 'guests', which does not exist"),
                arguments(
                        CALENDARS,
                        "\"Europe/Berlin\"",
                        "\"Mars/Base\"",
                        "business-calendars.dmn: in row 1, there is no time zone 'Mars/Base'; give one such as"
                                + " Europe/Berlin, or nothing for the team's"),
                arguments(
                        CALENDARS,
                        "\"DE-BY\"",
                        "\"ZZ\"",
                        "business-calendars.dmn: in row 1, no public holidays are known for 'ZZ'; give a country such as"
                                + " DE, a part of one such as DE-BY, or nothing"),
                arguments(
                        CALENDARS,
                        "\"Mon-Fri 09:00-17:00\"",
                        "\"Mon-Fri 09:00-13:00 12:00-17:00\"",
                        "business-calendars.dmn: in row 2, 09:00-13:00 and 12:00-17:00 overlap on Monday"),
                arguments(
                        CALENDARS,
                        "\"Mon-Fri 09:00-17:00\"",
                        "",
                        "business-calendars.dmn: in row 2, no working time is given; write such as Mon-Fri 09:00-17:00"),
                arguments(
                        CALENDARS,
                        "hitPolicy=\"FIRST\"",
                        "hitPolicy=\"COLLECT\"",
                        "business-calendars.dmn: has the hit policy COLLECT; expected FIRST, since the first row that fits"
                                + " counts"),
                arguments(
                        CALENDARS,
                        "<inputEntry id=\"UnaryTests_OtherRegion\">\n          <text></text>",
                        "<inputEntry id=\"UnaryTests_OtherRegion\">\n          <text>\"DE\"</text>",
                        "business-calendars.dmn: has no row that fits everybody; add one at the end with nothing in its"
                                + " conditions"),
                arguments(
                        DAYS,
                        "<decision id=\"closing-days\"",
                        "<decision id=\"own-days\"",
                        "closing-days.dmn: does not exist, and no deadline that diagrams read is known without it"),
                arguments(
                        DAYS,
                        "\"01-01\"",
                        "\"1.1.\"",
                        "closing-days.dmn: in row 1, '1.1.' is no date; write 2026-12-24, or 12-24 for every year"),
                arguments(
                        DAYS,
                        "\"closed\"",
                        "\"13:00-09:00\"",
                        "closing-days.dmn: in row 1, '13:00-09:00' ends before it begins; hours past midnight are two:"
                                + " 22:00-24:00, and 00:00-06:00 on the next day"),
                arguments(
                        DAYS,
                        "hitPolicy=\"COLLECT\"",
                        "hitPolicy=\"COLLECT\" aggregation=\"COUNT\"",
                        "closing-days.dmn: has the hit policy COLLECT with a sum; expected COLLECT, since every row that"
                                + " fits counts"));
    }

    static Stream<Arguments> forms() {
        return Stream.of(
                arguments(
                        FORM,
                        "\"schemaVersion\": 16",
                        "\"schemaVersion\": 19",
                        "greet-customer.form: is not made for Camunda Platform 7.24; choose that platform in Modeler"),
                arguments(
                        VISIT,
                        "camunda:formRef=\"greet-customer\"",
                        "",
                        "greet-customer.form: no task and no start event shows this form"),
                arguments(
                        FORM,
                        "{{lastNotes}}",
                        "",
                        "greet-customer.form: does not begin with the customer; expected a text with {{company}},"
                                + " {{contactLine}}, {{stageLine}}, {{lastNotes}}"),
                arguments(
                        FORM,
                        "\"separator\"",
                        "\"filepicker\"",
                        "greet-customer.form: 'Field_AfterContext' is a 'filepicker', which Tasklist cannot show or use"),
                arguments(
                        FORM,
                        "\"key\": \"guests\"",
                        "\"key\": \"decision\"",
                        "greet-customer.form: 'Guests' has the key 'decision', which another field has too"),
                arguments(
                        FORM,
                        "\"key\": \"guests\"",
                        "\"key\": \"visit.guests\"",
                        "greet-customer.form: 'Guests' writes into a part of a variable, which loses the rest of it"),
                arguments(
                        FORM,
                        "\"type\": \"number\"",
                        "\"type\": \"dynamiclist\"",
                        "greet-customer.form: 'Guests' loses rows that are collapsed; set disableCollapse"),
                arguments(
                        FORM,
                        "\"serializeToString\": true",
                        "\"serializeToString\": false",
                        "greet-customer.form: 'Guests' loses digits; tick 'Output as string'"),
                arguments(
                        FORM,
                        "\"valuesKey\": \"lossReasons\"",
                        "\"valuesKey\": \"lossReasons\", \"validate\": {\"required\": true}",
                        "greet-customer.form: 'Why not?' is required but not always shown; once hidden it blocks the form"
                                + " without a word. Let the step refuse what misses it"),
                arguments(
                        FORM,
                        "\"lossReasons\"",
                        "\"excuses\"",
                        "greet-customer.form: 'Why not?' reads the list 'excuses', which does not exist"),
                arguments(
                        START_FORM,
                        "\"key\": \"source\"",
                        "\"key\": \"source\", \"valuesKey\": \"lossReasons\"",
                        "new-lead.form: 'Source' reads the list 'lossReasons', which a start form cannot"),
                arguments(
                        START_FORM,
                        "\"value\": \"web\"",
                        "\"value\": \"net\"",
                        "new-lead.form: offers the sources [net]; expected those of the table lead-sources, [web]"));
    }

    static Stream<Arguments> holes() {
        return Stream.of(
                arguments(
                        VISIT,
                        "Say hello to the customer. ",
                        "${people.greet()} ",
                        "visit-customer.bpmn: 'Greet customer' reads ${people.greet()} When you complete this task, the visit"
                                + " begins., which is none of the variables: decision, guests, lossReason, outcome, owner,"
                                + " source, stage, team"),
                arguments(
                        VISIT,
                        "name=\"Greet customer\"",
                        "name=\"#{people.greet()}\"",
                        "visit-customer.bpmn: '#{people.greet()}' reads #{people.greet()}, which is none of the variables:"
                                + " decision, guests, lossReason, outcome, owner, source, stage, team"),
                arguments(
                        VISIT,
                        "camunda:delegateExpression=\"${recordGreeting}\"",
                        "xmlns:activiti=\"http://activiti.org/bpmn\" activiti:class=\"x.Y\"",
                        "visit-customer.bpmn: 'Record greeting' refers to code by 'class'; use a step"),
                arguments(
                        VISIT,
                        "camunda:delegateExpression=\"${recordGreeting}\"",
                        "camunda:type=\"shell\"",
                        "visit-customer.bpmn: 'Record greeting' refers to code by 'type'; use a step"),
                arguments(
                        MAP,
                        "<camunda:in source=\"source\" target=\"source\" />",
                        "<camunda:inputOutput><camunda:inputParameter name=\"source\">$<camunda:list />{people.x}"
                                + "</camunda:inputParameter></camunda:inputOutput>",
                        "customer-visit.bpmn: 'Visit' reads ${people.x}, which is none of the variables: outcome, owner,"
                                + " source"),
                arguments(
                        MAP,
                        "<camunda:in source=\"source\" target=\"source\" />",
                        "<camunda:in source=\"source\" target=\"deadlines\" />",
                        "visit-customer.bpmn: sets the variable 'deadlines', which is the name of a step or helper"),
                arguments(
                        VISIT,
                        "deadlines.at(execution, 'greeting')}\"",
                        "people.at(execution, 'greeting')}\"",
                        "visit-customer.bpmn: 'Greet customer' is due at ${people.at(execution, 'greeting')}; expected"
                                + " ${deadlines.at(execution, '…')} with a window's name"),
                arguments(
                        VISIT,
                        "</bpmn:userTask>",
                        "<bpmn:potentialOwner><bpmn:resourceAssignmentExpression><bpmn:formalExpression>group(guests)"
                                + "</bpmn:formalExpression></bpmn:resourceAssignmentExpression></bpmn:potentialOwner>"
                                + "</bpmn:userTask>",
                        "visit-customer.bpmn: 'Greet customer' names its people where Modeler does not show them; use"
                                + " candidate groups"),
                arguments(
                        GUIDE,
                        "<inputExpression ",
                        "<inputExpression expressionLanguage=\"groovy\" ",
                        "choose-guide.dmn: decides in the language 'groovy'; expected FEEL"),
                arguments(
                        GUIDE,
                        "id=\"Definitions_ChooseGuide\"",
                        "id=\"Definitions_ChooseGuide\" expressionLanguage=\"juel\"",
                        "choose-guide.dmn: decides in the language 'juel'; expected FEEL"),
                arguments(
                        FORM,
                        "\"key\": \"guests\"",
                        "\"key\": \"recordGreeting\"",
                        "greet-customer.form: 'Guests' has the key 'recordGreeting', which is the name of a step or"
                                + " helper"));
    }

    static Stream<Arguments> failuresToCome() {
        return Stream.of(
                arguments(
                        VISIT,
                        " camunda:delegateExpression=\"${recordGreeting}\"",
                        "",
                        "visit-customer.bpmn: task 'Record greeting' calls no step; there are recordGreeting"),
                arguments(
                        VISIT,
                        " camunda:decisionRefBinding=\"latest\"",
                        " camunda:decisionRefBinding=\"deployment\"",
                        "visit-customer.bpmn: task 'Choose guide' does not ask the latest version of its table"),
                arguments(
                        VISIT,
                        "camunda:candidateGroups=\"hosts\"",
                        "camunda:candidateGroups=\"${owner}\"",
                        "visit-customer.bpmn: task 'Greet customer' is offered to the group '${owner}', whose people could"
                                + " not do it; there are hosts"),
                arguments(
                        VISIT,
                        "camunda:candidateGroups=\"hosts\"",
                        "camunda:candidateGroups=\"hosts\" camunda:priority=\"high\"",
                        "visit-customer.bpmn: 'Greet customer' has the priority 'high'; expected a number"),
                arguments(
                        VISIT,
                        "serviceTask",
                        "manualTask",
                        "visit-customer.bpmn: task 'Record greeting' is a 'manualTask', which Baton does not run; draw a user"
                                + " task"),
                arguments(
                        VISIT,
                        "<bpmn:timeDate xsi:type=\"bpmn:tFormalExpression\">${deadlines.at(execution, 'greeting')}",
                        "<bpmn:timeDate xsi:type=\"bpmn:tFormalExpression\">2026-13-01",
                        "visit-customer.bpmn: 'Greeting overdue' is due at 2026-13-01; expected"
                                + " ${deadlines.at(execution, '…')} with a window's name"),
                arguments(
                        VISIT,
                        "<bpmn:timerEventDefinition id=\"TimerEventDefinition_GreetingOverdue\">",
                        "<bpmn:messageEventDefinition id=\"TimerEventDefinition_GreetingOverdue\" /><bpmn:timerEventDefinition>",
                        "visit-customer.bpmn: event 'Greeting overdue' waits for the message 'null', which nobody sends;"
                                + " there are visit.ended"),
                arguments(
                        VISIT,
                        "</bpmn:userTask>",
                        "<bpmn:multiInstanceLoopCharacteristics><bpmn:loopCardinality>1000000</bpmn:loopCardinality>"
                                + "</bpmn:multiInstanceLoopCharacteristics></bpmn:userTask>",
                        "visit-customer.bpmn: 'Greet customer' repeats by itself; draw what repeats as a loop"),
                arguments(
                        MAP,
                        "calledElement=\"visit-customer\"",
                        "calledElement=\"customer-visit\"",
                        "customer-visit.bpmn: stage 'Visit' calls customer-visit, by which customer-visit calls itself"),
                arguments(
                        GUIDE,
                        "<text>\"hosts\"</text>",
                        "<text>\"hosts</text>",
                        "choose-guide.dmn: in row 1, '\"hosts' cannot be read as FEEL"),
                arguments(
                        GUIDE,
                        "name=\"team\"",
                        "name=\"guide\"",
                        "choose-guide.dmn: has no output 'team' any more, which Baton reads"),
                arguments(
                        GUIDE,
                        "<text>source</text>",
                        "<text>weather</text>",
                        "choose-guide.dmn: asks for 'weather', with which Baton does not ask it; it may ask for [source]"),
                arguments(
                        FORM,
                        "\"valuesKey\": \"lossReasons\"",
                        "\"values\": []",
                        "greet-customer.form: 'Why not?' offers nothing to choose"),
                arguments(
                        FORM,
                        "\"Camunda Platform\"",
                        "\"Camunda Cloud\"",
                        "greet-customer.form: is not made for Camunda Platform 7.24; choose that platform in Modeler"));
    }

    static Stream<Arguments> waysOut() {
        return Stream.of(
                arguments(
                        VISIT,
                        "sourceRef=\"Event_GreetingOverdue\" targetRef=\"Event_OverdueSeen\"",
                        "sourceRef=\"Event_CustomerArrived\" targetRef=\"Event_OverdueSeen\"",
                        "visit-customer.bpmn: event 'Greeting overdue' leads nowhere; draw what comes next, or an end"),
                arguments(
                        VISIT,
                        "sourceRef=\"Event_GreetingOverdue\" targetRef=\"Event_OverdueSeen\"",
                        "sourceRef=\"Event_GreetingOverdue\" targetRef=\"Event_GreetingOverdue\"",
                        "visit-customer.bpmn: event 'Greeting overdue' has no way out: from there, no path leads to an end"));
    }

    static Stream<Arguments> unreadable() {
        return Stream.of(
                arguments(
                        VISIT,
                        "<bpmn:definitions",
                        "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><bpmn:definitions",
                        "visit-customer.bpmn: has a document type declaration, by which it could read other files;"
                                + " Modeler writes none"),
                arguments(
                        VISIT,
                        "</bpmn:definitions>",
                        "",
                        "visit-customer.bpmn: is not well-formed XML: see line 165, column 1"),
                arguments(
                        FORM,
                        "\"key\": \"guests\",",
                        "\"key\": \"guests\", \"key\": \"more\",",
                        "greet-customer.form: cannot be read as .form (Duplicate field 'key')"));
    }

    static Stream<Arguments> acceptsWithAWarning() {
        return Stream.of(
                arguments(VISIT, " camunda:historyTimeToLive=\"P3650D\"", ""),
                arguments(GUIDE, " camunda:historyTimeToLive=\"P3650D\"", ""),
                arguments(VISIT, " camunda:isStartableInTasklist=\"false\"", ""),
                arguments(VISIT, " camunda:resultVariable=\"team\"", ""),
                arguments(FORM, "\"serializeToString\": true", "\"serializeToString\": false"));
    }

    static Stream<Arguments> leavesStyleToTheBuild() {
        return Stream.of(
                arguments(VISIT, " name=\"Customer greeted?\"", ""),
                arguments(VISIT, "name=\"Record greeting\"", "name=\"Note the greeting\""),
                arguments(VISIT, "Activity_RecordGreeting", "Activity_0abc123"),
                arguments(VISIT, "Say hello to the customer. ", ""),
                arguments(VISIT, " camunda:decisionRefBinding=\"latest\"", ""),
                arguments(GUIDE, "<description>the hosts guide everybody</description>", ""),
                arguments(FORM, "\"schemaVersion\": 16", "\"schemaVersion\": 19"),
                arguments(FORM, "{{lastNotes}}", ""));
    }

    static Stream<Arguments> allowsWhatAnOwnerNeeds() {
        return Stream.of(
                arguments("a start by the clock", VISIT, ARRIVAL, startedBy("R/PT1H")),
                arguments("a condition on an answer of the form", VISIT, "${outcome == 'greeted'}", "${guests != '0'}"),
                arguments(
                        "the team that a table names",
                        VISIT,
                        "camunda:candidateGroups=\"hosts\"",
                        "camunda:candidateGroups=\"${team}\""),
                arguments(
                        "retries of a step",
                        VISIT,
                        "name=\"Record greeting\" camunda:delegateExpression=\"${recordGreeting}\">",
                        "name=\"Record greeting\" camunda:delegateExpression=\"${recordGreeting}\" camunda:asyncBefore=\"true\">"
                                + "<bpmn:extensionElements><camunda:failedJobRetryTimeCycle>R3/PT10M"
                                + "</camunda:failedJobRetryTimeCycle></bpmn:extensionElements>"),
                arguments(
                        "a message that the application sends",
                        VISIT,
                        "<bpmn:error id",
                        "<bpmn:message id=\"Message_VisitEnded\" name=\"visit.ended\" /><bpmn:error id"));
    }

    static Stream<Arguments> templates() {
        return Stream.of(
                arguments(
                        TEMPLATE,
                        "${recordGreeting}",
                        "${recordWelcome}",
                        "record-greeting.json: no diagram has the step 'Record greeting' with ${recordWelcome}"),
                arguments(
                        VISIT,
                        "name=\"Record greeting\"",
                        "name=\"Record welcome\"",
                        "the step 'Record welcome' has no element template; expected record-welcome.json"));
    }

    private static List<String> sentences(List<Problem> problems) {
        return problems.stream().map(Problem::sentence).toList();
    }

    private static List<ModelFile> withChange(String path, String inOrder, String broken) {
        return withChange(SMALL_MODELS, path, inOrder, broken);
    }

    private static List<ModelFile> withChange(List<ModelFile> files, String path, String inOrder, String broken) {
        return files.stream()
                .map(file -> file.path().equals(path) ? changed(file, inOrder, broken) : file)
                .toList();
    }

    private static ModelFile changed(ModelFile file, String inOrder, String broken) {
        String text = new String(file.content(), UTF_8);
        assertThat(text).contains(inOrder);
        return new ModelFile(file.path(), text.replace(inOrder, broken).getBytes(UTF_8));
    }
}
