package io.baton.handoff;

import io.baton.api.Refusal;
import io.baton.api.Texts;
import io.baton.customer.CustomerFacts;
import io.baton.customer.CustomerNumber;
import io.baton.customer.CustomerRecord;
import io.baton.customer.Party;
import io.baton.engine.People;
import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Passes a customer from one owner to the next. The owner changes only when the named receiver has accepted, in the
 * transaction that ends the handoff; where giver and receiver are one person, naming oneself is enough.
 */
@Service
@Transactional
class CustomerHandoff {

    private final Handoffs handoffs;
    private final CustomerRecord record;
    private final People people;
    private final Clock clock;

    CustomerHandoff(Handoffs handoffs, CustomerRecord record, People people, Clock clock) {
        this.handoffs = handoffs;
        this.record = record;
        this.people = people;
        this.clock = clock;
    }

    /**
     * The giver's stage is done: the handoff begins.
     *
     * @throws Refusal where the stage cannot be left yet
     */
    CustomerFacts open(String number, String givingTeam, String receivingTeam, String by) {
        record.requireExit(number);
        CustomerFacts customer = record.facts(number);
        String giver = customer.owner().isPerson() ? customer.owner().id() : by;
        handoffs.save(new Handoff(CustomerNumber.idOf(number), givingTeam, receivingTeam, giver, clock.instant()));
        record.handoff(
                number,
                by,
                "Handoff to " + receivingTeam + " requested.",
                Map.of("event", "requested", "from", giver, "team", receivingTeam),
                null);
        return customer;
    }

    /** The open handoff of a customer. */
    @Transactional(readOnly = true)
    Handoff current(String number) {
        return handoffs.findByCustomerIdAndStateNot(CustomerNumber.idOf(number), Handoff.State.ACCEPTED)
                .orElseThrow(() -> Refusal.conflict("There is no open handoff for " + number + "."));
    }

    /**
     * The giver wrote the note and named a receiver.
     *
     * @return {@code same-person} where the giver receives it, else {@code offered}
     * @throws Refusal where no receiver is named, the receiver does not wear the hat, or the note is empty though
     *     another person is to receive it
     */
    String offered(String number, @Nullable String receiver, @Nullable String note, String by) {
        Handoff handoff = current(number);
        if (receiver == null) {
            throw Refusal.because("Name the person who receives the customer.");
        }
        if (!people.wears(receiver, handoff.receivingTeam())) {
            throw Refusal.because("'" + receiver + "' is not in the team " + handoff.receivingTeam()
                    + "; choose somebody from the list.");
        }
        boolean toOneself = receiver.equals(by);
        String checked = Texts.optional("The handoff note", note, Texts.LONG);
        if (checked == null && !toOneself) {
            throw Refusal.because(
                    "Write a handoff note: " + receiver + " needs to know what was promised and what is unresolved.");
        }
        handoff.offer(by, receiver, checked, clock.instant());
        record.handoff(
                number,
                by,
                toOneself ? by + " hands over to oneself." : "Handoff offered to " + receiver + ".",
                Map.of("event", "offered", "from", by, "to", receiver),
                checked);
        return toOneself ? "same-person" : "offered";
    }

    /**
     * The receiver answered.
     *
     * @param decision {@code accepted} or {@code returned}
     * @return the outcome, as decided
     */
    String answered(
            String number, @Nullable String decision, @Nullable String reason, @Nullable String note, String by) {
        Handoff handoff = current(number);
        return switch (decision == null ? "" : decision) {
            case "accepted" -> {
                if (note != null) {
                    record.note(number, by, note);
                }
                yield "accepted";
            }
            case "returned" -> {
                String why = Texts.optional("The reason", reason, Texts.LONG);
                if (why == null) {
                    throw Refusal.because("Say why the handoff goes back, so that the giver can complete it.");
                }
                handoff.sendBack(why, clock.instant());
                record.handoff(
                        number,
                        by,
                        "Handoff sent back.",
                        Map.of("event", "returned", "by", by, "times", handoff.timesReturned(), "reason", why),
                        why);
                yield "returned";
            }
            default -> throw Refusal.because("Choose whether you accept the handoff or send it back.");
        };
    }

    /** The customer has a new owner, and the handoff is done. */
    void accepted(String number, String by) {
        Handoff handoff = current(number);
        // Whoever accepts takes it; the named receiver may have passed the task to a colleague of the same team.
        String owner = people.wears(by, handoff.receivingTeam()) ? by : handoff.receiver();
        handoff.accept(clock.instant());
        record.handoff(
                number,
                by,
                "Handoff accepted by " + owner + ".",
                Map.of("event", "accepted", "from", handoff.giver(), "to", owner),
                null);
        record.assign(number, Party.person(owner), by);
    }
}
