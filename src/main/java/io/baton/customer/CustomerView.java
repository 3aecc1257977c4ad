package io.baton.customer;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A customer as REST shows it: the seven fields and what belongs to them.
 *
 * @param detail whether this is everything, or the customer in brief: then only number, company, stage and owner are told,
 *     and that a field is null does not say that nothing is known
 */
public record CustomerView(
        String number,
        Sight detail,
        String company,
        @Nullable ContactView contact,
        @Nullable String playbook,
        String stage,
        String stageLabel,
        @Nullable Instant since,
        PartyView owner,
        @Nullable NextStepView nextStep,
        @Nullable HandoffView handoff,
        @Nullable NoteView lastNote,
        @Nullable Integer openCases,
        @Nullable String source,
        @Nullable String valueTier,
        @Nullable LocalDate renewalDate) {

    /** For whoever is not to see more. */
    CustomerView inBrief() {
        return new CustomerView(
                number,
                Sight.IN_BRIEF,
                company,
                null,
                null,
                stage,
                stageLabel,
                null,
                owner,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    /** The primary contact. */
    public record ContactView(
            String name, @Nullable String email, @Nullable String phone) {}

    /** A person or a team. */
    public record PartyView(PartyType type, String id) {

        static @Nullable PartyView of(@Nullable String type, @Nullable String id) {
            return type == null || id == null ? null : new PartyView(PartyType.valueOf(type), id);
        }
    }

    /** Whether an id is a user's or a group's. */
    public enum PartyType {
        PERSON,
        TEAM;

        @JsonValue
        public String json() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What happens next, who has it, and when it is due; {@code taskId} is null while a timer alone is waited for. */
    public record NextStepView(
            String what,
            @Nullable PartyView who,
            @Nullable Instant due,
            @Nullable String taskId) {}

    /** A handoff under way. */
    public record HandoffView(String state, PartyView from, PartyView to, Instant since) {}

    /** The last thing that somebody noted. */
    public record NoteView(Instant at, String by, String text) {}

    /** One page of customers. */
    public record Page(List<CustomerView> items, int page, int size, long total) {}

    /** One page of the journal, newest first; {@code next} is given as {@code before} for the next page. */
    public record JournalPage(
            List<EntryView> items, @Nullable Long next) {}

    /** One entry of the journal. */
    public record EntryView(
            Instant at, String by, String kind, String text, com.fasterxml.jackson.databind.JsonNode data) {}
}
