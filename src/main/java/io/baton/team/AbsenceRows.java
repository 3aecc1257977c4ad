package io.baton.team;

import io.baton.api.Refusal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The absences' rows. What was called off is asked for by id and in lists alone. */
@Component
class AbsenceRows {

    private final JdbcClient jdbc;

    AbsenceRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Writes a new absence; its id is given by the database. */
    long add(Absence absence) {
        return jdbc.sql("""
                        insert into absence (person, from_at, until_at, backup, reason, planned_by, planned_at, instance_id)
                        values (:person, :from, :until, :backup, :reason, :plannedBy, :plannedAt, :instance)
                        returning id
                        """)
                .param("person", absence.person())
                .param("from", utc(absence.from()))
                .param("until", utc(absence.until()))
                .param("backup", absence.backup())
                .param("reason", absence.reason())
                .param("plannedBy", absence.plannedBy())
                .param("plannedAt", utc(absence.plannedAt()))
                .param("instance", absence.instance())
                .query(Long.class)
                .single();
    }

    Optional<Absence> find(long id) {
        return jdbc.sql("select * from absence where id = :id")
                .param("id", id)
                .query(AbsenceRows::absence)
                .optional();
    }

    /** Holds the row until the transaction ends. */
    Optional<Absence> lock(long id) {
        return jdbc.sql("select * from absence where id = :id for update")
                .param("id", id)
                .query(AbsenceRows::absence)
                .optional();
    }

    /** The absence that a process instance looks after. */
    Optional<Absence> ofInstance(String instance) {
        return jdbc.sql("select * from absence where instance_id = :instance")
                .param("instance", instance)
                .query(AbsenceRows::absence)
                .optional();
    }

    /** The absence in which the person is at this moment: at most one, since none overlap. */
    Optional<Absence> at(String person, Instant moment) {
        return jdbc.sql("""
                        select * from absence
                         where person = :person and cancelled_at is null and until_at > :at and from_at <= :at
                        """)
                .param("person", person)
                .param("at", utc(moment))
                .query(AbsenceRows::absence)
                .optional();
    }

    /** Those of the people who are away at this moment. */
    Set<String> away(Collection<String> people, Instant moment) {
        if (people.isEmpty()) {
            return Set.of();
        }
        return new HashSet<>(jdbc.sql("""
                        select person from absence
                         where person in (:people) and cancelled_at is null and until_at > :at and from_at <= :at
                        """)
                .param("people", people)
                .param("at", utc(moment))
                .query(String.class)
                .list());
    }

    /** The absences of a person that share a moment with a time, the earliest first. */
    List<Absence> overlapping(String person, Instant from, Instant until) {
        return jdbc.sql("""
                        select * from absence
                         where person = :person and cancelled_at is null and until_at > :from and from_at < :until
                         order by from_at
                        """)
                .param("person", person)
                .param("from", utc(from))
                .param("until", utc(until))
                .query(AbsenceRows::absence)
                .list();
    }

    /** The absences of a person that are not over. */
    List<Absence> from(String person, Instant moment) {
        return jdbc.sql("""
                        select * from absence
                         where person = :person and cancelled_at is null and until_at > :at order by from_at
                        """)
                .param("person", person)
                .param("at", utc(moment))
                .query(AbsenceRows::absence)
                .list();
    }

    /** A page of absences, those that begin last first. */
    List<Absence> page(@Nullable String person, int size, long offset) {
        return asked("select * from absence", person, " order by from_at desc, id desc limit :size offset :offset")
                .param("size", size)
                .param("offset", offset)
                .query(AbsenceRows::absence)
                .list();
    }

    long count(@Nullable String person) {
        return asked("select count(*) from absence", person, "")
                .query(Long.class)
                .single();
    }

    void cancel(long id, Instant at, String by) {
        jdbc.sql("update absence set cancelled_at = :at, cancelled_by = :by where id = :id")
                .param("id", id)
                .param("at", utc(at))
                .param("by", by)
                .update();
    }

    private JdbcClient.StatementSpec asked(String select, @Nullable String person, String order) {
        return person == null
                ? jdbc.sql(select + order)
                : jdbc.sql(select + " where person = :person" + order).param("person", person);
    }

    static Refusal unknown(long id) {
        return Refusal.notFound("There is no absence with the number " + id + ".");
    }

    static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static Absence absence(ResultSet row, int index) throws SQLException {
        OffsetDateTime cancelled = row.getObject("cancelled_at", OffsetDateTime.class);
        return new Absence(
                row.getLong("id"),
                row.getString("person"),
                time(row, "from_at"),
                time(row, "until_at"),
                row.getString("backup"),
                row.getString("reason"),
                row.getString("planned_by"),
                time(row, "planned_at"),
                cancelled == null ? null : cancelled.toInstant(),
                row.getString("cancelled_by"),
                row.getString("instance_id"));
    }

    private static Instant time(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
