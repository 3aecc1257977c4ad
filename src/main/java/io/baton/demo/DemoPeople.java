package io.baton.demo;

import io.baton.access.Accounts;
import java.util.List;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** The demo's team. Everybody's password is the user name. */
@Component
@Profile("demo")
class DemoPeople {

    /**
     * One of them.
     *
     * @param id user name and password
     * @param hats the groups
     */
    record Person(String id, String firstName, String lastName, List<String> hats) {}

    static final List<Person> ALL = List.of(
            new Person("mia", "Mia", "Keller", List.of("sales", "delivery", "success", "support")),
            new Person("tom", "Tom", "Berg", List.of("sales")),
            new Person("dana", "Dana", "Ortiz", List.of("delivery")),
            new Person("sue", "Sue", "Lindt", List.of("success")),
            new Person("sam", "Sam", "Okoro", List.of("support")),
            new Person("max", "Max", "Weber", List.of("managers")),
            new Person("olga", "Olga", "Novak", List.of("process-owners")),
            new Person("integration", "Integration", "", List.of("integrations")));

    private final Accounts accounts;

    DemoPeople(Accounts accounts) {
        this.accounts = accounts;
    }

    /** Creates those who are missing. */
    void create() {
        ALL.forEach(person ->
                accounts.create(person.id(), person.firstName(), person.lastName(), person.id(), person.hats()));
    }
}
