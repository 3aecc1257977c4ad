package io.baton.imports;

import java.util.Arrays;
import java.util.Optional;

/** What a column can hold; the ids stand in {@code import-columns.dmn} and in a mapping. */
enum Field {
    NUMBER("number"),
    REFERENCE("reference"),
    COMPANY("company"),
    CONTACT("contact"),
    FIRST_NAME("firstName"),
    LAST_NAME("lastName"),
    EMAIL("email"),
    PHONE("phone"),
    SOURCE("source"),
    CAMPAIGN("campaign"),
    PRODUCT("product"),
    REGION("region"),
    LANGUAGE("language"),
    TIMELINE("timeline"),
    BUDGET_AMOUNT("budgetAmount"),
    BUDGET_CURRENCY("budgetCurrency"),
    COST_AMOUNT("costAmount"),
    COST_CURRENCY("costCurrency"),
    PLAYBOOK("playbook"),
    STAGE("stage"),
    OWNER("owner"),
    LAST_NOTE("lastNote"),
    NEXT_STEP("nextStep"),
    DUE("due"),
    RENEWAL_ON("renewalOn"),
    DECISION_ON("decisionOn");

    private final String id;

    Field(String id) {
        this.id = id;
    }

    String id() {
        return id;
    }

    boolean isDate() {
        return this == DUE || this == RENEWAL_ON || this == DECISION_ON;
    }

    static Optional<Field> of(String id) {
        return Arrays.stream(values()).filter(field -> field.id.equals(id)).findFirst();
    }
}
