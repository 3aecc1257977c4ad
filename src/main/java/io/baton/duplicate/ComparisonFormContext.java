package io.baton.duplicate;

import io.baton.customer.CustomerReader;
import io.baton.customer.CustomerSight;
import io.baton.customer.CustomerView;
import io.baton.customer.Sight;
import io.baton.engine.FormContext;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Shows two customers who look alike side by side, as they are now. */
@Component
class ComparisonFormContext implements FormContext {

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("d MMM yyyy", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    private final Pairs pairs;
    private final CustomerReader reader;
    private final CustomerSight sight;

    ComparisonFormContext(Pairs pairs, CustomerReader reader, CustomerSight sight) {
        this.sight = sight;
        this.pairs = pairs;
        this.reader = reader;
    }

    @Override
    public Map<String, Object> forTask(String businessKey, VariableScope variables) {
        Long id = PossibleDuplicateProcess.pair(variables);
        Pairs.Pair pair = id == null ? null : pairs.find(id).orElse(null);
        if (pair == null) {
            return Map.of();
        }
        return Map.of(
                "likenessLine",
                "They look alike at %d of 100: %s.".formatted(pair.score(), FormContext.literally(pair.reason())),
                "thisSide",
                side(reader.one(pair.one())),
                "otherSide",
                otherSide(sight.seen(reader.one(pair.other()))));
    }

    /** Whose task it is need not see the other customer as they see their own. */
    private static String otherSide(@Nullable CustomerView it) {
        if (it == null) {
            return "#### Another customer\n\nYou do not see this customer; ask a manager.";
        }
        return it.detail() == Sight.EVERYTHING
                ? side(it)
                : Stream.of(
                                "#### %s · %s".formatted(FormContext.literally(it.company()), it.number()),
                                line("Stage", it.stageLabel()),
                                line("Owner", owner(it)),
                                "You see this customer in brief; ask its owner or a manager.")
                        .collect(Collectors.joining("\n\n"));
    }

    private static String side(CustomerView it) {
        var contact = it.contact();
        return Stream.of(
                        "#### %s · %s".formatted(FormContext.literally(it.company()), it.number()),
                        line("Contact", contact.name()),
                        line("Email", contact.email()),
                        line("Phone", contact.phone()),
                        line("Stage", "%s since %s".formatted(it.stageLabel(), day(it.since()))),
                        line("Owner", owner(it)),
                        line("Source", it.source()),
                        line("Open cases", String.valueOf(it.openCases())),
                        it.lastNote() == null
                                ? line("Last note", "none")
                                : line(
                                        "Last note",
                                        "%s, %s: %s"
                                                .formatted(
                                                        day(it.lastNote().at()),
                                                        it.lastNote().by(),
                                                        it.lastNote().text())))
                .filter(Objects::nonNull)
                .collect(Collectors.joining("\n\n"));
    }

    private static String line(String what, @Nullable String value) {
        return "**" + what + "**: " + (value == null ? "unknown" : FormContext.literally(value));
    }

    private static String day(Instant at) {
        return DAY.format(at);
    }

    private static String owner(CustomerView customer) {
        String id = customer.owner().id();
        return customer.owner().type() == CustomerView.PartyType.TEAM ? "team " + id : id;
    }
}
