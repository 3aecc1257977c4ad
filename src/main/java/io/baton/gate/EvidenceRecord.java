package io.baton.gate;

import io.baton.api.FieldChecks;
import io.baton.api.Refusal;
import io.baton.api.Texts;
import io.baton.customer.Custody;
import io.baton.customer.CustomerFacts;
import io.baton.customer.CustomerNumber;
import io.baton.customer.CustomerReader;
import io.baton.customer.CustomerRecord;
import io.baton.deadline.Deadlines;
import io.baton.gate.Evidence.Said;
import io.baton.gate.Evidence.Source;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Puts facts about a customer on file. One event counts once, and the order in which facts arrive does not matter: what
 * holds is what happened last, whenever it was said.
 *
 * <p>Every method locks the customer's row first, so that of two facts that arrive at the same instant the second sees the
 * first. Every method refuses an unknown number with {@link Refusal.Kind#NOT_FOUND}.
 */
@Service
@Transactional
public class EvidenceRecord {

    /** A sender's clock may be a little ahead of ours. */
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(5);

    private static final int LONGEST_EVENT_ID = 128;
    private static final int LONGEST_URL = 2000;
    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");

    private final EvidenceRows rows;
    private final EvidenceKeys keys;
    private final FactsOnFile onFile;
    private final CustomerRecord record;
    private final CustomerReader reader;
    private final Custody custody;
    private final Deadlines deadlines;
    private final StageEnd stageEnd;
    private final Clock clock;

    EvidenceRecord(
            EvidenceRows rows,
            EvidenceKeys keys,
            FactsOnFile onFile,
            CustomerRecord record,
            CustomerReader reader,
            Custody custody,
            Deadlines deadlines,
            StageEnd stageEnd,
            Clock clock) {
        this.rows = rows;
        this.keys = keys;
        this.onFile = onFile;
        this.record = record;
        this.reader = reader;
        this.custody = custody;
        this.deadlines = deadlines;
        this.stageEnd = stageEnd;
        this.clock = clock;
    }

    /**
     * A person confirmed a fact in a form.
     *
     * @param value true, false, a date as text, or a text, as {@code evidence-keys.dmn} says
     * @throws Refusal where the table does not list the key or the value does not fit it
     */
    public void confirmed(String number, String key, Object value, String by) {
        confirmed(number, key, value, null, by);
    }

    /**
     * A person confirmed a fact in a form, and said where its document is.
     *
     * @param documentUrl a web address, or null
     */
    void confirmed(String number, String key, Object value, @Nullable String documentUrl, String by) {
        record.lock(number);
        put(number, new NewEvidence(key, value, null, null, null, null, documentUrl), Source.FORM, by);
    }

    /**
     * A person counted something in a form.
     *
     * @param more how many more there are
     * @throws Refusal where the number is not between 1 and {@link Evidence#LARGEST_INCREMENT}
     */
    void counted(String number, String key, long more, String by) {
        record.lock(number);
        put(number, new NewEvidence(key, null, more, null, null, null, null), Source.FORM, by);
    }

    /**
     * A fact arrived over REST.
     *
     * @return the fact; where its event is on file already, that one, and nothing was counted
     * @throws Refusal forbidden, where the acting person does not answer for the customer now
     */
    EvidenceView stated(String asked, NewEvidence evidence, String by) {
        String number = requireHand(asked);
        EvidenceView view = put(number, evidence, Source.REST, by);
        stageEnd.factsChanged(number);
        return view;
    }

    /**
     * A fact was wrong: it stays readable and counts no more. Where it said no, that may be what a gate waited for.
     *
     * @throws Refusal forbidden, where the acting person does not answer for the customer now
     */
    EvidenceView withdraw(String asked, long id, @Nullable String reason, String by) {
        String number = requireHand(asked);
        String why = Texts.required("reason", reason, Texts.SHORT);
        Evidence evidence = rows.findById(id)
                .filter(it -> reader.family(number).contains(it.customerId()))
                .orElseThrow(() -> Refusal.notFound("There is no fact " + id + " on file for " + number + "."));
        evidence.withdraw(why, by, clock.instant());
        EvidenceKey key = keys.all().get(evidence.key());
        record.evidence(
                number,
                by,
                (key == null ? evidence.key() : key.label()) + " withdrawn: " + why,
                Map.of("key", evidence.key(), "evidence", id, "withdrawn", true, "reason", why),
                null);
        agree(number, evidence.key());
        stageEnd.factsChanged(number);
        return evidence.view();
    }

    /** What is on file, newest first. */
    @Transactional(readOnly = true)
    List<EvidenceView> newest(String number, long before, int size) {
        return rows.findByCustomerIdInAndIdLessThanOrderByIdDesc(reader.family(number), before, Limit.of(size)).stream()
                .map(Evidence::view)
                .toList();
    }

    /** The number of the customer who answers for the one asked, where the acting person has a hand in it. */
    private String requireHand(String asked) {
        CustomerFacts customer = record.lock(asked);
        custody.requireHand(customer, "Facts about " + customer.number() + " are put on file");
        return customer.number();
    }

    private EvidenceView put(String number, NewEvidence evidence, Source source, String by) {
        Said said = checked(evidence);
        long customer = CustomerNumber.idOf(number);
        if (said.eventId() != null) {
            var known = rows.findByCustomerIdAndKeyAndEventId(customer, said.key(), said.eventId());
            if (known.isPresent()) {
                return known.get().view();
            }
        }
        EvidenceView view = rows.save(new Evidence(customer, said, source, by, clock.instant()))
                .view();
        record.evidence(number, by, sentence(said), data(said, source), said.note());
        agree(number, said.key());
        return view;
    }

    /** A date on file may say when a step is due: the one that holds, which is not always the one that came last. */
    private void agree(String number, String key) {
        EvidenceKey known = keys.all().get(key);
        if (known == null || known.window() == null || known.kind() != EvidenceKey.Kind.DATE) {
            return;
        }
        FactsOnFile.Fact holds =
                onFile.of(CustomerNumber.idOf(number), List.of(key)).get(key);
        deadlines.agree(
                number, known.window(), holds == null || holds.value() == null ? null : LocalDate.parse(holds.value()));
    }

    private Said checked(NewEvidence evidence) {
        FieldChecks check = new FieldChecks();
        EvidenceKey key = keys.all().get(evidence.key() == null ? "" : evidence.key());
        if (key == null) {
            check.wrong(
                    "key",
                    evidence.key() == null
                            ? "must not be blank"
                            : "is unknown; known are "
                                    + String.join(", ", keys.all().keySet()));
            check.refuseIfWrong();
        }
        String value = key.valueOf(evidence.value(), check);
        Long increment = key.incrementOf(evidence.increment(), check);
        Instant occurredAt = evidence.occurredAt() == null ? clock.instant() : evidence.occurredAt();
        if (occurredAt.isAfter(clock.instant().plus(CLOCKS_DIFFER)) || occurredAt.isBefore(EARLIEST)) {
            check.wrong("occurredAt", "must be between the year 2000 and now");
        }
        String eventId = check.text("eventId", evidence.eventId(), LONGEST_EVENT_ID);
        String note = check.text("note", evidence.note(), Texts.LONG);
        String url = url(evidence.documentUrl(), check);
        check.refuseIfWrong();
        return new Said(key.key(), value, increment, occurredAt, eventId, note, url);
    }

    /** It is shown to people as a link and never opened by Baton. */
    private static @Nullable String url(@Nullable String text, FieldChecks check) {
        String url = check.text("documentUrl", text, LONGEST_URL);
        if (url == null) {
            return null;
        }
        try {
            URI uri = new URI(url);
            if (List.of("http", "https").contains(uri.getScheme()) && uri.getHost() != null) {
                return url;
            }
        } catch (URISyntaxException e) {
            // Said below, as for every other text that is no address.
        }
        check.wrong("documentUrl", "must be a web address such as https://example.com/contract.pdf");
        return null;
    }

    private String sentence(Said said) {
        String label = keys.all().get(said.key()).label();
        if (said.increment() != null) {
            return label + ": " + said.increment() + " more.";
        }
        return switch (said.value()) {
            case "true" -> label + ".";
            case "false" -> label + ": no.";
            default -> label + ": " + said.value() + ".";
        };
    }

    private static Map<String, Object> data(Said said, Source source) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("key", said.key());
        data.put("source", source.id());
        data.put("occurredAt", said.occurredAt().toString());
        putIfGiven(data, "value", said.value());
        putIfGiven(data, "increment", said.increment());
        putIfGiven(data, "eventId", said.eventId());
        putIfGiven(data, "documentUrl", said.documentUrl());
        return data;
    }

    private static void putIfGiven(Map<String, Object> data, String name, @Nullable Object value) {
        if (value != null) {
            data.put(name, value);
        }
    }
}
