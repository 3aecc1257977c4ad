package io.baton.duplicate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.baton.BatonTest;
import io.baton.Rest;
import io.baton.Rest.Answer;
import io.baton.Rows;
import io.baton.Walk;
import io.baton.customer.CustomerReader;
import io.baton.customer.CustomerView.EntryView;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.camunda.bpm.engine.FormService;
import org.camunda.bpm.engine.TaskService;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A lead that is about a customer who is on record already is no second record. */
@BatonTest
class DuplicatesTest {

    private static final AtomicLong NUMBERS = new AtomicLong(2_000_000);

    @Autowired
    private Rest rest;

    @Autowired
    private Walk walk;

    @Autowired
    private Rows rows;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private CustomerReader reader;

    @Autowired
    private TaskService tasks;

    @Autowired
    private FormService forms;

    private final String word = "q" + Long.toString(NUMBERS.incrementAndGet(), 36);
    private final String phone = "+49 30 " + NUMBERS.incrementAndGet();

    @Test
    @Tag("C52")
    void linksACertainOneToTheCustomerAsATouch() {
        String first = taken(lead("Kestrel " + word, "Kim Estrel", "kim@" + word + ".example", null), 201);
        long customers = rows.counts().get("customer");

        String again = taken("""
                {"company": "KESTREL %1$s GmbH", "contact": {"name": "Kim Estrel", "email": "KIM@%1$s.example", "phone": "%2$s"},
                 "source": "event", "campaign": "fair", "cost": {"amount": "3.00", "currency": "EUR"}, "message": "Me again."}""".formatted(word, phone), 200);

        assertThat(again).isEqualTo(first);
        assertThat(rows.counts().get("customer")).isEqualTo(customers);
        EntryView touch = touches(first).get(0);
        assertThat(touch.text())
                .isEqualTo(
                        "Came again from event, campaign fair (the same email address). New company name: KESTREL %1$s GmbH."
                                        .formatted(word)
                                + " New contact: Kim Estrel, KIM@%s.example, %s.".formatted(word, phone));
        assertThat(touch.data().get("source").asText()).isEqualTo("event");
        assertThat(touch.data().at("/cost/amount").asText()).isEqualTo("3.00");
        assertThat(touch.data().get("message").asText()).isEqualTo("Me again.");
        JsonNode customer = rest.get("tom", "/api/customers/" + first).body();
        assertThat(customer.get("source").asText())
                .as("what brought them first")
                .isEqualTo("other");
        assertThat(customer.at("/lastNote/text").asText()).isEqualTo("Me again.");
        assertThat(form(first, "Qualify lead").get("lastNotes").toString())
                .contains("Came again from event", "Me again");
    }

    @Test
    @Tag("C52")
    void keepsANewNumberAsAnotherContactAndFindsTheCustomerByItNextTime() {
        String first = taken(lead("Heron " + word, "Hal Eron", "hal@" + word + ".example", null), 201);
        taken(lead("Heron " + word, "Hal Eron", "hal@" + word + ".example", phone), 200);

        String third = taken(lead("Heron " + word, "Someone Else", null, phone.replace(" ", "-")), 200);

        assertThat(third).isEqualTo(first);
        assertThat(contacts(first)).isEqualTo(3);
        taken(lead("Heron " + word, "Someone Else", null, phone), 200);
        assertThat(contacts(first)).as("nothing was new").isEqualTo(3);
    }

    @Test
    @Tag("C52")
    void tellsApartWhomOnlyAFreeMailDomainOrACommonNameJoins() {
        String one = taken(lead("Ibis " + word, "Ida Bis", "ida." + word + "@gmail.com", null), 201);
        String two = taken(lead("Jay " + word, "Jo Ay", "jo." + word + "@gmail.com", null), 201);
        String three = taken(lead("Ibis " + word, "Ida Bis", "ida@other-" + word + ".example", null), 201);

        assertThat(List.of(one, two, three)).doesNotHaveDuplicates();
    }

    @Test
    @Tag("C52")
    void letsALostCustomerComeBackAsANewLeadUnderTheSameNumber() {
        String customer = taken(lead("Lark " + word, "Lu Ark", "lu@" + word + ".example", null), 201);
        walk.complete(customer, "Qualify lead", "tom", Map.of("decision", "lost", "lossReason", "price"));
        assertThat(reader.one(customer).stage()).isEqualTo("lost");

        String again = taken(lead("Lark " + word, "Lu Ark", "lu@" + word + ".example", null), 200);

        assertThat(again).isEqualTo(customer);
        assertThat(reader.one(customer).stage()).isEqualTo("new-lead");
        assertThat(reader.one(customer).owner().id()).isEqualTo("sales");
        assertThat(reader.one(customer).nextStep().what()).isEqualTo("Qualify lead");
        assertThat(texts(customer)).contains("Back as a new lead, after Lost.");
        walk.qualify(customer, "tom");
        assertThat(reader.one(customer).stage()).isEqualTo("qualified");
    }

    @Test
    @Tag("C52")
    void asksAFormerCustomerForEverythingAnew() {
        String customer = walk.customerInService(300);
        walk.complete(
                customer, "Check in with customer", "sue", Map.of("decision", "cancelled", "lossReason", "price"));
        assertThat(reader.one(customer).stage()).isEqualTo("former-customer");
        String email = reader.one(customer).contact().email();

        taken(lead("ACME", "Ann Example", email, null), 200);

        assertThat(reader.one(customer).renewalDate()).isNull();
        assertThat(reader.one(customer).owner().id())
                .as("those who knew it take care of it")
                .isEqualTo("success");
        walk.qualify(customer, "mia");
        walk.sendProposal(customer, "mia");
        assertThat(rest.get("tom", "/api/customers/" + customer + "/gate")
                        .body()
                        .get("open")
                        .asBoolean())
                .as("what was confirmed in the earlier life is not confirmed now")
                .isFalse();
    }

    @Test
    @Tag("C52")
    void makesOneRecordOfALeadThatArrivesManyTimesAtTheSameInstant() throws Exception {
        int callers = 12;
        long before = rows.counts().get("customer");
        CountDownLatch start = new CountDownLatch(1);
        ExecutorService threads = Executors.newFixedThreadPool(callers);

        List<Future<Answer>> calls = new ArrayList<>();
        for (int i = 0; i < callers; i++) {
            // By turns the mail address or the number is what they have in common.
            String body = i % 2 == 0
                    ? lead("Merlin " + word, "Mo Erlin", "mo@" + word + ".example", phone)
                    : lead("Merlin " + word, "Mo Erlin", null, phone);
            calls.add(threads.submit(() -> {
                start.await();
                return rest.post("integration", "/api/leads", body);
            }));
        }
        start.countDown();
        List<Integer> statuses = new ArrayList<>();
        List<String> numbers = new ArrayList<>();
        for (Future<Answer> call : calls) {
            statuses.add(call.get().status());
            numbers.add(call.get().body().get("number").asText());
        }
        threads.shutdown();

        assertThat(statuses).containsOnly(200, 201).containsOnlyOnce(201);
        assertThat(numbers).containsOnly(numbers.get(0));
        assertThat(rows.counts().get("customer")).isEqualTo(before + 1);
        assertThat(touches(numbers.get(0))).hasSize(callers - 1);
    }

    private static String lead(String company, String name, String email, String phone) {
        return "{\"company\": \"%s\", \"contact\": {\"name\": \"%s\"%s%s}}"
                .formatted(
                        company,
                        name,
                        email == null ? "" : ", \"email\": \"" + email + "\"",
                        phone == null ? "" : ", \"phone\": \"" + phone + "\"");
    }

    private String taken(String body, int status) {
        Answer answer = rest.post("integration", "/api/leads", body);
        assertThat(answer.status()).as(answer.raw().body()).isEqualTo(status);
        return answer.body().get("number").asText();
    }

    private long contacts(String customer) {
        return jdbc.sql("select count(*) from contact where customer_id = :id")
                .param("id", Long.parseLong(customer.substring(2)))
                .query(Long.class)
                .single();
    }

    private Map<String, Object> form(String customer, String task) {
        return forms.getTaskFormVariables(tasks.createTaskQuery()
                .processInstanceBusinessKey(customer)
                .taskName(task)
                .singleResult()
                .getId());
    }

    private List<EntryView> touches(String customer) {
        return reader.journal(customer, null, 200).items().stream()
                .filter(entry -> entry.kind().equals("touch"))
                .toList();
    }

    private List<String> texts(String customer) {
        return reader.journal(customer, null, 200).items().stream()
                .map(EntryView::text)
                .toList();
    }
}
