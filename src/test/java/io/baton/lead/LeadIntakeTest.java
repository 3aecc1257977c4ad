package io.baton.lead;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.baton.BatonTest;
import io.baton.Rest;
import io.baton.Rest.Answer;
import io.baton.Walk;
import io.baton.customer.CustomerReader;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** One door for leads: what becomes of names, addresses and numbers, and what is on record from the first day. */
@BatonTest
class LeadIntakeTest {

    @Autowired
    private Rest rest;

    @Autowired
    private Walk walk;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private CustomerReader reader;

    @Test
    @Tag("C52")
    void tidiesNamesAndLeavesTheirCaseAlone() {
        Answer answer = rest.post("integration", "/api/leads", """
                {"company": "  van  der\\u00a0Cafe\\u0301 bv ", "contact": {"name": " mArIa   LÓPEZ ",
                 "email": "Maria.Lopez@CAFÉ-tidy.example", "phone": " +31 20  123 4567 "}}""");

        assertThat(answer.status()).as(answer.raw().body()).isEqualTo(201);
        assertThat(answer.body().get("company").asText()).isEqualTo("van der Café bv");
        assertThat(answer.body().at("/contact/name").asText()).isEqualTo("mArIa LÓPEZ");
        assertThat(answer.body().at("/contact/email").asText()).isEqualTo("Maria.Lopez@café-tidy.example");
        assertThat(answer.body().at("/contact/phone").asText()).isEqualTo("+31 20 123 4567");
        assertThat(keys(answer.body()))
                .containsEntry("company_key", "van der cafe")
                .containsEntry("name_key", "lopez maria")
                .containsEntry("email_key", "maria.lopez@xn--caf-tidy-d1a.example")
                .containsEntry("email_domain", "xn--caf-tidy-d1a.example")
                .containsEntry("phone_key", "+31201234567");
    }

    @Test
    @Tag("C52")
    void readsANationalNumberInTheLeadsRegion() {
        Answer answer = rest.post("integration", "/api/leads", """
                {"company": "Region Ltd", "contact": {"name": "R", "phone": "020 7946 0018"}, "region": "gb"}""");

        assertThat(answer.status()).as(answer.raw().body()).isEqualTo(201);
        assertThat(answer.body().at("/contact/phone").asText()).isEqualTo("020 7946 0018");
        assertThat(keys(answer.body())).containsEntry("phone_key", "+442079460018");
    }

    @Test
    @Tag("C52")
    void asksForTheCountryOfANumberThatNobodyCanPlace() {
        Answer answer = rest.post("integration", "/api/leads", """
                {"company": "Nowhere Ltd", "contact": {"name": "N", "phone": "030 1234567"}}""");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().get("detail").asText())
                .isEqualTo(
                        "Contact.phone must begin with its country code, as in +49 30 1234567, or come with the region.");
    }

    @Test
    @Tag("C33")
    @Tag("C53")
    void putsSourceCampaignCostAndTheFirstMomentOnRecord() {
        Answer answer = rest.post("integration", "/api/leads", """
                {"company": "Cost Ltd", "contact": {"name": "C", "email": "c@cost-ltd.example"}, "source": "ads",
                 "campaign": "spring", "cost": {"amount": "12.50", "currency": "EUR"}}""");

        assertThat(answer.status()).as(answer.raw().body()).isEqualTo(201);
        var entry = reader.journal(answer.body().get("number").asText(), null, 50).items().stream()
                .filter(it -> it.kind().equals("lead"))
                .findFirst()
                .orElseThrow();
        assertThat(entry.data().get("source").asText()).isEqualTo("ads");
        assertThat(entry.data().get("campaign").asText()).isEqualTo("spring");
        assertThat(entry.data().at("/cost/amount").asText()).isEqualTo("12.50");
        assertThat(entry.data().at("/cost/currency").asText()).isEqualTo("EUR");
        assertThat(Instant.parse(entry.data().get("firstSeenAt").asText()))
                .isBetween(entry.at().minusSeconds(5), entry.at());
        assertThat(jdbc.sql("select cost_amount || cost_currency from customer where company = 'Cost Ltd'")
                        .query(String.class)
                        .single())
                .isEqualTo("12.50EUR");
    }

    @Test
    @Tag("C33")
    void refusesACostThatIsNoAmount() {
        Answer answer = rest.post("integration", "/api/leads", """
                {"company": "Cost Ltd", "contact": {"name": "C", "email": "c@cost2.example"},
                 "cost": {"amount": "-1", "currency": "coins"}}""");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().get("errors").findValuesAsText("field"))
                .containsExactly("cost.amount", "cost.currency");
    }

    @Test
    @Tag("C33")
    @Tag("C46")
    void takesTheSameFromTheStartForm() {
        walk.start(
                "lead-intake",
                "tom",
                Map.of(
                        "company", "Form  Works",
                        "contactName", "Fay Form",
                        "phone", "+49 30 7654321",
                        "source", "event",
                        "campaign", "fair",
                        "costAmount", "80.00",
                        "costCurrency", "EUR"));

        assertThat(jdbc.sql("select campaign || cost_amount || company_key from customer where company = 'Form Works'")
                        .query(String.class)
                        .single())
                .isEqualTo("fair80.00form works");
        assertThatThrownBy(() -> walk.start(
                        "lead-intake",
                        "tom",
                        Map.of("company", "F", "contactName", "F", "phone", "call me", "source", "phone")))
                .hasMessageContaining("Contact.phone must be a phone number such as +49 30 1234567");
    }

    private Map<String, Object> keys(JsonNode customer) {
        return jdbc.sql("""
                        select c.company_key, p.name_key, p.email_key, p.email_domain, p.phone_key
                          from customer c join contact p on p.customer_id = c.id where c.id = :id
                        """)
                .param("id", Long.parseLong(customer.get("number").asText().substring(2)))
                .query()
                .singleRow();
    }
}
