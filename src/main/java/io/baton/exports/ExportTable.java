package io.baton.exports;

import io.baton.customer.CustomerNumber;
import io.baton.sheet.SafeCsvWriter.Phone;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A table that is exported: its query, and what each of its columns is. */
enum ExportTable {
    /** The headings are those that an import knows, except where a column is only to be read. */
    CUSTOMERS(
            """
            with known_as as (
                select case when m.merged_into is null then m.id else customer_survivor(m.id) end as id,
                       array_agg(r.reference order by m.merged_into is not null, r.reference) as all_of
                  from customer_reference r join customer m on m.id = r.customer_id
                 group by 1)
            select c.id, k.all_of[1] as reference, array_to_string(k.all_of[2:], ', ') as further_references,
                   c.company, p.name, p.email, p.phone, c.source, c.campaign, c.product, c.region, c.language, c.timeline,
                   c.budget_amount, c.budget_currency, c.cost_amount, c.cost_currency, c.playbook, c.stage,
                   case when c.owner_type = 'PERSON' then c.owner_id end as owner,
                   case when c.owner_type = 'TEAM' then c.owner_id end as team,
                   c.last_note_text,
                   (select min(agreed_on) from deadline d
                     where d.customer_id = c.id and d.of_task and d.ended_at is null) as due_on,
                   c.renewal_on, c.decision_on, c.next_what, c.next_due, c.stage_since, c.offer_amount, c.offer_currency,
                   c.value_tier, c.open_cases, c.created_at
              from customer c join contact p on p.customer_id = c.id and p.is_primary
                              left join known_as k on k.id = c.id
             where c.undone_at is null and c.merged_into is null
             order by c.id
            """,
            column("Number in Baton", "id", Kind.NUMBER_OF_CUSTOMER),
            column("Reference", "reference", Kind.TEXT),
            column("Company", "company", Kind.TEXT),
            column("Contact name", "name", Kind.TEXT),
            column("Email", "email", Kind.TEXT),
            column("Phone", "phone", Kind.PHONE),
            column("Source", "source", Kind.TEXT),
            column("Campaign", "campaign", Kind.TEXT),
            column("Product", "product", Kind.TEXT),
            column("Country", "region", Kind.TEXT),
            column("Language", "language", Kind.TEXT),
            column("Timeline", "timeline", Kind.TEXT),
            column("Budget", "budget_amount", Kind.NUMBER),
            column("Currency", "budget_currency", Kind.TEXT),
            column("Lead cost", "cost_amount", Kind.NUMBER),
            column("Lead cost currency", "cost_currency", Kind.TEXT),
            column("Playbook", "playbook", Kind.TEXT),
            column("Stage", "stage", Kind.TEXT),
            column("Owner", "owner", Kind.TEXT),
            column("Team", "team", Kind.TEXT),
            column("Last note", "last_note_text", Kind.TEXT),
            column("Due date", "due_on", Kind.DATE),
            column("Renewal date", "renewal_on", Kind.DATE),
            column("Decision date", "decision_on", Kind.DATE),
            column("Open step", "next_what", Kind.TEXT),
            column("Open step due at", "next_due", Kind.INSTANT),
            column("In stage since", "stage_since", Kind.INSTANT),
            column("Offer", "offer_amount", Kind.NUMBER),
            column("Offer currency", "offer_currency", Kind.TEXT),
            column("Value tier", "value_tier", Kind.TEXT),
            column("Open cases", "open_cases", Kind.NUMBER),
            column("Created at", "created_at", Kind.INSTANT),
            column("Further references", "further_references", Kind.TEXT)),
    CONTACTS(
            """
            select c.id, merged_from, e.name, e.email, e.phone, e.is_primary and merged_from is null as is_primary
              from contact e
            """ + ExportTable.OF_LISTED + "order by e.customer_id, e.id",
            column("Number in Baton", "id", Kind.NUMBER_OF_CUSTOMER),
            column("Contact name", "name", Kind.TEXT),
            column("Email", "email", Kind.TEXT),
            column("Phone", "phone", Kind.PHONE),
            column("Primary", "is_primary", Kind.YES_NO),
            column("Merged from", "merged_from", Kind.NUMBER_OF_CUSTOMER)),
    JOURNAL(
            """
            select c.id, merged_from, e.at, e.by_id, e.kind, e.text, e.data::text as data
              from journal e
            """ + ExportTable.OF_LISTED + "order by e.customer_id, e.id",
            column("Number in Baton", "id", Kind.NUMBER_OF_CUSTOMER),
            column("At", "at", Kind.INSTANT),
            column("By", "by_id", Kind.TEXT),
            column("Kind", "kind", Kind.TEXT),
            column("Text", "text", Kind.TEXT),
            column("Data", "data", Kind.TEXT),
            column("Merged from", "merged_from", Kind.NUMBER_OF_CUSTOMER)),
    EVIDENCE(
            """
            select c.id, merged_from, e.key, e.value, e.increment, e.occurred_at, e.recorded_at, e.by_id, e.source, e.event_id,
                   e.note, e.document_url, e.withdrawn_at, e.withdrawn_by, e.withdrawn_reason
              from evidence e
            """ + ExportTable.OF_LISTED + "order by e.customer_id, e.id",
            column("Number in Baton", "id", Kind.NUMBER_OF_CUSTOMER),
            column("Key", "key", Kind.TEXT),
            column("Value", "value", Kind.TEXT),
            column("Increment", "increment", Kind.NUMBER),
            column("Occurred at", "occurred_at", Kind.INSTANT),
            column("Recorded at", "recorded_at", Kind.INSTANT),
            column("By", "by_id", Kind.TEXT),
            column("Through", "source", Kind.TEXT),
            column("Event", "event_id", Kind.TEXT),
            column("Note", "note", Kind.TEXT),
            column("Document", "document_url", Kind.TEXT),
            column("Withdrawn at", "withdrawn_at", Kind.INSTANT),
            column("Withdrawn by", "withdrawn_by", Kind.TEXT),
            column("Withdrawn because", "withdrawn_reason", Kind.TEXT),
            column("Merged from", "merged_from", Kind.NUMBER_OF_CUSTOMER)),
    CASES(
            """
            select 'S-' || lpad(e.id::text, 6, '0') as number, c.id, merged_from, e.summary, e.severity, e.owner, e.opened_at,
                   e.opened_by, e.acknowledged_at, e.last_update_at, e.last_update_text, e.solved_at
              from support_case e
            """ + ExportTable.OF_LISTED + "order by e.id",
            column("Case", "number", Kind.TEXT),
            column("Number in Baton", "id", Kind.NUMBER_OF_CUSTOMER),
            column("Summary", "summary", Kind.TEXT),
            column("Severity", "severity", Kind.TEXT),
            column("Owner", "owner", Kind.TEXT),
            column("Opened at", "opened_at", Kind.INSTANT),
            column("Opened by", "opened_by", Kind.TEXT),
            column("Acknowledged at", "acknowledged_at", Kind.INSTANT),
            column("Last update at", "last_update_at", Kind.INSTANT),
            column("Last update", "last_update_text", Kind.TEXT),
            column("Solved at", "solved_at", Kind.INSTANT),
            column("Merged from", "merged_from", Kind.NUMBER_OF_CUSTOMER)),
    /** What was on record of those who were merged; no heading by which an import would take it for the one who stayed. */
    MERGED(
            """
            select r.id, customer_survivor(r.id) as survivor, r.company, r.source, r.campaign, r.product, r.region, r.language,
                   r.timeline, r.budget_amount, r.budget_currency, r.cost_amount, r.cost_currency, r.playbook, m.stage,
                   m.stage_since, m.owner_id, r.last_note_text, r.renewal_on, r.decision_on, r.offer_amount, r.offer_currency,
                   r.value_tier, r.created_at, m.merged_at, m.merged_by, m.reason
              from customer r join customer_merge m on m.from_id = r.id and m.undone_at is null
             where r.merged_into is not null
             order by r.id
            """,
            column("Merged number", "id", Kind.NUMBER_OF_CUSTOMER),
            column("Merged into", "survivor", Kind.NUMBER_OF_CUSTOMER),
            column("Company", "company", Kind.TEXT),
            column("Source", "source", Kind.TEXT),
            column("Campaign", "campaign", Kind.TEXT),
            column("Product", "product", Kind.TEXT),
            column("Country", "region", Kind.TEXT),
            column("Language", "language", Kind.TEXT),
            column("Timeline", "timeline", Kind.TEXT),
            column("Budget", "budget_amount", Kind.NUMBER),
            column("Currency", "budget_currency", Kind.TEXT),
            column("Lead cost", "cost_amount", Kind.NUMBER),
            column("Lead cost currency", "cost_currency", Kind.TEXT),
            column("Playbook", "playbook", Kind.TEXT),
            column("Stage", "stage", Kind.TEXT),
            column("In stage since", "stage_since", Kind.INSTANT),
            column("Owner", "owner_id", Kind.TEXT),
            column("Last note", "last_note_text", Kind.TEXT),
            column("Renewal date", "renewal_on", Kind.DATE),
            column("Decision date", "decision_on", Kind.DATE),
            column("Offer", "offer_amount", Kind.NUMBER),
            column("Offer currency", "offer_currency", Kind.TEXT),
            column("Value tier", "value_tier", Kind.TEXT),
            column("Created at", "created_at", Kind.INSTANT),
            column("Merged at", "merged_at", Kind.INSTANT),
            column("Merged by", "merged_by", Kind.TEXT),
            column("Merged because", "reason", Kind.TEXT));

    /**
     * Whose entry {@code e} is: the customer who stands in the first table. What was entered for one who was merged belongs to
     * the one who stayed, and says of whom it was; an undone import has taken back its customers with all of theirs.
     */
    private static final String OF_LISTED = """
              join customer r on r.id = e.customer_id
              join customer c on c.id = case when r.merged_into is null then r.id else customer_survivor(r.id) end
              cross join lateral (select nullif(e.customer_id, c.id) as merged_from) as m
             where c.undone_at is null
             """;

    /** What a column's cells are, whatever they look like. */
    enum Kind {
        TEXT,
        NUMBER,
        DATE,
        INSTANT,
        PHONE,
        YES_NO,
        NUMBER_OF_CUSTOMER
    }

    record Column(String heading, String name, Kind kind) {}

    private final String sql;
    private final List<Column> columns;

    ExportTable(String sql, Column... columns) {
        this.sql = sql;
        this.columns = List.of(columns);
    }

    private static Column column(String heading, String name, Kind kind) {
        return new Column(heading, name, kind);
    }

    String sql() {
        return sql;
    }

    String file() {
        return name().toLowerCase(java.util.Locale.ROOT) + ".csv";
    }

    List<String> headings() {
        return columns.stream().map(Column::heading).toList();
    }

    List<@Nullable Object> cells(ResultSet row) throws SQLException {
        @Nullable Object[] cells = new Object[columns.size()];
        for (int i = 0; i < cells.length; i++) {
            cells[i] = cell(row, columns.get(i));
        }
        return Arrays.asList(cells);
    }

    private static @Nullable Object cell(ResultSet row, Column column) throws SQLException {
        String name = column.name();
        return switch (column.kind()) {
            case TEXT -> row.getString(name);
            case NUMBER -> row.getBigDecimal(name);
            case DATE -> row.getObject(name, LocalDate.class);
            case INSTANT -> instant(row.getObject(name, OffsetDateTime.class));
            case PHONE -> row.getString(name) == null ? null : new Phone(row.getString(name));
            case YES_NO -> row.getBoolean(name);
            case NUMBER_OF_CUSTOMER -> number(row.getObject(name, Long.class));
        };
    }

    private static @Nullable String number(@Nullable Long id) {
        return id == null ? null : CustomerNumber.of(id);
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
