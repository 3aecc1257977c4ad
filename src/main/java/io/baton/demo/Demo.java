package io.baton.demo;

import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Fills an empty demo, and tells where to go and how to sign in. */
@Component
@Profile("demo")
class Demo implements ApplicationRunner {

    private static final Logger LOG = LoggerFactory.getLogger(Demo.class);

    private final DemoPeople people;
    private final DemoCustomers customers;
    private final JdbcClient jdbc;
    private final ServletWebServerApplicationContext web;

    Demo(DemoPeople people, DemoCustomers customers, JdbcClient jdbc, ServletWebServerApplicationContext web) {
        this.people = people;
        this.customers = customers;
        this.jdbc = jdbc;
        this.web = web;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        people.create();
        boolean empty = jdbc.sql("select not exists (select 1 from customer)")
                .query(Boolean.class)
                .single();
        if (empty) {
            customers.create();
        }
    }

    @EventListener
    void tellHowToSignIn(ApplicationReadyEvent ready) {
        String url = "http://127.0.0.1:" + web.getWebServer().getPort();
        String signIns = DemoPeople.ALL.stream()
                .map(person -> "    %-12s %s".formatted(person.id(), String.join(", ", person.hats())))
                .collect(Collectors.joining("\n"));
        LOG.info("""


                Baton's demo is ready.

                  Tasklist   {}/camunda/app/tasklist/
                  Cockpit    {}/camunda/app/cockpit/
                  REST       {}/api/customers   (described at {}/v3/api-docs)

                  Sign in with the user name as password:
                {}
                    admin        administrator

                  Start over: --baton.demo.reset=true. The way to your own team: docs/first-hour.md
                """, url, url, url, url, signIns);
    }
}
