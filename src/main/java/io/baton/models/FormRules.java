package io.baton.models;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.camunda.bpm.model.bpmn.instance.StartEvent;

/** A form has only parts that Tasklist shows and that give back what was entered; a customer's task begins with its context. */
final class FormRules {

    private static final Set<String> SHOWN_BY_TASKLIST = Set.of(
            "textfield",
            "textarea",
            "number",
            "checkbox",
            "datetime",
            "radio",
            "select",
            "checklist",
            "taglist",
            "text",
            "table",
            "group",
            "dynamiclist",
            "spacer",
            "separator");

    private static final Set<String> CHOICES = Set.of("radio", "select", "checklist", "taglist");

    private static final List<String> CONTEXT =
            List.of("{{company}}", "{{contactLine}}", "{{stageLine}}", "{{lastNotes}}");

    /** The newest form schema that the Tasklist of 7.24 reads. */
    private static final int NEWEST_SCHEMA = 16;

    private FormRules() {}

    static void check(Models models, Known known, Problems problems) {
        Collection<String> taskForms = models.taskForms();
        Collection<String> customerForms = models.customerForms();
        Collection<String> startForms = startForms(models);
        for (Form form : models.forms()) {
            String platform = form.json().path("executionPlatform").asText();
            Problem otherPlatform = form.says("is not made for Camunda Platform 7.24; choose that platform in Modeler");
            problems.refuseUnless(platform.isEmpty() || platform.equals("Camunda Platform"), otherPlatform);
            // Modeler writes the number of its own schema whatever platform is chosen; what counts are the parts below.
            problems.styleUnless(
                    !platform.isEmpty() && form.json().path("schemaVersion").asInt() <= NEWEST_SCHEMA, otherPlatform);
            problems.styleUnless(
                    taskForms.contains(form.id()) || startForms.contains(form.id()),
                    form.says("no task and no start event shows this form"));
            checkParts(form, known, startForms.contains(form.id()), problems);
            if (customerForms.contains(form.id())) {
                String first =
                        form.json().path("components").path(0).path("text").asText();
                problems.styleUnless(
                        CONTEXT.stream().allMatch(first::contains),
                        form.says("does not begin with the customer; expected a text with "
                                + String.join(", ", CONTEXT)));
            }
        }
        models.form("new-lead")
                .ifPresent(
                        form -> models.table("lead-sources").ifPresent(table -> checkSources(form, table, problems)));
    }

    private static void checkParts(Form form, Known known, boolean startForm, Problems problems) {
        Set<String> keys = new HashSet<>();
        for (JsonNode part : form.parts()) {
            String type = part.path("type").asText();
            String key = part.path("key").asText();
            String list = part.path("valuesKey").asText();
            problems.refuseUnless(
                    SHOWN_BY_TASKLIST.contains(type),
                    form.says(part, "is a '" + type + "', which Tasklist cannot show or use"));
            problems.refuseUnless(
                    key.isEmpty() || keys.add(key),
                    form.says(part, "has the key '" + key + "', which another field has too"));
            problems.refuseUnless(
                    !key.contains(".") && !part.hasNonNull("path"),
                    form.says(part, "writes into a part of a variable, which loses the rest of it"));
            problems.refuseUnless(
                    !type.equals("dynamiclist") || part.path("disableCollapse").asBoolean(),
                    form.says(part, "loses rows that are collapsed; set disableCollapse"));
            problems.warnUnless(
                    !type.equals("number") || part.path("serializeToString").asBoolean(),
                    form.says(part, "loses digits; tick 'Output as string'"));
            problems.refuseUnless(
                    part.path("conditional").isMissingNode()
                            || !part.path("validate").path("required").asBoolean(),
                    form.says(
                            part,
                            "is required but not always shown; once hidden it blocks the form without a word. Let the"
                                    + " step refuse what misses it"));
            problems.refuseUnless(
                    list.isEmpty() || !startForm,
                    form.says(part, "reads the list '" + list + "', which a start form cannot"));
            problems.refuseUnless(
                    list.isEmpty() || startForm || known.lists().contains(list),
                    form.says(part, "reads the list '" + list + "', which does not exist"));
            problems.refuseUnless(
                    !CHOICES.contains(type)
                            || !list.isEmpty()
                            || part.path("values").size() > 0
                            || part.hasNonNull("valuesExpression"),
                    form.says(part, "offers nothing to choose"));
            problems.refuseUnless(
                    !known.steps().contains(key) && !known.helpers().contains(key),
                    form.says(part, "has the key '" + key + "', which is the name of a step or helper"));
        }
    }

    /** A start form gets no variables, so its sources are written out and kept equal to the table here. */
    private static void checkSources(Form form, Table table, Problems problems) {
        List<String> decided = table.column("source").orElse(List.of());
        List<String> labels = table.column("label").orElse(List.of());
        List<String> offeredSources = new ArrayList<>();
        List<String> offeredLabels = new ArrayList<>();
        for (JsonNode part : form.parts()) {
            if (part.path("key").asText().equals("source")) {
                part.path("values").forEach(value -> {
                    offeredSources.add(value.path("value").asText());
                    offeredLabels.add(value.path("label").asText());
                });
            }
        }
        problems.warnUnless(
                offeredSources.equals(decided) && offeredLabels.equals(labels),
                form.says("offers the sources " + offeredSources + "; expected those of the table lead-sources, "
                        + decided));
    }

    private static Collection<String> startForms(Models models) {
        Set<String> forms = new HashSet<>();
        for (Diagram diagram : models.diagrams()) {
            diagram.all(StartEvent.class).forEach(start -> forms.add(String.valueOf(start.getCamundaFormRef())));
        }
        return forms;
    }
}
