package io.baton.customer;

import io.baton.api.Refusal;
import io.baton.api.Texts;
import io.baton.engine.ProcessVariable;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.jspecify.annotations.Nullable;

/** The vocabulary that all stage diagrams share, and how their steps read what a form left behind. */
public final class StageProcess {

    /** Which stage the diagram works in; given by the map. */
    public static final ProcessVariable<String> STAGE = ProcessVariable.text("stage");
    /** Shown on the task's card. */
    public static final ProcessVariable<String> STAGE_LABEL = ProcessVariable.text("stageLabel");
    /** Shown on the task's card. */
    public static final ProcessVariable<String> COMPANY = ProcessVariable.text("company");
    /** The person who owns the customer and so gets the stage's tasks, or null while a team owns it. */
    public static final ProcessVariable<String> OWNER = ProcessVariable.text("owner");
    /** The hats whose people may take the stage's tasks, with commas between them. */
    public static final ProcessVariable<String> TEAM = ProcessVariable.text("team");
    /** What came of the last task: the gateway behind its {@code Record …} step routes on it. */
    public static final ProcessVariable<String> OUTCOME = ProcessVariable.text("outcome");

    /** Form: what the person decided. */
    public static final ProcessVariable<String> DECISION = ProcessVariable.text("decision");
    /** Form: a note for the journal. */
    public static final ProcessVariable<String> NOTE = ProcessVariable.text("note");
    /** Form: why it is lost. */
    public static final ProcessVariable<String> LOSS_REASON = ProcessVariable.text("lossReason");

    private StageProcess() {}

    /** The customer's number. */
    public static String number(DelegateExecution execution) {
        return execution.getProcessBusinessKey();
    }

    /** Shows the customer on the task cards and gives its tasks to its owner. */
    public static void show(CustomerFacts customer, VariableScope scope) {
        COMPANY.on(scope, customer.company());
        STAGE_LABEL.on(scope, customer.stage().label());
        ownedBy(customer.owner(), scope);
    }

    /** Gives the following tasks of this diagram to the owner. */
    public static void ownedBy(Party owner, VariableScope scope) {
        OWNER.on(scope, owner.isPerson() ? owner.id() : null);
    }

    /** Takes the note that the form left behind. */
    public static @Nullable String takeNote(VariableScope scope) {
        return Texts.optional("note", NOTE.take(scope), Texts.LONG);
    }

    /**
     * Takes a date that the form left behind.
     *
     * @throws Refusal where it is no date; {@code label} names the field as the form does
     */
    public static @Nullable LocalDate takeDate(VariableScope scope, ProcessVariable<String> variable, String label) {
        String text = variable.take(scope);
        if (text == null) {
            return null;
        }
        try {
            LocalDate date = LocalDate.parse(text);
            if (date.getYear() < 2000 || date.getYear() > 2200) {
                throw Refusal.because("'" + label + "' is " + text + ": give a date between 2000 and 2200.");
            }
            return date;
        } catch (DateTimeParseException e) {
            throw Refusal.because("'" + label + "' is '" + text + "': give a date such as 2026-03-31.");
        }
    }

    /**
     * Takes an amount of money that the form left behind.
     *
     * @throws Refusal where it is no amount; {@code label} names the field as the form does
     */
    public static @Nullable BigDecimal takeAmount(VariableScope scope, ProcessVariable<String> variable, String label) {
        String text = variable.take(scope);
        if (text == null) {
            return null;
        }
        if (!text.matches(Texts.AMOUNT)) {
            throw Refusal.because("'" + label + "' is '" + text + "': give an amount such as 1250.00.");
        }
        return new BigDecimal(text);
    }
}
