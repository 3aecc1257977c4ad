package io.baton.duplicate;

import io.baton.api.FieldChecks;
import io.baton.api.Refusal;
import io.baton.api.Texts;
import io.baton.customer.Custody;
import io.baton.customer.CustomerFacts;
import io.baton.customer.CustomerLifecycleProcess;
import io.baton.customer.CustomerReader;
import io.baton.customer.CustomerRecord;
import io.baton.customer.CustomerSight;
import io.baton.customer.MergedCustomers;
import io.baton.customer.Stage;
import io.baton.customer.WorkEnded;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Makes one customer of two, and two of one again.
 *
 * <p>The one that goes keeps its entries, facts, contacts and cases, and its number goes on answering, for the one that
 * stays. Its lifecycle ends with all that is open in it; what runs beside it, such as a case, goes on for the one that
 * stays. Taking it out again lets its lifecycle begin in the stage in which it stood.
 */
@Service
@Transactional
class Merge {

    private final MergedCustomers merged;
    private final CustomerRecord record;
    private final CustomerReader reader;
    private final CustomerLifecycleProcess lifecycle;
    private final Custody custody;
    private final Pairs pairs;
    private final PossibleDuplicateProcess process;
    private final CustomerSight sight;
    private final List<WorkEnded> workEnded;

    Merge(
            MergedCustomers merged,
            CustomerRecord record,
            CustomerReader reader,
            CustomerLifecycleProcess lifecycle,
            Custody custody,
            Pairs pairs,
            PossibleDuplicateProcess process,
            CustomerSight sight,
            List<WorkEnded> workEnded) {
        this.sight = sight;
        this.workEnded = workEnded;
        this.merged = merged;
        this.record = record;
        this.reader = reader;
        this.lifecycle = lifecycle;
        this.custody = custody;
        this.pairs = pairs;
        this.process = process;
    }

    /**
     * A person who owns the one that goes and has a hand in the one that stays, or manages, says that the two are one.
     *
     * @param from the number that goes
     * @param into the number that stays
     * @return the number that stays
     * @throws Refusal where something is not given, one of the two is not theirs to say, the two are one already, one of them
     *     was merged already, or a handoff of the one that goes is under way
     */
    String asked(String from, @Nullable String into, @Nullable String reason, String by) {
        FieldChecks check = new FieldChecks();
        String stays = check.requiredText("into", into, Texts.SHORT);
        String why = check.requiredText("reason", reason, Texts.SHORT);
        check.refuseIfWrong();
        sight.requireEverything(stays);
        sight.requireWriting(stays);
        custody.requireOwner(record.facts(from));
        custody.requireHand(record.facts(stays), "Another record is merged into " + stays);
        process.over(merge(from, stays, why, by), "merged");
        return stays;
    }

    /**
     * Makes one of two, whoever says so.
     *
     * @return the pair that is answered for by this
     */
    long merge(String from, String into, String reason, String by) {
        boolean live = merged.merge(from, into, reason, by);
        if (pairs.hasHandoff(from)) {
            throw Refusal.conflict(
                    "A handoff of " + from + " is under way: withdraw or finish it, or merge the other way round.");
        }
        if (live) {
            lifecycle.end(from, "merged into " + into);
            workEnded.forEach(it -> it.ended(from));
        }
        return pairs.same(from, into, by, reason);
    }

    /**
     * A person who owns the one that stayed, or manages, says that the two were two after all.
     *
     * @param from the number that went
     * @throws Refusal where no reason is given, or it was not merged
     */
    void undo(String from, @Nullable String reason, String by) {
        String why = Texts.required("reason", reason, Texts.SHORT);
        custody.requireOwner(record.facts(from));
        String into = merged.into(from).orElse(from);
        CustomerFacts out = merged.takeApart(from, why, by);
        if (!out.stage().isEnd()) {
            lifecycle.standsIn(out);
            // A new lead that nobody had was routed anew: it is where its pool has it, or with whom it was assigned to.
            if (out.stage() != Stage.NEW_LEAD || out.owner().isPerson()) {
                record.assign(from, out.owner(), by);
            }
        }
        pairs.different(from, into, by, why);
    }
}
