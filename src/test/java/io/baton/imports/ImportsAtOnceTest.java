package io.baton.imports;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.baton.BatonTest;
import io.baton.Rest;
import io.baton.Rest.Answer;
import io.baton.Waiting;
import io.baton.customer.CustomerNumber;
import io.baton.customer.CustomerRecord;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.Job;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.util.ReflectionTestUtils;
import org.springframework.transaction.support.TransactionTemplate;

/** Two who do the same at the same moment: one file handed in twice, one batch done by two nodes, a lead beside a file. */
@BatonTest
@Tag("C36")
class ImportsAtOnceTest {

    private static final int ROWS = 120;

    @Autowired
    private Rest rest;

    @Autowired
    private ManagementService jobs;

    @Autowired
    private RuntimeService runtime;

    @Autowired
    private RowImport rowImport;

    @Autowired
    private AutowireCapableBeanFactory beans;

    @Autowired
    private CustomerRecord record;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private Waiting waiting;

    @Autowired
    private JdbcClient jdbc;

    private final String word = "q" + Long.toString(System.nanoTime(), 36);
    private ImportDoor imports;

    @BeforeEach
    void openTheDoor() {
        imports = new ImportDoor(rest, jobs);
    }

    @Test
    void makesOneCustomerOfARowThatComesInTwoFilesAtOnce() throws Exception {
        // By its reference, by its mail address, by its phone number.
        StringBuilder csv = new StringBuilder("Company;Contact;Email;Phone;Reference\n");
        for (int i = 0; i < ROWS; i++) {
            String row = switch (i % 3) {
                case 0 -> "A%1$d %2$s;Ann A;;+49 30 %3$d;%2$s-%1$d\n";
                case 1 -> "B%1$d %2$s;Bob B;bob@%2$s-%1$d.example;;\n";
                default -> "C%1$d %2$s;Cleo C;;+49 40 %3$d;\n";
            };
            csv.append(row.formatted(i, word, 5_000_000 + i));
        }
        long one = handedIn(csv.toString());
        long other = handedIn(csv.toString());
        RowImport otherNode = ofAnotherNode();

        atOnce(() -> rows(rowImport, one), () -> rows(otherNode, other));
        all(one);
        all(other);

        assertThat(customers()).isEqualTo(ROWS);
        assertThat(created(one) + created(other)).isEqualTo(ROWS);
        assertThat(jdbc.sql("select count(*) from customer_reference where reference like :like")
                        .param("like", word + "-%")
                        .query(Long.class)
                        .single())
                .isEqualTo(ROWS / 3);
    }

    @Test
    void doesABatchOnceThoughTwoNodesDoIt() throws Exception {
        StringBuilder csv = new StringBuilder("Company;Contact;Email\n");
        for (int i = 0; i < ROWS; i++) {
            csv.append("N%1$d %2$s;Ann A;ann@%2$s-%1$d.example\n".formatted(i, word));
        }
        long id = handedIn(csv.toString());
        RowImport otherNode = ofAnotherNode();

        atOnce(() -> rows(rowImport, id), () -> rows(otherNode, id));
        all(id);

        assertThat(customers()).isEqualTo(ROWS);
        assertThat(created(id)).isEqualTo(ROWS);
    }

    @Test
    @Tag("C52")
    void makesOneCustomerOfALeadThatArrivesWhileItsRowIsImported() throws Exception {
        StringBuilder csv = new StringBuilder("Company;Contact;Email\n");
        for (int i = 0; i < 40; i++) {
            csv.append("L%1$d %2$s;Ann A;ann@%2$s-%1$d.example\n".formatted(i, word));
        }
        long id = handedIn(csv.toString());

        atOnce(() -> all(id), () -> {
            for (int i = 39; i >= 0; i--) {
                Answer answer = rest.post(
                        "integration",
                        "/api/leads",
                        "{\"company\": \"L%1$d %2$s\", \"contact\": {\"name\": \"Ann A\", \"email\": \"ann@%2$s-%1$d.example\"}}"
                                .formatted(i, word));
                assertThat(answer.status()).as(answer.raw().body()).isIn(200, 201);
            }
            return true;
        });

        assertThat(customers()).isEqualTo(40);
    }

    @Test
    void keepsACustomerOnWhomSomebodyBeginsToWorkWhileTheImportIsUndone() {
        long id = handedIn("Company;Contact;Email\nW %1$s;Ann A;ann@%1$s.example\n".formatted(word));
        all(id);
        String customer = number();

        asTheyWrite(() -> record.note(customer, "mia", "They want to begin in March."), () -> imports.undo(id));

        assertThat(rest.get("max", "/api/imports/" + id)
                        .body()
                        .at("/progress/kept")
                        .asInt())
                .isEqualTo(1);
        assertThat(imports.rows(id, "kept").get(0).get("notes").toString())
                .contains("Kept: mia worked on " + customer + " since.");
        assertThat(rest.get("mia", "/api/customers/" + customer)
                        .body()
                        .get("stage")
                        .asText())
                .isEqualTo("new-lead");
    }

    @Test
    @Tag("C52")
    void takesInALeadAsNewWhoseCustomerIsUndoneAtThatMoment() {
        long id = handedIn("Company;Contact;Email\nU %1$s;Ann A;ann@%1$s.example\n".formatted(word));
        all(id);
        String customer = number();
        AtomicReference<Answer> lead = new AtomicReference<>();

        asTheyWrite(
                () -> undone(customer),
                () -> lead.set(rest.post(
                        "integration",
                        "/api/leads",
                        "{\"company\": \"U %1$s\", \"contact\": {\"name\": \"Ann A\", \"email\": \"ann@%1$s.example\"}}"
                                .formatted(word))));

        assertThat(lead.get().status()).as(lead.get().raw().body()).isEqualTo(201);
        assertThat(lead.get().body().get("number").asText()).isNotEqualTo(customer);
    }

    @Test
    void importsARowAsNewWhoseCustomerIsUndoneAtThatMoment() {
        String csv = "Company;Contact;Email;Product\nV %1$s;Ann A;ann@%1$s.example;%2$s\n";
        all(handedIn(csv.formatted(word, "Tracker")));
        String customer = number();
        long update = handedIn(csv.formatted(word, "Rocket"));

        asTheyWrite(() -> undone(customer), () -> all(update));

        assertThat(created(update)).isEqualTo(1);
        assertThat(customers()).isEqualTo(2);
    }

    /** While somebody holds what they write, something else begins and has to wait for them. */
    private void asTheyWrite(Runnable writes, Runnable begins) {
        AtomicReference<CompletableFuture<Void>> begun = new AtomicReference<>();
        transaction.executeWithoutResult(status -> {
            writes.run();
            status.flush();
            begun.set(CompletableFuture.runAsync(begins));
            waiting.untilThereWait(1);
        });
        begun.get().orTimeout(1, TimeUnit.MINUTES).join();
    }

    private void undone(String customer) {
        record.lock(customer);
        jdbc.sql("update customer set undone_at = now() where id = ?")
                .param(CustomerNumber.idOf(customer))
                .update();
        jdbc.sql("delete from customer_reference where customer_id = ?")
                .param(CustomerNumber.idOf(customer))
                .update();
    }

    private String number() {
        return CustomerNumber.of(jdbc.sql("select id from customer where company like :like")
                .param("like", "% " + word)
                .query(Long.class)
                .single());
    }

    /** Threads of its own, too: what one import has to do never waits for those of another. */
    private RowImport ofAnotherNode() {
        RowImport node = beans.createBean(RowImport.class);
        ReflectionTestUtils.setField(node, "lanes", new Lanes());
        return node;
    }

    private static boolean rows(RowImport node, long id) {
        while (node.next(id)) {
            // One batch each time.
        }
        return true;
    }

    private long handedIn(String csv) {
        Answer answer = imports.post("max", "", "a.csv", csv.getBytes(StandardCharsets.UTF_8), Map.of());
        assertThat(answer.status()).as(answer.raw().body()).isEqualTo(201);
        assertThat(answer.body().at("/dryRun/duplicates").asInt()).isZero();
        return answer.body().get("id").asLong();
    }

    /** Does all that the import's own process has to do. */
    private boolean all(long id) {
        for (Job job = job(id); job != null; job = job(id)) {
            jobs.executeJob(job.getId());
        }
        return true;
    }

    private Job job(long id) {
        return runtime
                .createProcessInstanceQuery()
                .processDefinitionKey("import-customers")
                .variableValueEquals("importNumber", String.valueOf(id))
                .list()
                .stream()
                .flatMap(it -> jobs.createJobQuery().processInstanceId(it.getId()).list().stream())
                .findFirst()
                .orElse(null);
    }

    @SafeVarargs
    private static void atOnce(Callable<Boolean>... what) throws Exception {
        CyclicBarrier start = new CyclicBarrier(what.length);
        ExecutorService threads = Executors.newFixedThreadPool(what.length);
        List<Future<Boolean>> done = new ArrayList<>();
        for (Callable<Boolean> each : what) {
            done.add(threads.submit(() -> {
                start.await();
                return each.call();
            }));
        }
        for (Future<Boolean> each : done) {
            each.get(2, TimeUnit.MINUTES);
        }
        threads.shutdown();
    }

    private long created(long id) {
        JsonNode view = rest.get("max", "/api/imports/" + id).body();
        assertThat(view.get("state").asText()).isEqualTo("done");
        assertThat(view.at("/progress/failed").asInt())
                .as(view.toPrettyString())
                .isZero();
        return view.at("/progress/created").asLong();
    }

    private long customers() {
        return jdbc.sql("select count(*) from customer where company like :like")
                .param("like", "% " + word)
                .query(Long.class)
                .single();
    }
}
