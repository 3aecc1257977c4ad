package io.baton.handoff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.baton.customer.CustomerFacts;
import io.baton.customer.CustomerReader;
import io.baton.engine.FormContext.Option;
import io.baton.engine.People;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Who is to receive a customer, where nobody has chosen yet. */
@Tag("C58")
class HandoffReceiversTest {

    private final HandoffTables tables = mock(HandoffTables.class);
    private final People people = mock(People.class);
    private final CustomerReader reader = mock(CustomerReader.class);
    private final CustomerFacts customer = mock(CustomerFacts.class);
    private final HandoffReceivers receivers = new HandoffReceivers(tables, people, reader);

    @BeforeEach
    void threeInTheTeam() {
        when(customer.playbook()).thenReturn("standard");
        when(people.wearing("success"))
                .thenReturn(List.of(new Option("Ann", "ann"), new Option("Bob", "bob"), new Option("Cat", "cat")));
        when(people.wears("bob", "success")).thenReturn(true);
        when(reader.inHand(any())).thenReturn(Map.of("ann", 3L, "bob", 9L, "cat", 2L));
    }

    @Test
    void isThePersonWhomTheTableNames() {
        when(tables.receiver("standard", "success")).thenReturn("bob");

        assertThat(receivers.proposed(customer, "success")).isEqualTo("bob");
    }

    @Test
    void isWhoeverHasTheFewestWhereTheTableNamesNobody() {
        assertThat(receivers.proposed(customer, "success")).isEqualTo("cat");
    }

    @Test
    void isWhoeverHasTheFewestWhereTheNamedPersonLeftTheTeam() {
        when(tables.receiver("standard", "success")).thenReturn("zoe");

        assertThat(receivers.proposed(customer, "success")).isEqualTo("cat");
    }

    @Test
    void isSomebodyWhoHasNoneBeforeAnybodyWhoHasSome() {
        when(reader.inHand(any())).thenReturn(Map.of("ann", 1L, "cat", 1L));

        assertThat(receivers.proposed(customer, "success")).isEqualTo("bob");
    }

    @Test
    void isNobodyWhereTheTeamHasNobody() {
        assertThat(receivers.proposed(customer, "delivery")).isNull();
    }
}
