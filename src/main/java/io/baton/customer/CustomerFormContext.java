package io.baton.customer;

import io.baton.customer.CustomerView.EntryView;
import io.baton.customer.CustomerView.PartyType;
import io.baton.customer.CustomerView.PartyView;
import io.baton.engine.FormContext;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.springframework.stereotype.Component;

/** Shows at the top of every form who the customer is, where it stands, and what was noted last. */
@Component
class CustomerFormContext implements FormContext {

    private static final int NOTES_SHOWN = 3;
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("d MMM yyyy", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    private final CustomerReader reader;
    private final LossReasons lossReasons;

    CustomerFormContext(CustomerReader reader, LossReasons lossReasons) {
        this.reader = reader;
        this.lossReasons = lossReasons;
    }

    @Override
    public Set<String> lists() {
        return Set.of("lossReasons");
    }

    @Override
    public Map<String, Object> forTask(String businessKey, VariableScope variables) {
        if (!CustomerNumber.isOne(businessKey)) {
            return Map.of();
        }
        CustomerView customer = reader.one(businessKey);
        var contact = customer.contact();
        return Map.of(
                "company", FormContext.literally(customer.company()),
                "contactLine",
                        Stream.of(contact.name(), contact.email(), contact.phone())
                                .filter(Objects::nonNull)
                                .map(FormContext::literally)
                                .collect(Collectors.joining(" · ")),
                "stageLine",
                        "%s · %s since %s · owner %s"
                                .formatted(
                                        customer.number(),
                                        customer.stageLabel(),
                                        DAY.format(customer.since()),
                                        owner(customer.owner())),
                "lastNotes", lastNotes(businessKey),
                "lossReasons", lossReasons.options());
    }

    private String lastNotes(String number) {
        List<EntryView> notes = reader.lastNotes(number, NOTES_SHOWN);
        return notes.isEmpty()
                ? "No notes yet."
                : notes.stream()
                        .map(note -> "- " + day(note.at()) + ", " + FormContext.literally(note.by()) + ": "
                                + FormContext.literally(note.text()))
                        .collect(Collectors.joining("\n"));
    }

    private static String owner(PartyView owner) {
        String id = FormContext.literally(owner.id());
        return owner.type() == PartyType.TEAM ? "team " + id : id;
    }

    private static String day(Instant at) {
        return DAY.format(at);
    }
}
