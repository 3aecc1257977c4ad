package io.baton.deadline;

import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** The deadlines on file. */
interface DeadlineRows extends Repository<Deadline, Long> {

    Deadline save(Deadline deadline);

    Deadline saveAndFlush(Deadline deadline);

    Optional<Deadline> findById(long id);

    /** Holds the row until the transaction ends. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("from Deadline where id = ?1")
    Optional<Deadline> lock(long id);

    /** Holds the rows until the transaction ends, so that an escalation is not opened while its step is done. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("from Deadline where taskId = ?1 and endedAt is null order by id")
    List<Deadline> openOfTask(String taskId);

    @Query("from Deadline where processInstanceId = ?1 and endedAt is null order by id")
    List<Deadline> openOfProcess(String processInstanceId);

    /** The newest of a step; an administrator can have a step wait twice. */
    @Query(
            "from Deadline where processInstanceId = ?1 and activityId = ?2 and followUp = ?3 and endedAt is null order by id desc limit 1")
    Optional<Deadline> openStep(String processInstanceId, String activityId, String followUp);

    @Query("from Deadline where customerId = ?1 and followUp = ?2 and endedAt is null order by id")
    List<Deadline> openOfCustomer(long customerId, String followUp);

    @Query("from Deadline where customerId = ?1 and endedAt is null order by dueAt, id")
    List<Deadline> openOfCustomer(long customerId);

    @Query("from Deadline where customerId in ?1 order by id desc")
    List<Deadline> newestOf(Collection<Long> customers, Limit limit);

    /** Which deadline, and whose; read before anything is locked. */
    record Key(long id, @Nullable Long customerId) {}

    @Query(
            "select new io.baton.deadline.DeadlineRows$Key(id, customerId) from Deadline where id > ?1 and endedAt is null and breachedAt is null order by id")
    List<Key> movableAfter(long id, Limit limit);

    @Query("from Deadline where id > ?1 and id <= ?2 and endedAt is null and breachedAt is null order by id")
    List<Deadline> movable(long after, long last);

    List<Deadline> findByIdIn(Collection<Long> ids);

    @Query("select distinct customerId from Deadline where id in ?1 and customerId is not null")
    List<Long> customersOf(Collection<Long> ids);

    /** Holds the rows until the transaction ends. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("from Deadline where id in ?1 order by id")
    List<Deadline> lockAll(Collection<Long> ids);

    @Query("select customerId from Deadline where id = ?1")
    @Nullable
    Long customerOf(long id);

    /** The same, held until the transaction ends. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("from Deadline where id > ?1 and id <= ?2 and endedAt is null and breachedAt is null order by id")
    List<Deadline> lockMovable(long after, long last);

    @Query("from Deadline where taskId = ?1 and endedAt is null order by id")
    List<Deadline> ofTask(String taskId);

    boolean existsByEndedAtIsNull();

    /** Of these customers those that have several tasks open, each with a date. */
    @Query("select customerId from Deadline where customerId in ?1 and endedAt is null and ofTask"
            + " group by customerId having count(*) > 1")
    Set<Long> withSeveralTasks(Collection<Long> customers);
}
