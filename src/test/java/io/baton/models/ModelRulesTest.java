package io.baton.models;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
    private static final String FORM = "visit/greet-customer.form";
    private static final String START_FORM = "visit/new-lead.form";
    private static final String TEMPLATE = "record-greeting.json";

    private final ModelRules rules = new ModelRules(
            new Known(Set.of("hosts"), Set.of("recordGreeting"), Set.of("owner", "outcome"), Set.of("lossReasons")));

    @Test
    void findsNothingWhereAllIsInOrder() {
        Models models = Models.read(SMALL_MODELS);

        assertThat(rules.problems(models)).isEmpty();
        assertThat(rules.templateProblems(models)).isEmpty();
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
        "forms"
    })
    void tellsTheProcessOwner(String file, String inOrder, String broken, String problem) {
        Models models = Models.read(withChange(file, inOrder, broken));

        assertThat(rules.problems(models)).contains(problem);
    }

    @ParameterizedTest(name = "{3}")
    @MethodSource
    void templates(String file, String inOrder, String broken, String problem) {
        Models models = Models.read(withChange(file, inOrder, broken));

        assertThat(rules.templateProblems(models)).contains(problem);
    }

    @Test
    void tellsThatTwoFilesHaveOneName() {
        List<ModelFile> files = new ArrayList<>(SMALL_MODELS);
        files.add(new ModelFile("elsewhere/greet-customer.form", "{}".getBytes(UTF_8)));

        assertThat(rules.problems(Models.read(files)))
                .contains("greet-customer.form: this name is used twice, by visit/greet-customer.form and"
                        + " elsewhere/greet-customer.form; one of them would be lost");
    }

    static Stream<Arguments> files() {
        return Stream.of(
                arguments(
                        VISIT,
                        "bpmn:process id=\"visit-customer\"",
                        "bpmn:process id=\"visit\"",
                        "visit/visit-customer.bpmn: its id is 'visit'; expected the file's name, 'visit-customer'"),
                arguments(
                        GUIDE,
                        "decision id=\"choose-guide\"",
                        "decision id=\"guide\"",
                        "visit/choose-guide.dmn: its id is 'guide'; expected the file's name, 'choose-guide'"),
                arguments(
                        FORM,
                        "\"id\": \"greet-customer\"",
                        "\"id\": \"greeting\"",
                        "visit/greet-customer.form: its id is 'greeting'; expected the file's name, 'greet-customer'"));
    }

    static Stream<Arguments> processes() {
        return Stream.of(
                arguments(
                        VISIT,
                        "isExecutable=\"true\"",
                        "isExecutable=\"false\"",
                        "visit-customer: the process is not executable"),
                arguments(
                        VISIT,
                        " name=\"Visit customer\"",
                        "",
                        "visit-customer: the process has no name; say in plain words what it is"),
                arguments(
                        VISIT,
                        "Greets the customer and shows them around. ",
                        "",
                        "visit-customer: the process needs a documentation of two sentences: what it is for;"
                                + " when it starts and ends"),
                arguments(
                        VISIT,
                        " camunda:historyTimeToLive=\"P3650D\"",
                        "",
                        "visit-customer: the process has no history time to live; expected for example P3650D"),
                arguments(
                        VISIT,
                        " camunda:isStartableInTasklist=\"false\"",
                        "",
                        "visit-customer: the process can be started in Tasklist although it has no start form"),
                arguments(
                        VISIT,
                        " name=\"Customer greeted?\"",
                        "",
                        "visit-customer: gateway 'Gateway_CustomerGreeted' has no label"),
                arguments(
                        VISIT,
                        "Activity_RecordGreeting",
                        "Activity_0abc123",
                        "visit-customer: task 'Record greeting' has the id Activity_0abc123;"
                                + " expected Activity_RecordGreeting"),
                arguments(
                        VISIT,
                        "Gateway_BeforeGreetCustomer",
                        "Gateway_0abc123",
                        "visit-customer: gateway 'Gateway_0abc123' has the id Gateway_0abc123;"
                                + " expected Gateway_BeforeGreetCustomer"),
                arguments(
                        MAP,
                        "Event_VisitRefused",
                        "Event_0abc123",
                        "customer-visit: event 'Refused' has the id Event_0abc123; expected Event_Refused"));
    }

    static Stream<Arguments> flows() {
        return Stream.of(
                arguments(
                        VISIT,
                        "sourceRef=\"Gateway_CustomerGreeted\" targetRef=\"Gateway_BeforeGreetCustomer\"",
                        "sourceRef=\"Activity_RecordGreeting\" targetRef=\"Gateway_BeforeGreetCustomer\"",
                        "visit-customer: task 'Record greeting' splits the path; draw a gateway behind it"),
                arguments(
                        VISIT,
                        "targetRef=\"Gateway_BeforeGreetCustomer\"",
                        "targetRef=\"Gateway_CustomerGreeted\"",
                        "visit-customer: gateway 'Customer greeted?' brings paths together and splits them;"
                                + " draw two gateways"),
                arguments(
                        VISIT,
                        "name=\"Customer greeted?\"",
                        "name=\"Customer greeted\"",
                        "visit-customer: gateway 'Customer greeted' does not ask a question"),
                arguments(
                        VISIT,
                        " default=\"Flow_CustomerGreetedNo\"",
                        "",
                        "visit-customer: gateway 'Customer greeted?' has no default flow;"
                                + " customers would get stuck where no answer fits"),
                arguments(
                        VISIT,
                        " default=\"Flow_CustomerGreetedNo\"",
                        "",
                        "visit-customer: gateway 'Customer greeted?' has no condition on its answer 'no'"),
                arguments(
                        VISIT,
                        " name=\"not yet\"",
                        "",
                        "visit-customer: gateway 'Customer greeted?' has a flow without an answer on it"),
                arguments(
                        VISIT,
                        "Flow_CustomerGreetedNotYet",
                        "Flow_0abc123",
                        "visit-customer: flow 'not yet' has the id Flow_0abc123; expected Flow_CustomerGreetedNotYet"));
    }

    static Stream<Arguments> steps() {
        return Stream.of(
                arguments(
                        VISIT,
                        "${recordGreeting}",
                        "${recordWelcome}",
                        "visit-customer: task 'Record greeting' calls ${recordWelcome};"
                                + " expected ${recordGreeting}, the step of its label"),
                arguments(
                        VISIT,
                        "name=\"Record greeting\"",
                        "name=\"Record welcome\"",
                        "visit-customer: task 'Record welcome' calls a step that the application does not have;"
                                + " there are recordGreeting"),
                arguments(
                        VISIT,
                        "decisionRef=\"choose-guide\"",
                        "decisionRef=\"choose-host\"",
                        "visit-customer: task 'Choose guide' asks the table 'choose-host', which does not exist"),
                arguments(
                        VISIT,
                        " camunda:decisionRefBinding=\"latest\"",
                        "",
                        "visit-customer: task 'Choose guide' does not ask the latest version of its table"),
                arguments(
                        VISIT,
                        " camunda:resultVariable=\"team\"",
                        "",
                        "visit-customer: task 'Choose guide' does not say which variable takes the answer of the table"));
    }

    static Stream<Arguments> tasks() {
        return Stream.of(
                arguments(
                        VISIT,
                        " camunda:formRef=\"greet-customer\"",
                        "",
                        "visit-customer: task 'Greet customer' has no form; expected forms/visit/greet-customer.form"),
                arguments(
                        VISIT,
                        "camunda:formRef=\"greet-customer\"",
                        "camunda:formRef=\"new-lead\"",
                        "visit-customer: task 'Greet customer' has the form 'new-lead';"
                                + " expected forms/visit/greet-customer.form"),
                arguments(
                        MAP,
                        "camunda:formRef=\"new-lead\"",
                        "camunda:formRef=\"old-lead\"",
                        "customer-visit: event 'Visit asked for' shows the form 'old-lead', which does not exist"),
                arguments(
                        VISIT,
                        " camunda:formRefBinding=\"latest\"",
                        " camunda:formRefBinding=\"deployment\"",
                        "visit-customer: task 'Greet customer' does not show the latest version of its form"),
                arguments(
                        VISIT,
                        " camunda:candidateGroups=\"hosts\"",
                        "",
                        "visit-customer: task 'Greet customer' has no candidate group"),
                arguments(
                        VISIT,
                        "camunda:candidateGroups=\"hosts\"",
                        "camunda:candidateGroups=\"hosts,guests\"",
                        "visit-customer: task 'Greet customer' is offered to the group 'guests', which does not exist"),
                arguments(
                        VISIT,
                        " camunda:dueDate=\"${deadlines.at(execution, 'greeting')}\"",
                        "",
                        "visit-customer: task 'Greet customer' has no due date;"
                                + " expected ${deadlines.at(execution, '…')} with a window's name"),
                arguments(
                        VISIT,
                        "Say hello to the customer. ",
                        "",
                        "visit-customer: task 'Greet customer' needs a documentation of two sentences: what to do;"
                                + " what happens on completing it"),
                arguments(
                        VISIT,
                        "sourceRef=\"Activity_GreetCustomer\" targetRef=\"Activity_RecordGreeting\"",
                        "sourceRef=\"Activity_GreetCustomer\" targetRef=\"Gateway_CustomerGreeted\"",
                        "visit-customer: task 'Greet customer' is not followed by a step that records what was entered"));
    }

    static Stream<Arguments> calls() {
        return Stream.of(
                arguments(
                        MAP,
                        "calledElement=\"visit-customer\"",
                        "calledElement=\"see-customer\"",
                        "customer-visit: stage 'Visit' calls the process 'see-customer', which does not exist"),
                arguments(
                        MAP,
                        " camunda:calledElementBinding=\"latest\"",
                        "",
                        "customer-visit: stage 'Visit' does not call the latest version of its process"),
                arguments(
                        MAP,
                        "<camunda:in businessKey=\"#{execution.processBusinessKey}\" />",
                        "",
                        "customer-visit: stage 'Visit' does not hand in the customer's number; expected a business key"),
                arguments(
                        MAP,
                        "<camunda:in source=\"source\" target=\"source\" />",
                        "<camunda:in variables=\"all\" />",
                        "customer-visit: stage 'Visit' hands in all variables; name those that are needed"),
                arguments(
                        MAP,
                        "errorCode=\"visit.refused\"",
                        "errorCode=\"visit.missed\"",
                        "customer-visit: stage 'Visit' does not catch the error 'visit.refused'"
                                + " that visit-customer can end with"),
                arguments(
                        MAP,
                        "errorCode=\"visit.refused\"",
                        "errorCode=\"visit.missed\"",
                        "customer-visit: stage 'Visit' catches the error 'visit.missed'"
                                + " that visit-customer never ends with"));
    }

    static Stream<Arguments> expressions() {
        return Stream.of(
                arguments(
                        VISIT,
                        "${outcome == 'greeted'}",
                        "${outcome == 'greeted' and guests > 2}",
                        "visit-customer: 'yes' has the condition ${outcome == 'greeted' and guests > 2};"
                                + " expected one comparison such as ${outcome == 'won'}"),
                arguments(
                        VISIT,
                        "camunda:dueDate=\"${deadlines.at(execution, 'greeting')}\"",
                        "camunda:dueDate=\"P1D\"",
                        "visit-customer: 'Greet customer' is due at P1D;"
                                + " expected ${deadlines.at(execution, '…')} with a window's name"),
                arguments(
                        VISIT,
                        "${owner}",
                        "${people.host('visit')}",
                        "visit-customer: 'Greet customer' reads ${people.host('visit')},"
                                + " which is none of the variables: outcome, owner"),
                arguments(
                        VISIT,
                        "camunda:delegateExpression=",
                        "camunda:class=",
                        "visit-customer: 'Record greeting' refers to code by 'class'; use a step"),
                arguments(
                        VISIT,
                        "camunda:delegateExpression=",
                        "camunda:expression=",
                        "visit-customer: 'Record greeting' refers to code by 'expression'; use a step"),
                arguments(VISIT, "serviceTask", "scriptTask", "visit-customer: 'Record greeting' runs a script"),
                arguments(
                        VISIT,
                        "<bpmn:conditionExpression ",
                        "<bpmn:conditionExpression language=\"javascript\" ",
                        "visit-customer: 'yes' runs a script"),
                arguments(
                        VISIT,
                        "<bpmn:errorEventDefinition ",
                        "<bpmn:messageEventDefinition camunda:delegateExpression=\"${recordGreeting}\" /><bpmn:errorEventDefinition ",
                        "visit-customer: 'Visit refused' calls code that is not drawn as a step"),
                arguments(
                        MAP,
                        "<camunda:in source=\"source\" target=\"source\" />",
                        "<camunda:executionListener class=\"x.Y\" event=\"start\" />",
                        "customer-visit: 'Visit' has a listener"),
                arguments(
                        MAP,
                        "<camunda:in source=\"source\" target=\"source\" />",
                        "<camunda:connector><camunda:connectorId>http</camunda:connectorId></camunda:connector>",
                        "customer-visit: 'Visit' uses a connector"),
                arguments(
                        VISIT,
                        "timeDate",
                        "timeDuration",
                        "visit-customer: 'Greeting overdue' counts time on its own; read a deadline as a date"));
    }

    static Stream<Arguments> drawings() {
        return Stream.of(
                arguments(
                        VISIT,
                        "bpmnElement=\"Activity_RecordGreeting\"",
                        "bpmnElement=\"Activity_GreetCustomer\"",
                        "visit-customer: task 'Record greeting' is not drawn"),
                arguments(
                        VISIT,
                        "bpmnElement=\"Flow_CustomerGreetedNo\"",
                        "bpmnElement=\"Flow_CustomerGreetedYes\"",
                        "visit-customer: flow 'no' is not drawn"));
    }

    static Stream<Arguments> tables() {
        return Stream.of(
                arguments(
                        GUIDE,
                        " camunda:historyTimeToLive=\"P3650D\"",
                        "",
                        "choose-guide: the table has no history time to live; expected for example P3650D"),
                arguments(
                        GUIDE,
                        "<description>the hosts guide everybody</description>",
                        "",
                        "choose-guide: row 1 does not say why it is there; fill in its annotation"),
                arguments(
                        GUIDE,
                        "\"hosts\"",
                        "\"guests\"",
                        "choose-guide: sends work to the team 'guests', which does not exist"),
                arguments(
                        WINDOWS,
                        "\"standard\"",
                        "\"special\"",
                        "follow-up-windows: names the playbook 'special', which the table playbooks does not list"),
                arguments(
                        WINDOWS,
                        "\"greeting\"",
                        "\"goodbye\"",
                        "visit-customer: reads the window 'greeting', for which follow-up-windows has no row"),
                arguments(
                        WINDOWS,
                        "\"greeting\"",
                        "\"goodbye\"",
                        "follow-up-windows: decides the window 'goodbye', which no diagram reads"),
                arguments(
                        WINDOWS,
                        "\"P1D\"",
                        "\"1 day\"",
                        "follow-up-windows: has the duration '1 day'; expected days such as P5D"));
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

    private static List<ModelFile> withChange(String path, String inOrder, String broken) {
        return SMALL_MODELS.stream()
                .map(file -> file.path().equals(path) ? changed(file, inOrder, broken) : file)
                .toList();
    }

    private static ModelFile changed(ModelFile file, String inOrder, String broken) {
        String text = new String(file.content(), UTF_8);
        assertThat(text).contains(inOrder);
        return new ModelFile(file.path(), text.replace(inOrder, broken).getBytes(UTF_8));
    }
}
