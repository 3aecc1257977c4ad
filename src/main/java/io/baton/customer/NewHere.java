package io.baton.customer;

import io.baton.engine.PerTransaction;
import java.util.HashSet;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * The customers whom an import opened in this transaction: nobody else can see or lock them yet, and nothing is on file for
 * them but what was written here. Looking for it in the database would write out, each time, all that waits to be written.
 */
@Component
public class NewHere {

    private final PerTransaction<Set<String>> numbers = new PerTransaction<>(HashSet::new);

    void add(String number) {
        numbers.get().add(number);
    }

    public boolean contains(String number) {
        return numbers.get().contains(number);
    }
}
