package io.baton.customer;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Map;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.NullUnmarked;

/** One thing that happened to a customer, with who and when. Written once, never changed. */
@Entity
@Table(name = "journal")
@Immutable
@NullUnmarked
class JournalEntry {

    /** What an entry tells of; the ids are stable, since reports read them. */
    enum Kind {
        LEAD,
        ROUTED,
        CONTACTED,
        RECYCLED,
        TOUCH,
        MERGED,
        IMPORTED,
        NOTE,
        STAGE,
        OWNER,
        OUTCOME,
        EVIDENCE,
        HANDOFF,
        OVERRIDE,
        PLAYBOOK,
        CONTRIBUTOR,
        REMINDER,
        BREACH,
        PAUSE,
        ESCALATION,
        CASE,
        REASSIGNED,
        LENT,
        URGENT,
        CLOSED;

        String id() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "journal_seq")
    @SequenceGenerator(name = "journal_seq", allocationSize = 50)
    private Long id;

    private long customerId;
    private Instant at;

    @Column(name = "by_id")
    private String by;

    private String kind;
    private String text;

    @JdbcTypeCode(SqlTypes.JSON)
    private Map<String, Object> data;

    protected JournalEntry() {}

    JournalEntry(long customerId, Instant at, String by, Kind kind, String text, Map<String, Object> data) {
        this.customerId = customerId;
        this.at = at;
        this.by = by;
        this.kind = kind.id();
        this.text = text;
        this.data = data;
    }
}
