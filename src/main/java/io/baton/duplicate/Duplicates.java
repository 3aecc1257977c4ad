package io.baton.duplicate;

import io.baton.customer.CustomerRecord;
import io.baton.customer.NewCustomer;
import io.baton.customer.Stage;
import io.baton.deadline.Deadlines;
import java.util.Collection;
import java.util.List;
import java.util.Map;
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
    private final Arrivals arrivals;
    private final Pairs pairs;
    private final PossibleDuplicateProcess process;
    private final CustomerRecord record;
    private final Deadlines deadlines;

    Duplicates(
            Candidates candidates,
            Arrivals arrivals,
            Pairs pairs,
            PossibleDuplicateProcess process,
            CustomerRecord record,
            Deadlines deadlines) {
        this.candidates = candidates;
        this.arrivals = arrivals;
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
        Found found = new Found(candidates.of(lead));
        // Whose import is being undone at this moment is there until that is done, and then nobody any more.
        for (Match certain = found.certain();
                certain != null && !record.lockUnlessUndone(certain.number());
                certain = found.certain()) {
            found = new Found(candidates.of(lead));
        }
        return found;
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
     * By what somebody is looked for, in the form in which it is compared; null where it is not given.
     *
     * @param reference the number in another system
     */
    public record Sought(
            @Nullable String reference,
            @Nullable String email,
            @Nullable String phone,
            @Nullable String company) {}

    /**
     * Until the transaction ends, whoever looks for one of the same waits, be it for a lead or for the rows of a file. To be
     * called before anything is looked for.
     */
    public void waitFor(Collection<Sought> sought) {
        candidates.waitFor(sought);
    }

    /**
     * One of many who come together, such as the rows of a file.
     *
     * @param place where it stands among them
     * @param toldApart whether another system knows it under a number of its own
     */
    public record Arrival(long place, NewCustomer who, boolean toldApart) {}

    /**
     * Another one who came before it, and looks like it.
     *
     * @param isSame whether it is the same customer for certain, who is not to be taken in twice
     * @param bothToldApart whether another system says that they are two
     * @param score 0 to 100
     * @param reason what is alike, in words
     */
    public record Twin(long place, String company, boolean isSame, boolean bothToldApart, int score, String reason) {}

    /**
     * Compares many who come together with one another: each with those before it, and the one who is most alike counts.
     * Whoever is the same as another one for certain is nobody whom those after it are compared with.
     *
     * @param batch what they come with: an import
     * @return by place, for whom there is one
     */
    public Map<Long, Twin> lookAmong(long batch, List<Arrival> them) {
        return arrivals.compare(batch, them);
    }

    /** Everybody of the batch is compared. */
    public void forget(long batch) {
        arrivals.forget(batch);
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

    /**
     * Two who came together are on record: a person compares them, beside the lifecycle of the first of them. Nothing happens
     * for a pair that was raised before.
     */
    public void compare(String number, String other, int score, String reason) {
        raise(number, other, score, reason);
    }

    /** Nobody compares a customer any more who counts as if it had never come. */
    public void undone(String number) {
        pairs.unanswered(number).forEach(pair -> process.over(pair, "Import undone"));
    }

    private void raise(String number, List<Match> others) {
        others.stream().limit(MOST_RAISED).forEach(it -> raise(number, it.number(), it.score(), it.reason()));
    }

    private void raise(String number, String other, int score, String reason) {
        Long pair = pairs.raise(number, other, score, reason);
        if (pair != null) {
            process.begin(record.facts(number), pair);
        }
    }
}
