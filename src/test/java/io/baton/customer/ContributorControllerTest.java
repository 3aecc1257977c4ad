package io.baton.customer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.baton.BatonTest;
import io.baton.Rest;
import io.baton.Rest.Answer;
import io.baton.Walk;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Colleagues who are brought in: over REST and from the Tasklist, by the owner, once. */
@BatonTest
@Tag("C8")
class ContributorControllerTest {

    @Autowired
    private Rest rest;

    @Autowired
    private Walk walk;

    @Test
    void listsWhoWasBroughtInByWhomAndWhatFor() {
        String customer = qualified();

        name("tom", customer, "{\"person\":\"dana\",\"reason\":\"Knows the product.\"}");
        Answer again = name("tom", customer, "{\"person\":\"dana\",\"reason\":\"Once more.\"}");

        assertThat(again.status()).isEqualTo(201);
        assertThat(again.body().get("items")).hasSize(1);
        assertThat(again.body().at("/items/0/person").asText()).isEqualTo("dana");
        assertThat(again.body().at("/items/0/namedBy").asText()).isEqualTo("tom");
        assertThat(again.body().at("/items/0/reason").asText()).isEqualTo("Knows the product.");
        assertThat(entries(customer)).isEqualTo(1);
    }

    @Test
    void canBeDoneInTheTasklist() {
        String customer = qualified();

        walk.start("bring-in", "tom", Map.of("customer", customer, "person", "dana", "reason", "Knows the product."));

        assertThat(rest.get("dana", "/api/customers/" + customer + "/contributors")
                        .body()
                        .at("/items/0/person")
                        .asText())
                .isEqualTo("dana");
        assertThatThrownBy(() ->
                        walk.start("bring-in", "sue", Map.of("customer", customer, "person", "sam", "reason", "Fun.")))
                .hasMessage("That is for the owner of " + customer + ", tom, or a manager to say.");
        assertThatThrownBy(() -> walk.start(
                        "bring-in", "tom", Map.of("customer", "C-999999", "person", "sam", "reason", "Fun.")))
                .hasMessage("There is no customer with the number 'C-999999'.");
    }

    @Test
    void refusesWhoIsNobodyAndWhatIsNotGiven() {
        String customer = qualified();

        Answer nobody = name("tom", customer, "{\"person\":\"nobody\",\"reason\":\"x\"}");
        assertThat(nobody.status()).isEqualTo(400);
        assertThat(nobody.body().at("/errors/0/reason").asText()).isEqualTo("'nobody' is nobody's user name");
        Answer empty = name("tom", customer, "{}");
        assertThat(empty.body().get("errors").findValuesAsText("field")).containsExactly("person", "reason");
        assertThat(name("tom", "C-999999", "{\"person\":\"dana\",\"reason\":\"x\"}")
                        .status())
                .isEqualTo(404);
        assertThat(rest.method("tom", "DELETE", "/api/customers/" + customer + "/contributors/dana", "")
                        .status())
                .as("who is not in is not in")
                .isEqualTo(200);
        assertThat(entries(customer)).isZero();
    }

    private String qualified() {
        String customer = walk.newLead();
        walk.qualify(customer, "tom");
        return customer;
    }

    private Answer name(String by, String customer, String body) {
        return rest.post(by, "/api/customers/" + customer + "/contributors", body);
    }

    private long entries(String customer) {
        return rest
                .get("tom", "/api/customers/" + customer + "/journal?size=200")
                .body()
                .get("items")
                .findValuesAsText("kind")
                .stream()
                .filter("contributor"::equals)
                .count();
    }
}
