package io.baton.duplicate;

import io.baton.api.Refusal;
import io.baton.customer.Custody;
import io.baton.customer.CustomerReader;
import io.baton.customer.CustomerRecord;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What becomes of two customers who look alike, by the word of whoever compared them. */
@Service
@Transactional
class Comparison {

    private final Pairs pairs;
    private final Merge merge;
    private final CustomerRecord record;
    private final CustomerReader reader;
    private final Custody custody;

    Comparison(Pairs pairs, Merge merge, CustomerRecord record, CustomerReader reader, Custody custody) {
        this.pairs = pairs;
        this.merge = merge;
        this.record = record;
        this.reader = reader;
        this.custody = custody;
    }

    /**
     * Somebody compared the two. Where they were merged meanwhile, nothing is left to do.
     *
     * @param decision {@code keep-left}, {@code keep-right} or {@code different}; the newer record stands on the left
     * @throws Refusal where the decision is missing, the one that is to go is neither theirs nor their team's, or the two cannot
     *     be merged now
     */
    void answered(long id, @Nullable String decision, @Nullable String note, String by) {
        Pairs.Pair pair = pairs.find(id).orElseThrow();
        String left = reader.one(pair.one()).number();
        String right = reader.one(pair.other()).number();
        if (left.equals(right)) {
            return;
        }
        String why = note == null ? pair.reason() : note;
        switch (decision == null ? "" : decision) {
            case "keep-left" -> merged(right, left, why, by);
            case "keep-right" -> merged(left, right, why, by);
            case "different" -> {
                pairs.different(pair.one(), pair.other(), by, note);
                apart(left, right, note, by);
                apart(right, left, note, by);
            }
            default -> throw Refusal.because("Say whether the two are one customer, and which record stays.");
        }
    }

    /** Whoever compares may give up what is theirs; of what is somebody else's its owner decides. */
    private void merged(String from, String into, String why, String by) {
        custody.requireOwner(record.facts(from));
        merge.merge(from, into, why, by);
    }

    private void apart(String number, String other, @Nullable String note, String by) {
        record.outcome(
                number,
                by,
                "Compared with " + other + ": two different customers.",
                Map.of("outcome", "different", "other", other),
                note);
    }
}
