package io.baton.customer;

import java.util.List;
import java.util.Optional;
import org.springframework.data.repository.Repository;

/** Who was brought in for which customer. */
interface Contributors extends Repository<Contributor, Contributor.Id> {

    Contributor save(Contributor contributor);

    Optional<Contributor> findById(Contributor.Id id);

    List<Contributor> findByIdCustomerIdOrderByNamedAt(long customerId);

    List<Contributor> deleteByIdCustomerId(long customerId);

    void deleteById(Contributor.Id id);

    /** Whether the person was brought in for the customer. */
    default boolean isOne(String customer, String person) {
        return findById(new Contributor.Id(CustomerNumber.idOf(customer), person))
                .isPresent();
    }
}
