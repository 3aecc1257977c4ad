package io.baton.customer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.baton.api.Refusal;
import io.baton.customer.CustomerSight.InSight;
import io.baton.customer.CustomerView.ContactView;
import io.baton.customer.CustomerView.EntryView;
import io.baton.customer.CustomerView.HandoffView;
import io.baton.customer.CustomerView.JournalPage;
import io.baton.customer.CustomerView.NextStepView;
import io.baton.customer.CustomerView.NoteView;
import io.baton.customer.CustomerView.Page;
import io.baton.customer.CustomerView.PartyView;
import jakarta.persistence.EntityManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Reads the record for lists and pages: one query for what is shown, never more rows than are shown. */
@Service
@Transactional(readOnly = true)
public class CustomerReader {

    /** What is shown of a customer, and where it stands. */
    private static final String SHOWN = """
            c.*, p.name as contact_name, p.email as contact_email, p.phone as contact_phone,
                   h.state as handoff_state, h.giver, h.giving_team, h.receiver, h.receiving_team, h.since as handoff_since
              from customer c
              join contact p on p.customer_id = c.id and p.is_primary
              left join handoff h on h.customer_id = c.id and h.state <> 'ACCEPTED'
            """;

    /** Whose company is called so; what was known of one who was merged finds the one who answers for it. */
    private static final String CALLED = """
            select case when n.merged_into is null then n.id else customer_survivor(n.id) end
              from customer n where lower(n.company) like :q escape '\\'
            """;

    /** Of whose people one is called so, or has this mail address. */
    private static final String TALKED_TO = """
            select case when n.merged_into is null then n.id else customer_survivor(n.id) end
              from contact p join customer n on n.id = p.customer_id
             where p.email_key = :mail or p.name_key = :person
            """;

    private final JdbcClient jdbc;
    private final ObjectMapper json;
    private final EntityManager entities;
    private final CustomerSight sight;

    CustomerReader(JdbcClient jdbc, ObjectMapper json, EntityManager entities, CustomerSight sight) {
        this.sight = sight;
        this.jdbc = jdbc;
        this.json = json;
        this.entities = entities;
    }

    /**
     * One customer, whoever asks; for a number that was merged into another, that other one.
     *
     * @throws Refusal not found, where the number is nobody's
     */
    public CustomerView one(String number) {
        // What the running transaction has written so far is part of the answer; a no-op in one that only reads.
        entities.flush();
        Long[] mergedInto = new Long[1];
        CustomerView customer = jdbc.sql("select " + SHOWN + " where c.id = :id")
                .param("id", CustomerNumber.idOf(number))
                .query((row, index) -> {
                    mergedInto[0] = row.getObject("merged_into", Long.class);
                    return customer(row, index);
                })
                .optional()
                .orElseThrow(() -> Refusal.notFound("There is no customer with the number '" + number + "'."));
        return mergedInto[0] == null ? customer : one(CustomerNumber.of(mergedInto[0]));
    }

    /** The rows that are one customer's: that of the one who answers for a number, and of all who were merged into it. */
    public List<Long> family(String number) {
        entities.flush();
        List<Long> family = jdbc.sql("select f from customer_family(customer_survivor(:id)) f where f is not null")
                .param("id", CustomerNumber.idOf(number))
                .query(Long.class)
                .list();
        if (family.isEmpty()) {
            throw Refusal.notFound("There is no customer with the number '" + number + "'.");
        }
        return family;
    }

    /**
     * A page of the customers whom the acting person sees, each as they see it, oldest number first.
     *
     * @param stage only those who stand there
     * @param owner only those whom this person or team owns
     * @param q only those whose number, beginning of the company's name, contact's mail address or contact's name is this
     * @param page from 0
     * @param size 1 to 200
     */
    public Page page(@Nullable Stage stage, @Nullable String owner, @Nullable String q, int page, int size) {
        List<String> conditions = new ArrayList<>(List.of("c.merged_into is null", "c.undone_at is null"));
        Map<String, Object> params = new HashMap<>();
        InSight inSight = sight.inSight();
        params.putAll(inSight.params());
        if (!inSight.all()) {
            conditions.add(inSight.condition());
        }
        if (stage != null) {
            conditions.add("c.stage = :stage");
            params.put("stage", stage.id());
        }
        if (owner != null) {
            conditions.add("c.owner_id = :owner");
            params.put("owner", owner);
        }
        if (q != null && CustomerNumber.isOne(q.toUpperCase(Locale.ROOT))) {
            conditions.add("c.id = (select customer_survivor(:id))");
            params.put("id", CustomerNumber.idOf(q.toUpperCase(Locale.ROOT)));
        } else if (q != null) {
            conditions.add("c.id in (" + CALLED + " union all " + TALKED_TO + ")");
            if (!inSight.everything().equals("true")) {
                // Whom one talks to there is no part of what is seen in brief, and is not to be found out by searching
                // for it.
                conditions.add("(" + inSight.everything() + " or c.id in (" + CALLED + "))");
            }
            params.put("q", q.toLowerCase(Locale.ROOT).replaceAll("([\\\\%_])", "\\\\$1") + "%");
            params.put("mail", q.contains("@") ? ComparisonKeys.ofEmail(q) : "");
            params.put("person", ComparisonKeys.ofPerson(q));
        }
        String where = " where " + String.join(" and ", conditions);
        long total = jdbc.sql("select count(*) from customer c" + where)
                .params(params)
                .query(Long.class)
                .single();
        params.put("limit", size);
        params.put("offset", (long) page * size);
        List<CustomerView> items = jdbc.sql("select " + inSight.everything() + " as everything, " + SHOWN + where
                        + " order by c.id limit :limit offset :offset")
                .params(params)
                .query((row, index) -> row.getBoolean("everything")
                        ? customer(row, index)
                        : customer(row, index).inBrief())
                .list();
        return new Page(items, page, size, total);
    }

    /** How many customers each of these people has in hand; who has none is left out. */
    public Map<String, Long> inHand(Collection<String> people) {
        Map<String, Long> inHand = new HashMap<>();
        if (!people.isEmpty()) {
            entities.flush();
            // The literals are those of the index that this is read from alone.
            jdbc.sql("""
                            select owner_id, count(*) as customers from customer
                             where owner_type = 'PERSON' and owner_id in (:people)
                               and stage not in ('lost', 'former-customer')
                             group by owner_id
                            """).param("people", people).query(row -> {
                inHand.put(row.getString("owner_id"), row.getLong("customers"));
            });
        }
        return inHand;
    }

    /**
     * A page of a customer's journal, newest first.
     *
     * @param before only entries older than this one, as {@code next} of the page before said
     */
    public JournalPage journal(String number, @Nullable Long before, int size) {
        List<Long> family = family(number);
        List<Long> ids = new ArrayList<>();
        List<EntryView> entries = jdbc.sql("""
                        select j.* from unnest(:family::bigint[]) as f(id)
                          cross join lateral (
                              select id, at, by_id, kind, text, data from journal
                               where customer_id = f.id and id < :before order by id desc limit :limit) j
                         order by j.id desc limit :limit
                        """)
                .param("family", family.toArray(Long[]::new))
                .param("before", before == null ? Long.MAX_VALUE : before)
                .param("limit", size + 1)
                .query((row, index) -> {
                    ids.add(row.getLong("id"));
                    return entry(row);
                })
                .list();
        boolean more = entries.size() > size;
        return new JournalPage(more ? entries.subList(0, size) : entries, more ? ids.get(size - 1) : null);
    }

    /** What people noted last, newest first: notes, and what the lead itself wrote. */
    List<EntryView> lastNotes(String number, int size) {
        return jdbc.sql("""
                        select j.* from customer_family(customer_survivor(:customer)) as f(id)
                          cross join lateral (
                        select id, at, by_id, kind, data,
                               case when kind = 'touch' then concat_ws(' ', text, data ->> 'message')
                                    else coalesce(data ->> 'message', text) end as text
                          from journal
                         where customer_id = f.id
                           and (kind in ('note', 'touch') or kind = 'lead' and jsonb_exists(data, 'message'))
                         order by id desc limit :limit) j
                         order by j.id desc limit :limit
                        """)
                .param("customer", CustomerNumber.idOf(number))
                .param("limit", size)
                .query((row, index) -> entry(row))
                .list();
    }

    private EntryView entry(ResultSet row) throws SQLException {
        try {
            return new EntryView(
                    time(row, "at"),
                    row.getString("by_id"),
                    row.getString("kind"),
                    row.getString("text"),
                    json.readTree(row.getString("data")));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Journal entry " + row.getLong("id") + " holds no JSON", e);
        }
    }

    private static CustomerView customer(ResultSet row, int index) throws SQLException {
        Stage stage = Stage.of(row.getString("stage"));
        return new CustomerView(
                CustomerNumber.of(row.getLong("id")),
                Sight.EVERYTHING,
                row.getString("company"),
                new ContactView(
                        row.getString("contact_name"), row.getString("contact_email"), row.getString("contact_phone")),
                row.getString("playbook"),
                stage.id(),
                stage.label(),
                time(row, "stage_since"),
                PartyView.of(row.getString("owner_type"), row.getString("owner_id")),
                nextStep(row),
                handoff(row),
                lastNote(row),
                row.getInt("open_cases"),
                row.getString("source"),
                row.getString("value_tier"),
                row.getObject("renewal_on", LocalDate.class));
    }

    private static @Nullable NextStepView nextStep(ResultSet row) throws SQLException {
        String what = row.getString("next_what");
        return what == null
                ? null
                : new NextStepView(
                        what,
                        PartyView.of(row.getString("next_who_type"), row.getString("next_who_id")),
                        time(row, "next_due"),
                        row.getString("next_task_id"));
    }

    private static @Nullable HandoffView handoff(ResultSet row) throws SQLException {
        String state = row.getString("handoff_state");
        if (state == null) {
            return null;
        }
        String receiver = row.getString("receiver");
        return new HandoffView(
                state.toLowerCase(Locale.ROOT),
                PartyView.of(
                        row.getString("giver").equals(row.getString("giving_team")) ? "TEAM" : "PERSON",
                        row.getString("giver")),
                receiver == null
                        ? PartyView.of("TEAM", row.getString("receiving_team"))
                        : PartyView.of("PERSON", receiver),
                time(row, "handoff_since"));
    }

    private static @Nullable NoteView lastNote(ResultSet row) throws SQLException {
        Instant at = time(row, "last_note_at");
        return at == null ? null : new NoteView(at, row.getString("last_note_by"), row.getString("last_note_text"));
    }

    private static @Nullable Instant time(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
