package io.baton;

import io.baton.access.Accounts;
import java.util.List;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.test.context.TestComponent;

/** The people of the tests: one who wears every hat, and one for each hat. Password = user name. */
@TestComponent
public class Team implements ApplicationRunner {

    private final Accounts accounts;

    Team(Accounts accounts) {
        this.accounts = accounts;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        accounts.create("mia", "Mia", "Keller", "mia", List.of("sales", "delivery", "success", "support"));
        accounts.create("tom", "Tom", "Berg", "tom", List.of("sales"));
        accounts.create("dana", "Dana", "Ortiz", "dana", List.of("delivery"));
        accounts.create("sue", "Sue", "Lindt", "sue", List.of("success"));
        accounts.create("sam", "Sam", "Okoro", "sam", List.of("support"));
        accounts.create("max", "Max", "Weber", "max", List.of("managers"));
        accounts.create("olga", "Olga", "Novak", "olga", List.of("process-owners"));
        accounts.create("integration", "Integration", "", "integration", List.of("integrations"));
    }
}
