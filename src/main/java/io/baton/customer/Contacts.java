package io.baton.customer;

import java.util.List;
import org.springframework.data.domain.Limit;
import org.springframework.data.repository.Repository;

/** The people at the customers. */
interface Contacts extends Repository<Contact, Long> {

    Contact save(Contact contact);

    Contact findByCustomerIdAndPrimaryTrue(long customerId);

    List<Contact> findByCustomerIdOrderById(long customerId, Limit limit);
}
