package io.baton.deadline.escalation;

import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** The escalations on file. */
interface EscalationRows extends Repository<Escalation, Long> {

    Escalation saveAndFlush(Escalation escalation);

    /** Holds the row until the transaction ends, so that a rung and an answer come one after the other. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("from Escalation where deadlineId = ?1")
    Optional<Escalation> lock(long deadlineId);

    @Query("from Escalation where deadlineId = ?1")
    Optional<Escalation> of(long deadlineId);

    /** An open escalation, and of which deadline; read before anything is locked. */
    record Key(long id, long deadlineId) {}

    @Query("select new io.baton.deadline.escalation.EscalationRows$Key(id, deadlineId) from Escalation"
            + " where id > ?1 and endedAt is null and nextRungAt is not null order by id")
    List<Key> waitingAfter(long id, Limit limit);

    @Query("from Escalation where id > ?1 and id <= ?2 and endedAt is null and nextRungAt is not null order by id")
    List<Escalation> waiting(long after, long last);

    /** The same, held until the transaction ends. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("from Escalation where id > ?1 and id <= ?2 and endedAt is null and nextRungAt is not null order by id")
    List<Escalation> lockWaiting(long after, long last);

    List<Escalation> findByIdIn(Collection<Long> ids);

    @Query("select count(*) from Escalation where handler = ?1 and endedAt is null")
    long openOf(String handler);
}
