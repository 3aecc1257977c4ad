package io.baton.duplicate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.baton.BatonTest;
import io.baton.Rest;
import io.baton.Rest.Answer;
import io.baton.Rows;
import io.baton.Walk;
import io.baton.customer.CustomerReader;
import io.baton.customer.CustomerView;
import io.baton.customer.CustomerView.EntryView;
import io.baton.lead.NewLead;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Two records of one customer become one, with the history of both, and can be taken apart again. */
@BatonTest
class MergeTest {

    @Autowired
    private Walk walk;

    @Autowired
    private Rest rest;

    @Autowired
    private Rows rows;

    @Autowired
    private CustomerReader reader;

    @Autowired
    private TaskService tasks;

    @Autowired
    private RuntimeService runtime;

    @Autowired
    private HistoryService history;

    @Autowired
    private JdbcClient jdbc;

    @Test
    @Tag("C52")
    void keepsTheHistoryOfBothUnderTheNumberThatStays() {
        String stays = walk.customerInService(300);
        String goes = walk.proposedCustomer();
        rest.post("tom", "/api/customers/" + goes + "/notes", "{\"text\": \"Asked for blue.\"}");
        rest.post("max", "/api/customers/" + goes + "/evidence", "{\"key\": \"contract.signed\"}");
        List<String> before = texts(goes);

        Answer answer = merge("max", goes, stays);

        assertThat(answer.status()).as(answer.raw().body()).isEqualTo(200);
        assertThat(answer.body().get("number").asText()).isEqualTo(stays);
        assertThat(texts(stays)).containsAll(before).anyMatch(it -> it.startsWith(goes + ", ACME, was merged into"));
        assertThat(texts(goes)).isEqualTo(texts(stays));
        assertThat(rest.get("tom", "/api/customers/" + goes)
                        .body()
                        .get("number")
                        .asText())
                .isEqualTo(stays);
        assertThat(rest.get("tom", "/api/customers?q=" + goes)
                        .body()
                        .at("/items/0/number")
                        .asText())
                .isEqualTo(stays);
        assertThat(rest.get("tom", "/api/customers/" + stays + "/evidence")
                        .body()
                        .findValuesAsText("key"))
                .contains("contract.signed");
        assertThat(instances(goes)).isZero();
        assertThat(history.createHistoricProcessInstanceQuery()
                        .processInstanceBusinessKey(goes)
                        .processDefinitionKey("customer-lifecycle")
                        .singleResult()
                        .getDeleteReason())
                .isEqualTo("merged into " + stays);
        assertThat(openDeadlines(goes)).isZero();
    }

    @Test
    @Tag("C52")
    void carriesOpenCasesOnForTheOneThatStays() {
        String stays = walk.customerInService(300);
        String goes = walk.newLead();
        JsonNode opened = rest.post(
                        "sam", "/api/cases", "{\"customer\": \"%s\", \"summary\": \"It is slow.\"}".formatted(goes))
                .body();

        merge("max", goes, stays);

        assertThat(reader.one(stays).openCases()).isEqualTo(1);
        assertThat(rest.get("sam", "/api/customers/" + stays + "/cases").body().get("items"))
                .hasSize(1);
        walk.complete(goes, "Acknowledge case", "sam", Map.of("assessedSeverity", "low", "said", "We look."));
        walk.complete(goes, "Update customer", "sam", Map.of("decision", "solved", "said", "Fast again."));
        assertThat(reader.one(stays).openCases()).isZero();
        assertThat(rest.get("sam", "/api/cases/" + opened.get("number").asText())
                        .body()
                        .get("state")
                        .asText())
                .isEqualTo("solved");
        assertThat(texts(stays)).anyMatch(it -> it.contains("solved: Fast again."));
    }

    @Test
    @Tag("C52")
    void takesApartWhatWereTwoAfterAll() {
        String stays = walk.newLead();
        String goes = walk.customerInService(200);
        CustomerView before = reader.one(goes);
        rest.post("sam", "/api/cases", "{\"customer\": \"%s\", \"summary\": \"It is slow.\"}".formatted(goes));
        merge("max", goes, stays);
        rest.post("max", "/api/customers/" + goes + "/notes", "{\"text\": \"Said while they were one.\"}");

        Answer answer =
                rest.post("max", "/api/customers/" + goes + "/merge/undo", "{\"reason\": \"Two shops of one name.\"}");

        assertThat(answer.status()).as(answer.raw().body()).isEqualTo(200);
        CustomerView after = reader.one(goes);
        assertThat(fourAnswers(after)).isEqualTo(fourAnswers(before));
        assertThat(after.since()).isEqualTo(before.since());
        assertThat(after.openCases()).isEqualTo(1);
        assertThat(reader.one(stays).openCases()).isZero();
        assertThat(texts(stays)).contains("Said while they were one.").anyMatch(it -> it.contains("taken out again"));
        assertThat(texts(goes))
                .anyMatch(it -> it.startsWith("Merged into " + stays))
                .contains("Taken out of " + stays + " again: Two shops of one name.");
        walk.startRenewalEarly(goes, "sue");
        assertThat(reader.one(goes).stage()).isEqualTo("renewal");
        assertThat(rest.post("max", "/api/customers/" + goes + "/merge/undo", "{\"reason\": \"x\"}")
                        .status())
                .isEqualTo(409);
    }

    @Test
    @Tag("C52")
    void refusesWhatCannotBeOneAndChangesNothing() {
        String one = walk.newLead();
        String handedOver = walk.wonCustomer();
        String gone = walk.newLead();
        merge("max", gone, one);
        String live = walk.newLead();
        String lost = walk.newLead();
        walk.complete(lost, "Qualify lead", "tom", Map.of("decision", "lost", "lossReason", "price"));
        Map<String, Long> before = rows.counts();

        refused("max", one, one, 400, "is the same customer");
        refused("max", gone, one, 409, gone + " was merged into " + one + " already: name that one.");
        refused("max", handedOver, gone, 409, gone + " was merged into " + one + " already: name that one.");
        refused("max", handedOver, one, 409, "A handoff of " + handedOver + " is under way");
        refused("max", "C-999999", one, 404, "There is no customer");
        refused("max", one, "C-999999", 404, "There is no customer");
        refused("max", live, lost, 409, lost + " is closed as Lost, while somebody works on " + live);
        refused("olga", one, handedOver, 403, "may not merge customers");
        assertThat(rest.post("max", "/api/customers/" + one + "/merge", "{\"into\": \"" + handedOver + "\"}")
                        .body()
                        .get("detail")
                        .asText())
                .isEqualTo("Reason must not be blank.");
        assertThat(rows.counts()).isEqualTo(before);
    }

    @Test
    @Tag("C49")
    void isForWhoeverHasAHandInBoth() {
        String stays = walk.customerInService(300);
        String goes = walk.newLead();
        String staysToo = walk.proposedCustomer();

        refused("tom", goes, stays, 403, "Another record is merged into " + stays + " by its owner sue");
        refused("sue", goes, stays, 403, "That is for the owner of " + goes);
        assertThat(reader.one(goes).number()).isEqualTo(goes);
        assertThat(merge("tom", goes, staysToo).status()).isEqualTo(200);
        assertThat(merge("max", staysToo, stays).status()).isEqualTo(200);
    }

    @Test
    @Tag("C52")
    void findsTheOneWhoStaysByWhatWasKnownOfTheOneThatWent() {
        String stays = walk.newLead();
        String goes = walk.newLead(lead("Gone Goshawk Ltd", "Gloria Goshawk", "gloria@goshawk.example"));
        merge("max", goes, stays);

        for (String asked : List.of("gone%20gosh", "Gloria%20Goshawk", "GLORIA@goshawk.example", goes)) {
            Answer found = rest.get("tom", "/api/customers?q=" + asked);
            assertThat(found.body().get("items").findValuesAsText("number"))
                    .as(asked)
                    .containsExactly(stays);
            assertThat(found.body().get("total").asInt()).as(asked).isEqualTo(1);
        }
        assertThat(walk.newLead(lead("Another", "Gloria Goshawk", "gloria@goshawk.example")))
                .isEqualTo(stays);
        assertThat(rest.get("tom", "/api/customers?q=gloria@nobody.example")
                        .body()
                        .get("total")
                        .asInt())
                .isZero();
    }

    /** Whatever was done to the two before and in between: what each answered, each answers again. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    @Tag("C52")
    void answersTheFourQuestionsAfterUndoAsBefore(long seed) {
        Random random = new Random(seed);
        String one = anyCustomer(random);
        String other = anyCustomer(random);
        if (reader.one(other).nextStep() == null) {
            // Work does not go into one that is closed.
            String closed = other;
            other = one;
            one = closed;
        }
        var before = List.of(fourAnswers(reader.one(one)), fourAnswers(reader.one(other)));
        List<String> history = new ArrayList<>(texts(one));
        history.addAll(texts(other));

        merge("max", one, other);
        assertThat(texts(other)).as("seed " + seed).containsAll(history);
        assertThat(fourAnswers(reader.one(other))).isEqualTo(before.get(1));
        if (random.nextBoolean()) {
            rest.post("max", "/api/customers/" + one + "/notes", "{\"text\": \"In between.\"}");
        }
        rest.post("max", "/api/customers/" + one + "/merge/undo", "{\"reason\": \"Two.\"}");

        assertThat(List.of(fourAnswers(reader.one(one)), fourAnswers(reader.one(other))))
                .as("seed " + seed)
                .isEqualTo(before);
        List<String> after = new ArrayList<>(texts(one));
        after.addAll(texts(other));
        assertThat(after).containsAll(history);
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14})
    @Tag("C52")
    void makesOneOfThreeInWhateverOrder(long seed) {
        Random random = new Random(seed);
        List<String> three = new ArrayList<>(List.of(walk.newLead(), walk.newLead(), walk.newLead()));
        List<String> history = new ArrayList<>();
        three.forEach(it -> {
            rest.post("max", "/api/customers/" + it + "/notes", "{\"text\": \"About %s.\"}".formatted(it));
            history.addAll(texts(it));
        });
        Collections.shuffle(three, random);

        merge("max", three.get(0), three.get(1));
        boolean chain = random.nextBoolean();
        String survivor = chain ? three.get(2) : three.get(1);
        merge("max", chain ? three.get(1) : three.get(2), survivor);

        for (String number : three) {
            assertThat(reader.one(number).number()).isEqualTo(survivor);
            assertThat(texts(number)).containsAll(history);
        }
        assertThat(rest.get("max", "/api/customers?q=" + three.get(0))
                        .body()
                        .get("total")
                        .asLong())
                .isEqualTo(1);

        rest.post("max", "/api/customers/" + three.get(0) + "/merge/undo", "{\"reason\": \"Two.\"}");
        assertThat(reader.one(three.get(0)).number()).isEqualTo(three.get(0));
        assertThat(reader.one(three.get(1)).number()).isEqualTo(survivor);
    }

    /** Whatever was merged and undone in whatever order: what a record shows is that of its own and of all that is part of it. */
    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23, 24, 25, 26})
    @Tag("C52")
    void countsTheCasesAndContributorsOfThoseWhoAreOneNowAfterAnyMergesAndUndos(long seed) {
        Random random = new Random(seed);
        List<String> people = List.of("sue", "sam", "mia", "tom");
        Map<String, String> into = new HashMap<>();
        Map<String, Set<String>> broughtIn = new HashMap<>();
        List<String> records =
                IntStream.range(0, 5).mapToObj(i -> walk.newLead()).toList();
        for (String record : records) {
            openCases(record, random.nextInt(3));
            broughtIn.put(record, new TreeSet<>());
            people.stream().filter(person -> random.nextInt(3) == 0).forEach(person -> {
                bringIn(record, person);
                broughtIn.get(record).add(person);
            });
        }

        for (int step = 0; step < 16; step++) {
            List<String> apart = new ArrayList<>(records);
            apart.removeAll(into.keySet());
            List<String> gone = new ArrayList<>(into.keySet());
            Collections.shuffle(apart, random);
            Collections.sort(gone);
            Collections.shuffle(gone, random);
            String what;
            if (apart.size() > 1 && (gone.isEmpty() || random.nextInt(5) < 3)) {
                what = apart.get(0) + " into " + apart.get(1);
                assertThat(merge("max", apart.get(0), apart.get(1)).status()).isEqualTo(200);
                into.put(apart.get(0), apart.get(1));
            } else {
                what = gone.get(0) + " out";
                assertThat(rest.post("max", "/api/customers/" + gone.get(0) + "/merge/undo", "{\"reason\": \"Two.\"}")
                                .status())
                        .isEqualTo(200);
                into.remove(gone.get(0));
            }

            for (String record : records) {
                String at = "seed %d, step %d, %s: %s".formatted(seed, step, what, record);
                Set<String> expected = new TreeSet<>();
                records.stream()
                        .filter(it -> isPartOf(it, record, into))
                        .forEach(it -> expected.addAll(broughtIn.get(it)));
                assertThat(contributors(record)).as(at).isEqualTo(expected);
                if (!into.containsKey(record)) {
                    assertThat(reader.one(record).openCases()).as(at).isEqualTo(casesOf(record));
                }
            }
        }
    }

    private static boolean isPartOf(String record, String whole, Map<String, String> into) {
        for (String it = record; it != null; it = into.get(it)) {
            if (it.equals(whole)) {
                return true;
            }
        }
        return false;
    }

    private void openCases(String customer, int count) {
        for (int i = 0; i < count; i++) {
            rest.post("sam", "/api/cases", "{\"customer\": \"%s\", \"summary\": \"Slow.\"}".formatted(customer));
        }
    }

    private void bringIn(String customer, String person) {
        Answer answer = rest.post(
                "max",
                "/api/customers/" + customer + "/contributors",
                "{\"person\": \"%s\", \"reason\": \"Knows them.\"}".formatted(person));
        assertThat(answer.status()).as(answer.raw().body()).isBetween(200, 201);
    }

    private Set<String> contributors(String customer) {
        return new TreeSet<>(jdbc.sql("select person from contributor where customer_id = :id")
                .param("id", Long.parseLong(customer.substring(2)))
                .query(String.class)
                .list());
    }

    private int casesOf(String customer) {
        return jdbc.sql("""
                        select count(*) from support_case
                         where solved_at is null and customer_id in (select customer_family(:id))
                        """)
                .param("id", Long.parseLong(customer.substring(2)))
                .query(Integer.class)
                .single();
    }

    private String anyCustomer(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> walk.newLead();
            case 1 -> walk.proposedCustomer();
            case 2 -> walk.customerInService(200 + random.nextInt(200));
            default -> {
                String lost = walk.newLead();
                walk.complete(lost, "Qualify lead", "tom", Map.of("decision", "lost", "lossReason", "price"));
                yield lost;
            }
        };
    }

    /** Where they stand, who owns the next step, what it is; due times of steps that begin anew count from now. */
    private static List<Object> fourAnswers(CustomerView it) {
        return List.of(
                it.number(),
                it.stage(),
                it.owner(),
                it.nextStep() == null ? "none" : it.nextStep().what(),
                it.nextStep() == null ? "none" : it.nextStep().who(),
                it.nextStep() == null ? "none" : it.nextStep().due().truncatedTo(java.time.temporal.ChronoUnit.DAYS));
    }

    private static NewLead lead(String company, String name, String email) {
        return new NewLead(
                company, new NewLead.Person(name, email, null), null, null, null, "web", null, null, null, null, null);
    }

    private Answer merge(String person, String from, String into) {
        return rest.post(
                person,
                "/api/customers/" + from + "/merge",
                "{\"into\": \"%s\", \"reason\": \"One and the same.\"}".formatted(into));
    }

    private void refused(String person, String from, String into, int status, String sentence) {
        Answer answer = merge(person, from, into);
        assertThat(answer.status()).as(answer.raw().body()).isEqualTo(status);
        assertThat(answer.raw().body()).contains(sentence);
    }

    private long instances(String customer) {
        return runtime.createProcessInstanceQuery()
                .processInstanceBusinessKey(customer)
                .count();
    }

    private long openDeadlines(String customer) {
        return jdbc.sql("select count(*) from deadline where customer_id = :id and ended_at is null")
                .param("id", Long.parseLong(customer.substring(2)))
                .query(Long.class)
                .single();
    }

    private List<String> texts(String customer) {
        return reader.journal(customer, null, 200).items().stream()
                .map(EntryView::text)
                .toList();
    }
}
