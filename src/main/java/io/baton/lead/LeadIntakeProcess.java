package io.baton.lead;

import io.baton.engine.ProcessVariable;
import org.camunda.bpm.engine.delegate.VariableScope;

/** The vocabulary of {@code lead-intake.bpmn}: the fields of the start form {@code new-lead.form}. */
final class LeadIntakeProcess {

    static final ProcessVariable<String> COMPANY = ProcessVariable.text("company");
    static final ProcessVariable<String> CONTACT_NAME = ProcessVariable.text("contactName");
    static final ProcessVariable<String> EMAIL = ProcessVariable.text("email");
    static final ProcessVariable<String> PHONE = ProcessVariable.text("phone");
    static final ProcessVariable<String> SOURCE = ProcessVariable.text("source");
    static final ProcessVariable<String> PRODUCT = ProcessVariable.text("product");
    static final ProcessVariable<String> BUDGET_AMOUNT = ProcessVariable.text("budgetAmount");
    static final ProcessVariable<String> BUDGET_CURRENCY = ProcessVariable.text("budgetCurrency");
    static final ProcessVariable<String> TIMELINE = ProcessVariable.text("timeline");
    static final ProcessVariable<String> REGION = ProcessVariable.text("region");
    static final ProcessVariable<String> CAMPAIGN = ProcessVariable.text("campaign");
    static final ProcessVariable<String> COST_AMOUNT = ProcessVariable.text("costAmount");
    static final ProcessVariable<String> COST_CURRENCY = ProcessVariable.text("costCurrency");
    static final ProcessVariable<String> MESSAGE = ProcessVariable.text("message");

    private LeadIntakeProcess() {}

    /** Takes the lead that the start form left behind. */
    static NewLead takeLead(VariableScope scope) {
        return new NewLead(
                COMPANY.take(scope),
                new NewLead.Person(CONTACT_NAME.take(scope), EMAIL.take(scope), PHONE.take(scope)),
                PRODUCT.take(scope),
                takeMoney(scope, BUDGET_AMOUNT, BUDGET_CURRENCY),
                TIMELINE.take(scope),
                SOURCE.take(scope),
                CAMPAIGN.take(scope),
                REGION.take(scope),
                null,
                null,
                MESSAGE.take(scope),
                takeMoney(scope, COST_AMOUNT, COST_CURRENCY));
    }

    /** The form proposes a currency; without an amount it says nothing. */
    private static NewLead.Money takeMoney(
            VariableScope scope, ProcessVariable<String> amountField, ProcessVariable<String> currencyField) {
        String amount = amountField.take(scope);
        String currency = currencyField.take(scope);
        return new NewLead.Money(amount, amount == null ? null : currency);
    }
}
