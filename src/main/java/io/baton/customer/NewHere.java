package io.baton.customer;

import io.baton.engine.PerTransaction;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * The customers who were opened in this transaction: nobody else can see or lock them yet, and nothing is on file for them
 * but their record. Looking for more of it in the database would write out, each time, all that waits to be written.
 */
@Component
public class NewHere {

    private final PerTransaction<Map<String, One>> all = new PerTransaction<>(HashMap::new);

    /** One of them, with the primary contact. */
    record One(Customer customer, Contact contact) {}

    void add(Customer customer, Contact primary) {
        all.get().put(customer.number(), new One(customer, primary));
    }

    /** Whether the customer was opened in this transaction. */
    public boolean contains(String number) {
        return all.get().containsKey(number);
    }

    /** Whether more than one customer was opened in this transaction. */
    public boolean areMany() {
        return all.get().size() > 1;
    }

    /** More than its record is on file for a customer from now on, so that it has to be looked for as for any other. */
    public void hasMore(String number) {
        all.get().remove(number);
    }

    /** The customer, if it was opened in this transaction. */
    Optional<One> find(String number) {
        return Optional.ofNullable(all.get().get(number));
    }
}
