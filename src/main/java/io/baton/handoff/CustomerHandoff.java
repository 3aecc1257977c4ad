package io.baton.handoff;

import io.baton.api.Refusal;
import io.baton.api.Texts;
import io.baton.customer.Custody;
import io.baton.customer.CustomerFacts;
import io.baton.customer.CustomerNumber;
import io.baton.customer.CustomerReader;
import io.baton.customer.CustomerRecord;
import io.baton.customer.Party;
import io.baton.engine.People;
import io.baton.handoff.HandoffTables.Part;
import io.baton.team.Presence;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Passes a customer from one owner to the next. The owner changes only when the named receiver has accepted, in the
 * transaction that ends the handoff; where giver and receiver are one person, naming oneself is enough. A playbook may say
 * in {@code custody.dmn} that the next team has the customer at once.
 */
@Service
@Transactional
class CustomerHandoff {

    private final Handoffs handoffs;
    private final CustomerRecord record;
    private final People people;
    private final HandoffTables tables;
    private final HandoffReceivers receivers;
    private final Custody custody;
    private final CustomerReader reader;
    private final Presence presence;
    private final Clock clock;

    CustomerHandoff(
            Handoffs handoffs,
            CustomerRecord record,
            People people,
            HandoffTables tables,
            HandoffReceivers receivers,
            Custody custody,
            CustomerReader reader,
            Presence presence,
            Clock clock) {
        this.handoffs = handoffs;
        this.record = record;
        this.people = people;
        this.tables = tables;
        this.receivers = receivers;
        this.custody = custody;
        this.reader = reader;
        this.presence = presence;
        this.clock = clock;
    }

    /** How a customer is passed on. */
    enum Way {
        /** The team that has it keeps it. */
        NOT_NEEDED,
        /** The giver writes a note, and a named receiver accepts. */
        IN_TWO_HANDS,
        /** The receiver has it at once. */
        AT_ONCE;

        String id() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** A handoff that began, or was not needed. */
    record Opened(Way way, CustomerFacts customer, String givingTeam, String receivingTeam) {}

    /**
     * The giver's stage is done: the handoff begins, if another team answers for the stage that follows.
     *
     * @throws Refusal where the stage cannot be left yet
     */
    Opened open(String number, String by) {
        CustomerFacts customer = record.lock(number);
        String givingTeam = teamThatHas(customer);
        String receivingTeam =
                custody.of(customer.playbook(), custody.next(customer)).team();
        if (receivingTeam == null || (receivingTeam.equals(givingTeam) && isOf(customer.owner(), receivingTeam))) {
            return new Opened(Way.NOT_NEEDED, customer, givingTeam, givingTeam);
        }
        record.requireExit(number);
        String giver = customer.owner().id();
        Handoff handoff = handoffs.save(new Handoff(customer, givingTeam, receivingTeam, clock.instant()));
        record.handoff(
                number,
                by,
                "Handoff to " + receivingTeam + " requested.",
                Map.of("event", "requested", "from", giver, "team", receivingTeam),
                null);
        if (!custody.of(customer).atOnce()) {
            return new Opened(Way.IN_TWO_HANDS, customer, givingTeam, receivingTeam);
        }
        boolean keeps = customer.owner().isPerson() && isOf(customer.owner(), receivingTeam);
        handoff.receivedBy(keeps ? giver : receivers.proposed(customer, receivingTeam));
        return new Opened(Way.AT_ONCE, customer, givingTeam, receivingTeam);
    }

    /**
     * The team that took the customer over in its present stage; else the one that answers for the stage, if its owner is
     * of it; else the one that took it over before. A table or a playbook may have changed while the customer stood here.
     */
    private String teamThatHas(CustomerFacts customer) {
        Optional<Handoff> before = handoffs.findFirstByCustomerIdAndStateOrderByIdDesc(
                CustomerNumber.idOf(customer.number()), Handoff.State.ACCEPTED);
        String team = custody.of(customer).team();
        boolean inThisStage =
                before.filter(it -> !it.since().isBefore(customer.stageSince())).isPresent();
        if (!inThisStage && !customer.owner().isPerson()) {
            return customer.owner().id();
        }
        if (!inThisStage && team != null && isOf(customer.owner(), team)) {
            return team;
        }
        return before.map(Handoff::receivingTeam)
                .orElse(team == null ? customer.owner().id() : team);
    }

    private boolean isOf(Party owner, String team) {
        return owner.isPerson() ? people.wears(owner.id(), team) : owner.id().equals(team);
    }

    /** The open handoff of a customer. */
    @Transactional(readOnly = true)
    Handoff current(String number) {
        return handoffs.findByCustomerIdAndStateNot(CustomerNumber.idOf(number), Handoff.State.ACCEPTED)
                .orElseThrow(() -> Refusal.conflict("There is no open handoff for " + number + "."));
    }

    /**
     * The giver, or whoever acts for a giver who is away, wrote the note and named a receiver.
     *
     * @param parts what the giver wrote for each part of the note, by the form's fields
     * @return {@code same-person} where the giver receives it, else {@code offered}
     * @throws Refusal where no receiver is named, the receiver does not wear the hat or is away, or the note is empty or
     *     misses a part that the playbook asks for, though another person is to receive it
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
        String giver = giver(number, by);
        boolean toOneself = receiver.equals(giver);
        presence.whereIs(receiver).filter(where -> !receiver.equals(by)).ifPresent(where -> {
            throw Refusal.because("'" + receiver + "' cannot take it over now: " + where + ".");
        });
        String checked = Texts.optional("The handoff note", note, Texts.LONG);
        if (checked == null && !toOneself) {
            throw Refusal.because(
                    "Write a handoff note: " + receiver + " needs to know what was promised and what is unresolved.");
        }
        Map<String, String> written = toOneself ? Map.of() : partsOf(number, parts);
        String whole = whole(checked, written);
        handoff.offer(giver, receiver, whole, clock.instant());
        record.handoff(
                number,
                by,
                toOneself ? giver + " hands over to oneself." : "Handoff offered to " + receiver + ".",
                Map.of("event", "offered", "from", giver, "to", receiver, "parts", written),
                whole);
        return toOneself ? "same-person" : "offered";
    }

    /** Who acts for an owner who is away does not become the giver. */
    private String giver(String number, String by) {
        Party owner = record.facts(number).owner();
        return owner.isPerson() && !owner.id().equals(by) && presence.actsFor(by, owner.id()) ? owner.id() : by;
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

    /** The giver takes the offer back before it is answered, and has the handoff again. */
    void withdrawn(String number, String reason, String by) {
        Handoff handoff = current(number);
        String receiver = String.valueOf(handoff.receiver());
        handoff.withdraw(clock.instant());
        record.handoff(
                number,
                by,
                "Handoff offer to " + receiver + " withdrawn.",
                Map.of("event", "withdrawn", "by", by, "to", receiver, "reason", reason),
                reason);
    }

    /** The customer has a new owner, and the handoff is done. */
    void accepted(String number, String by) {
        Handoff handoff = current(number);
        Party owner = receiver(handoff, by);
        boolean wasAsked = handoff.state() == Handoff.State.OFFERED;
        handoff.accept(clock.instant());
        record.handoff(
                number,
                by,
                wasAsked
                        ? "Handoff accepted by " + inTheNameOf(owner, by) + "."
                        : "Handed over to " + owner.id() + " at once.",
                Map.of(
                        "event", "accepted",
                        "by", by,
                        "from", handoff.giver(),
                        "to", owner.id(),
                        "giverSeconds", handoff.giverSeconds(),
                        "receiverSeconds", handoff.receiverSeconds(),
                        "timesReturned", handoff.timesReturned()),
                null);
        record.assign(number, owner, by);
        if (!owner.id().equals(handoff.giver())) {
            record.letContributorsGo(number, by);
            introduce(number, handoff, owner, by);
        }
    }

    private static String inTheNameOf(Party owner, String by) {
        return owner.id().equals(by) ? by : by + " for " + owner.id();
    }

    /**
     * Whoever accepts takes it, since the named receiver may have passed the task to a colleague of the same team; but who
     * stands in for the receiver takes it for them.
     */
    private Party receiver(Handoff handoff, String by) {
        if (handoff.receiver() != null
                && !handoff.receiver().equals(by)
                && handoff.state() == Handoff.State.OFFERED
                && presence.actsFor(by, handoff.receiver())) {
            return Party.person(handoff.receiver());
        }
        if (handoff.state() == Handoff.State.OFFERED && people.wears(by, handoff.receivingTeam())) {
            return Party.person(by);
        }
        return handoff.receiver() == null ? Party.team(handoff.receivingTeam()) : Party.person(handoff.receiver());
    }

    /** The customer is to hear from whom they hear next, and never to tell their story twice. */
    private void introduce(String number, Handoff handoff, Party owner, String by) {
        String contact = reader.one(number).contact().name();
        boolean fromATeam = handoff.giver().equals(handoff.givingTeam());
        record.handoff(
                number,
                by,
                "Introduction to " + contact + ": " + owner.id() + " takes over"
                        + (fromATeam ? "." : " from " + handoff.giver() + "."),
                Map.of("event", "introduced", "contact", contact, "from", handoff.giver(), "to", owner.id()),
                null);
    }
}
