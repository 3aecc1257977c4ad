package io.baton.handoff;

import io.baton.api.Refusal;
import io.baton.api.Texts;
import io.baton.customer.CustomerFacts;
import io.baton.customer.CustomerNumber;
import io.baton.customer.CustomerRecord;
import io.baton.customer.Party;
import io.baton.engine.People;
import io.baton.handoff.HandoffTables.Part;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
    private final HandoffTables tables;
    private final Clock clock;

    CustomerHandoff(Handoffs handoffs, CustomerRecord record, People people, HandoffTables tables, Clock clock) {
        this.handoffs = handoffs;
        this.record = record;
        this.people = people;
        this.tables = tables;
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
     * @param parts what the giver wrote for each part of the note, by the form's fields
     * @return {@code same-person} where the giver receives it, else {@code offered}
     * @throws Refusal where no receiver is named, the receiver does not wear the hat, or the note is empty or misses a part
     *     that the playbook asks for, though another person is to receive it
     */
    String offered(
            String number, @Nullable String receiver, @Nullable String note, Map<String, String> parts, String by) {
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
        Map<String, String> written = toOneself ? Map.of() : partsOf(number, parts);
        String whole = whole(checked, written);
        handoff.offer(by, receiver, whole, clock.instant());
        record.handoff(
                number,
                by,
                toOneself ? by + " hands over to oneself." : "Handoff offered to " + receiver + ".",
                Map.of("event", "offered", "from", by, "to", receiver, "parts", written),
                whole);
        return toOneself ? "same-person" : "offered";
    }

    /** The parts that the note must have, by their labels. */
    private Map<String, String> partsOf(String number, Map<String, String> given) {
        Map<String, String> written = new LinkedHashMap<>();
        List<String> missing = new ArrayList<>();
        for (Part part : partsNeeded(number)) {
            String text = Texts.optional(part.label(), given.get(part.part()), Texts.LONG);
            if (text == null) {
                missing.add(part.label().toLowerCase(Locale.ROOT));
            } else {
                written.put(part.label(), text);
            }
        }
        if (!missing.isEmpty()) {
            throw Refusal.because("The handoff note misses: " + String.join("; ", missing) + ".");
        }
        return written;
    }

    private static @Nullable String whole(@Nullable String note, Map<String, String> parts) {
        String whole = Stream.concat(
                        Stream.ofNullable(note),
                        parts.entrySet().stream().map(part -> part.getKey() + ": " + part.getValue()))
                .collect(Collectors.joining("\n"));
        return whole.isEmpty() ? null : whole;
    }

    /** The parts that the note for this customer must have beside the note itself. */
    @Transactional(readOnly = true)
    List<Part> partsNeeded(String number) {
        return tables.parts(record.facts(number).playbook());
    }

    /**
     * The receiver answered.
     *
     * @param decision {@code accepted} or {@code returned}
     * @param reason why it goes back, one of the table {@code return-reasons}
     * @param returnNote what is missing, in words, or null
     * @return the outcome, as decided
     */
    String answered(
            String number,
            @Nullable String decision,
            @Nullable String reason,
            @Nullable String returnNote,
            @Nullable String note,
            String by) {
        Handoff handoff = current(number);
        return switch (decision == null ? "" : decision) {
            case "accepted" -> {
                if (note != null) {
                    record.note(number, by, note);
                }
                yield "accepted";
            }
            case "returned" -> {
                String label = tables.labelOf(reason);
                String detail = Texts.optional("What is missing", returnNote, Texts.LONG);
                String why = detail == null ? label + "." : label + ": " + detail;
                handoff.sendBack(why, clock.instant());
                record.handoff(
                        number,
                        by,
                        "Handoff sent back.",
                        Map.of("event", "returned", "by", by, "times", handoff.timesReturned(), "reason", reason),
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
                Map.of(
                        "event", "accepted",
                        "from", handoff.giver(),
                        "to", owner,
                        "giverSeconds", handoff.giverSeconds(),
                        "receiverSeconds", handoff.receiverSeconds(),
                        "timesReturned", handoff.timesReturned()),
                null);
        record.assign(number, Party.person(owner), by);
    }
}
