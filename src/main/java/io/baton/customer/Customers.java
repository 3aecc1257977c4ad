package io.baton.customer;

import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** The customers' rows. */
interface Customers extends Repository<Customer, Long> {

    Customer save(Customer customer);

    Optional<Customer> findById(long id);

    List<Customer> findByIdIn(Collection<Long> ids);

    /** The rows in their order, each of which nobody else changes or locks until the transaction ends. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select c from Customer c where c.id in :ids order by c.id")
    List<Customer> lockAll(Collection<Long> ids);

    /** Those of some customers whose import was undone. */
    @Query(
            value = "select id from customer where id in (:ids) and undone_at is not null order by id",
            nativeQuery = true)
    List<Long> undone(Collection<Long> ids);

    /**
     * The row, which nobody else changes or locks until the transaction ends; not of one that was merged, whose survivor is
     * to be locked instead.
     */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select c from Customer c where c.id = :id and c.mergedInto is null")
    Optional<Customer> lock(long id);

    /** Which one answers for a customer: itself, or the one into which it went in the end. */
    @Query(value = "select customer_survivor(:id)", nativeQuery = true)
    @Nullable
    Long survivorOf(long id);
}
