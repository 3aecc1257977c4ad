package io.baton.customer;

import org.springframework.data.repository.Repository;

/** The customers' rows. */
interface Customers extends Repository<Customer, Long> {

    Customer save(Customer customer);

    java.util.Optional<Customer> findById(long id);
}
