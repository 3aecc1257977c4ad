package io.baton.customer;

import io.baton.engine.PerTransaction;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The customers who were opened in this transaction: nobody else can see or lock them yet, and nothing is on file for them
 * but their record. Looking for more of it in the database would write out, each time, all that waits to be written.
 */
@Component
public class NewHere {

    private final PerTransaction<Map<String, Contact>> contacts = new PerTransaction<>(HashMap::new);

    void add(String number, Contact primary) {
        contacts.get().put(number, primary);
    }

    /** Whether the customer was opened in this transaction. */
    public boolean contains(String number) {
        return contacts.get().containsKey(number);
    }

    /** More than its record is on file for a customer from now on, so that it has to be looked for as for any other. */
    public void hasMore(String number) {
        contacts.get().remove(number);
    }

    /** The primary contact of a customer who was opened in this transaction; null of any other. */
    @Nullable
    Contact contact(String number) {
        return contacts.get().get(number);
    }
}
