package io.baton.support;

import io.baton.api.FieldChecks;
import io.baton.api.Refusal;
import io.baton.api.Texts;
import io.baton.customer.CustomerReader;
import io.baton.customer.CustomerRecord;
import io.baton.customer.CustomerSight;
import io.baton.customer.Sight;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Opens cases, and records what becomes of them. */
@Service
@Transactional
class CustomerSupport {

    private static final Pattern NUMBER = Pattern.compile("S-(\\d{6,18})");

    private final SupportCases cases;
    private final CustomerRecord record;
    private final CustomerReader reader;
    private final Clock clock;
    private final CustomerSight sight;

    CustomerSupport(
            SupportCases cases, CustomerRecord record, CustomerReader reader, Clock clock, CustomerSight sight) {
        this.sight = sight;
        this.cases = cases;
        this.record = record;
        this.reader = reader;
        this.clock = clock;
    }

    /**
     * What a customer reports.
     *
     * @param customer its number
     * @param summary in one sentence, what does not work
     * @param severity {@code urgent}, {@code high}, {@code normal} or {@code low}; normal where it is not given
     */
    record Report(
            @Nullable String customer,
            @Nullable String summary,
            @Nullable String severity) {}

    /**
     * Opens a case.
     *
     * @throws Refusal naming every field that is wrong, or where the customer is none
     */
    SupportCase open(Report report, String processInstance, String by) {
        Checked checked = checked(report);
        sight.requireWriting(checked.customer());
        String customer = record.lock(checked.customer()).number();
        SupportCase opened = cases.saveAndFlush(
                new SupportCase(customer, processInstance, checked.summary(), checked.severity(), clock.instant(), by));
        record.caseOpened(
                customer,
                by,
                "Case %s opened (%s): %s"
                        .formatted(opened.number(), checked.severity().id(), checked.summary()),
                data("opened", opened));
        return opened;
    }

    /** A report in which nothing is missing. */
    record Checked(String customer, String summary, Severity severity) {}

    /** @throws Refusal naming every field that is wrong */
    static Checked checked(Report report) {
        FieldChecks check = new FieldChecks();
        String customer = check.requiredText("customer", report.customer(), Texts.SHORT);
        String summary = check.requiredText("summary", report.summary(), Texts.SHORT);
        String severity = check.oneOf("severity", orNormal(report.severity()), Severity.IDS);
        check.refuseIfWrong();
        return new Checked(customer, summary, Severity.of(severity));
    }

    /**
     * Somebody took the case and told the customer so: from now on it has an owner and a severity, and counts as handed
     * off.
     *
     * @throws Refusal where the severity or what was said is missing
     */
    SupportCase acknowledged(String processInstance, @Nullable String severity, @Nullable String said, String by) {
        SupportCase it = of(processInstance);
        if (severity == null || !Severity.IDS.contains(severity)) {
            throw Refusal.because("Say how bad it is: urgent, high, normal or low.");
        }
        String text = Texts.required("What the customer was told", said, Texts.LONG);
        it.acknowledged(by, Severity.of(severity), clock.instant());
        it.updated(text, clock.instant());
        record.onCase(
                it.view().customer(),
                by,
                "Case %s acknowledged (%s): %s".formatted(it.number(), severity, text),
                data("acknowledged", it));
        return it;
    }

    /**
     * The customer was told how it stands.
     *
     * @param decision {@code open} or {@code solved}
     * @return the decision
     * @throws Refusal where it is neither, or what was said is missing
     */
    String updated(String processInstance, @Nullable String decision, @Nullable String said, String by) {
        if (!"open".equals(decision) && !"solved".equals(decision)) {
            throw Refusal.because("Say whether it is solved or still worked on.");
        }
        SupportCase it = of(processInstance);
        String text = Texts.required("What the customer was told", said, Texts.LONG);
        it.updated(text, clock.instant());
        it.goesOnWith(by);
        if (decision.equals("solved")) {
            it.solved(clock.instant());
            record.caseClosed(
                    it.view().customer(), by, "Case %s solved: %s".formatted(it.number(), text), data("solved", it));
        } else {
            record.onCase(
                    it.view().customer(),
                    by,
                    "Case %s, told the customer: %s".formatted(it.number(), text),
                    data("updated", it));
        }
        return decision;
    }

    /** @throws Refusal where there is no such case, or the acting person does not see its customer in detail */
    @Transactional(readOnly = true)
    CaseView one(String number) {
        Matcher id = NUMBER.matcher(number);
        CaseView found = (id.matches() ? cases.findById(Long.parseLong(id.group(1))) : Optional.<SupportCase>empty())
                .map(SupportCase::view)
                .filter(it -> sight.sees(it.customer()) != Sight.NOTHING)
                .orElseThrow(() -> Refusal.notFound("There is no case with the number '" + number + "'."));
        sight.requireEverything(found.customer());
        return found;
    }

    /** The newest 200 cases of a customer. */
    @Transactional(readOnly = true)
    List<CaseView> ofCustomer(String number) {
        return cases.newestOf(reader.family(number)).stream()
                .map(SupportCase::view)
                .toList();
    }

    @Transactional(readOnly = true)
    SupportCase of(String processInstance) {
        return cases.findByProcessInstanceId(processInstance)
                .orElseThrow(() -> new IllegalStateException("No case belongs to the process " + processInstance));
    }

    private static String orNormal(@Nullable String severity) {
        return severity == null || severity.isBlank() ? Severity.NORMAL.id() : severity;
    }

    private static Map<String, Object> data(String event, SupportCase it) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("event", event);
        data.put("case", it.number());
        data.put("severity", it.severity().id());
        if (it.owner() != null) {
            data.put("caseOwner", it.owner());
        }
        return data;
    }
}
