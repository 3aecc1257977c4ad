package io.baton.handoff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.baton.customer.CustomerFacts;
import io.baton.customer.CustomerReader;
import io.baton.engine.FormContext.Option;
import io.baton.engine.People;
import io.baton.team.Presence;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Who is to receive a customer, where nobody has chosen yet. */
@Tag("C58")
class HandoffReceiversTest {

    private final HandoffTables tables = mock(HandoffTables.class);
    private final People people = mock(People.class);
    private final CustomerReader reader = mock(CustomerReader.class);
    private final Presence presence = mock(Presence.class);
    private final CustomerFacts customer = mock(CustomerFacts.class);
    private final HandoffReceivers receivers = new HandoffReceivers(tables, people, reader, presence);

    @BeforeEach
    void threeInTheTeam() {
        when(customer.playbook()).thenReturn("standard");
        when(people.wearing("success"))
                .thenReturn(List.of(new Option("Ann", "ann"), new Option("Bob", "bob"), new Option("Cat", "cat")));
        when(people.wears("bob", "success")).thenReturn(true);
        when(presence.hasRoom(any())).thenReturn(true);
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
    @Tag("C19")
    void isWhoeverHasTheFewestWhereTheNamedPersonIsAwayOrHasNoRoom() {
        when(tables.receiver("standard", "success")).thenReturn("bob");
        when(presence.isAway("bob")).thenReturn(true);

        assertThat(receivers.proposed(customer, "success")).isEqualTo("cat");

        when(presence.isAway("bob")).thenReturn(false);
        when(presence.hasRoom("bob")).thenReturn(false);
        assertThat(receivers.proposed(customer, "success")).isEqualTo("cat");
    }

    @Test
    @Tag("C19")
    void isTheNextBestWhereTheBestIsAway() {
        when(presence.awayOf(List.of("ann", "bob", "cat"))).thenReturn(Set.of("cat"));

        assertThat(receivers.proposed(customer, "success")).isEqualTo("ann");
    }

    @Test
    @Tag("C45")
    void isSomebodyWithRoomAndTheBestOfAllWhereNobodyHasAny() {
        when(presence.withoutRoomOf(any())).thenReturn(Set.of("cat", "ann"));
        assertThat(receivers.proposed(customer, "success")).isEqualTo("bob");

        when(presence.withoutRoomOf(any())).thenReturn(Set.of("cat", "ann", "bob"));
        assertThat(receivers.proposed(customer, "success")).isEqualTo("cat");
    }

    @Test
    @Tag("C19")
    void isNobodyWhereEverybodyIsAway() {
        when(presence.awayOf(any())).thenReturn(Set.of("ann", "bob", "cat"));

        assertThat(receivers.proposed(customer, "success")).isNull();
    }

    @Test
    void isNobodyWhereTheTeamHasNobody() {
        assertThat(receivers.proposed(customer, "delivery")).isNull();
    }
}
