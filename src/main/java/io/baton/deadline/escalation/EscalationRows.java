package io.baton.deadline.escalation;

import jakarta.persistence.LockModeType;
import java.util.Optional;
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

    @Query("select count(*) from Escalation where handler = ?1 and endedAt is null")
    long openOf(String handler);
}
