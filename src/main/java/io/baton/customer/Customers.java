package io.baton.customer;

import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
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

    /** The row, which nobody else changes or locks until the transaction ends. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select c from Customer c where c.id = :id")
    Optional<Customer> lock(long id);
}
