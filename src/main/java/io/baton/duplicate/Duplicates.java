package io.baton.duplicate;

import io.baton.customer.CustomerRecord;
import io.baton.customer.NewCustomer;
import io.baton.customer.Stage;
import io.baton.deadline.Deadlines;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Tells whether a lead is about a customer who is on record already, and sees to what follows from it. */
@Service
@Transactional
public class Duplicates {

    /** So that a common name does not fill anybody's list. */
    private static final int MOST_RAISED = 3;

    private final Candidates candidates;
    private final Pairs pairs;
    private final PossibleDuplicateProcess process;
    private final CustomerRecord record;
    private final Deadlines deadlines;

    Duplicates(
            Candidates candidates,
            Pairs pairs,
            PossibleDuplicateProcess process,
            CustomerRecord record,
            Deadlines deadlines) {
        this.candidates = candidates;
        this.pairs = pairs;
        this.process = process;
        this.record = record;
        this.deadlines = deadlines;
    }

    /** Those on record who look like somebody, best first: opaque to those who ask. */
    public static final class Found {

        private final List<Match> matches;

        private Found(List<Match> matches) {
            this.matches = matches;
        }

        /** Whether it is certain who it is. */
        public boolean isCertain() {
            return certain() != null;
        }

        /** Where the one who is most alike stands, before anything of what comes now is recorded; null where nobody is alike. */
        public @Nullable Stage stands() {
            return matches.isEmpty() ? null : matches.get(0).stage();
        }

        /** The one who is most alike, as people read it; null where nobody is alike. */
        public @Nullable String inWords() {
            return matches.isEmpty()
                    ? null
                    : "%s, %s (%s)"
                            .formatted(
                                    matches.get(0).number(),
                                    matches.get(0).company(),
                                    matches.get(0).reason());
        }

        private @Nullable Match certain() {
            return matches.isEmpty() || matches.get(0).verdict() != Match.Verdict.CERTAIN ? null : matches.get(0);
        }
    }

    /**
     * Looks for the one who comes now. Until the transaction ends, whoever else looks for the same mail address, phone
     * number or company waits.
     */
    public Found lookFor(NewCustomer lead) {
        return new Found(candidates.of(lead));
    }

    /**
     * Looks for many at once, such as the rows of a file, in their order. Nobody waits for anybody.
     *
     * @param ofImport the import that brings them: whom it brought already is not compared
     */
    public List<Found> lookForEach(List<NewCustomer> arrivals, long ofImport) {
        return arrivals.isEmpty()
                ? List.of()
                : candidates.ofEach(arrivals, ofImport).stream().map(Found::new).toList();
    }

    /**
     * What came of a lead that was no new customer.
     *
     * @param back whether it was a lost or former customer, whose new lifecycle is to begin
     */
    public record Again(String number, boolean back) {}

    /**
     * The customer came again: a touch in its journal, and no second record. Who was lost or left is back as a new lead under
     * the same number.
     *
     * @param message what the lead wrote or said, or null
     */
    public Again cameAgain(Found found, NewCustomer lead, @Nullable String message, String by) {
        Match match = found.certain();
        if (match == null) {
            throw new IllegalArgumentException("Nobody was found for certain");
        }
        boolean back = record.cameAgain(match.number(), lead, match.reason(), message, by);
        if (back) {
            deadlines.forgetAgreed(match.number());
        }
        // Two who are both certainly the one who comes now are likely one.
        raise(
                match.number(),
                found.matches.stream()
                        .filter(other -> other.verdict() == Match.Verdict.CERTAIN && other.id() != match.id())
                        .toList());
        return new Again(match.number(), back);
    }

    /**
     * Somebody was taken in as a new customer: whoever it is likely to be is compared with it by a person, beside its
     * lifecycle. Nothing happens for a pair that was raised before.
     */
    public void compare(String number, Found found) {
        raise(number, found.matches);
    }

    /** Nobody compares a customer any more who counts as if it had never come. */
    public void undone(String number) {
        pairs.unanswered(number).forEach(pair -> process.over(pair, "Import undone"));
    }

    private void raise(String number, List<Match> others) {
        for (Match other : others.subList(0, Math.min(MOST_RAISED, others.size()))) {
            Long pair = pairs.raise(number, other);
            if (pair != null) {
                process.begin(record.facts(number), pair);
            }
        }
    }
}
