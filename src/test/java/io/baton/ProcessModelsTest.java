package io.baton;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.models.ModelFile;
import io.baton.models.ModelFiles;
import io.baton.models.ModelRules;
import io.baton.models.Models;
import java.io.File;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.CallActivity;
import org.camunda.bpm.model.bpmn.instance.EndEvent;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnShape;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaIn;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The diagrams, tables, forms and element templates of this repository keep the rules and fit each other. */
class ProcessModelsTest {

    private final Models models = Models.read(Stream.of("processes", "forms")
            .map(Path::of)
            .map(ModelFiles::below)
            .flatMap(List::stream)
            .toList());

    private final ModelRules rules = new ModelRules(KnownToTheBuild.with(models.offeredSteps(), models.columns()));

    private final BpmnModelInstance map = Bpmn.readModelFromFile(new File("processes/customer-lifecycle.bpmn"));

    @Test
    void allModelsAreFound() {
        assertThat(models.files()).extracting(ModelFile::name).contains("customer-lifecycle.bpmn", "qualify-lead.form");
    }

    @Test
    void everyDiagramTableAndFormKeepsTheRules() {
        assertThat(rules.check(models).all()).isEmpty();
    }

    @Test
    void modelerOffersTheStepsThatDiagramsCall() {
        assertThat(rules.checkTemplates(models)).isEmpty();
    }

    @Test
    @Tag("C3")
    void theMapShowsTheStagesInTheirOrderAndNoOther() {
        List<String> stages = inReadingOrder(CallActivity.class).stream()
                .flatMap(call ->
                        call.getExtensionElements().getElementsQuery().filterByType(CamundaIn.class).list().stream())
                .filter(in -> "stage".equals(in.getCamundaTarget()))
                .map(CamundaIn::getCamundaSourceExpression)
                .toList();

        assertThat(stages)
                .containsExactly(
                        "new-lead",
                        "qualified",
                        "proposal",
                        "ready-for-delivery",
                        "active-delivery",
                        "in-service",
                        "renewal");
        assertThat(map.getModelElementsByType(EndEvent.class))
                .extracting(FlowNode::getName)
                .containsExactlyInAnyOrder("Lost", "Former customer");
    }

    @Test
    @Tag("C4")
    void theMapIsOneStraightLineOnOneScreen() {
        assertThat(map.getModelElementsByType(CallActivity.class).stream().map(this::shapeOf))
                .extracting(shape -> shape.getBounds().getY())
                .containsOnly(shapeOf(inReadingOrder(CallActivity.class).get(0))
                        .getBounds()
                        .getY());
        assertThat(map.getModelElementsByType(BpmnShape.class))
                .allSatisfy(shape -> assertThat(
                                shape.getBounds().getX() + shape.getBounds().getWidth())
                        .isLessThan(1700));
    }

    private <T extends FlowNode> List<T> inReadingOrder(Class<T> type) {
        return map.getModelElementsByType(type).stream()
                .sorted(Comparator.comparing(node -> shapeOf(node).getBounds().getX()))
                .toList();
    }

    private BpmnShape shapeOf(FlowNode node) {
        return (BpmnShape) node.getDiagramElement();
    }
}
