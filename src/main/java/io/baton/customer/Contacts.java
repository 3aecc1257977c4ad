package io.baton.customer;

import org.springframework.data.repository.Repository;

/** The people at the customers. */
interface Contacts extends Repository<Contact, Long> {

    Contact save(Contact contact);

    Contact findByCustomerIdAndPrimaryTrue(long customerId);
}
