package io.baton.gate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.baton.BatonTest;
import io.baton.Rest;
import io.baton.Rest.Answer;
import io.baton.Walk;
import io.baton.api.Refusal;
import io.baton.engine.Decisions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Whatever happens to customers of whatever playbook, in whatever order and at the same instant: after each step there is
 * one owner, the stage is where the token stands, no stage was left with a criterion missing, what ends by itself has
 * ended, and everything is in the journal. What is on file is computed here a second time, slowly and plainly.
 *
 * <p>The seeds are fixed; {@code -Dgate.seed=…} tries another one, and a failure names its own.
 */
@BatonTest
@TestInstance(Lifecycle.PER_CLASS)
@Tag("C8")
@Tag("C9")
@Tag("C54")
class GateInvariantsTest {

    private static final int CUSTOMERS = 6;
    private static final int STEPS = 150;

    private static final Map<String, String> STAGE_ON_THE_MAP = Map.of(
            "Activity_NewLead", "new-lead",
            "Activity_Qualified", "qualified",
            "Activity_Proposal", "proposal",
            "Activity_HandoffToDelivery", "proposal",
            "Activity_ReadyForDelivery", "ready-for-delivery",
            "Activity_ActiveDelivery", "active-delivery",
            "Activity_HandoffToService", "active-delivery",
            "Activity_InService", "in-service",
            "Activity_Renewal", "renewal");

    /** The tasks that wait for a stage's end; once the stage has ended by itself, they are gone. */
    private static final Set<String> WAIT_FOR_THE_END =
            Set.of("Qualify lead", "Send proposal", "Get decision", "Hold kickoff", "Deliver service");

    private static final List<String> STAGES = List.of(
            "new-lead", "qualified", "proposal", "ready-for-delivery", "active-delivery", "in-service", "renewal");

    private static final Map<String, String> ONE_OF_EACH = Map.of("sales", "tom", "delivery", "dana", "success", "sue");

    @Autowired
    private Rest rest;

    @Autowired
    private Walk walk;

    @Autowired
    private Decisions decisions;

    @Autowired
    private TaskService tasks;

    @Autowired
    private RuntimeService runtime;

    @Autowired
    private JdbcClient jdbc;

    /** Who has followed more than one playbook. */
    private final Set<String> changed = new HashSet<>();

    /** For whom a manager has waived something. */
    private final Set<String> waived = new HashSet<>();

    private ExecutorService callers = Executors.newSingleThreadExecutor();

    @BeforeAll
    void threeCallAtOnce() {
        callers.shutdownNow();
        callers = Executors.newFixedThreadPool(3);
    }

    @AfterAll
    void nobodyCalls() {
        callers.shutdownNow();
    }

    static LongStream seeds() {
        Long own = Long.getLong("gate.seed");
        return own == null ? LongStream.of(11, 48) : LongStream.of(own);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void holdsAfterEveryStep(long seed) throws Exception {
        Random random = new Random(seed);
        changed.clear();
        waived.clear();
        List<String> playbooks = playbooks();
        Map<String, String> stages = new HashMap<>();
        for (int i = 0; i < CUSTOMERS; i++) {
            // With an even and an odd seed, every playbook has its turn.
            int turn = (int) (i + (seed % 2) * CUSTOMERS);
            String customer = newLead(playbooks.get(turn % playbooks.size()));
            stages.put(customer, stage(customer));
        }
        List<String> customers = stages.keySet().stream().sorted().toList();

        for (int step = 0; step < STEPS; step++) {
            String customer = customers.get(random.nextInt(CUSTOMERS));
            String taskBefore = openTask(customer).getName();
            String did = act(customer, random);
            String what = "seed %d, step %d, %s: %s".formatted(seed, step, customer, did);
            stages.put(customer, check(customer, stages.get(customer), taskBefore, what));
        }
        assertThat(stages.values()).as("somebody got through").containsAnyOf("in-service", "renewal");
    }

    private List<String> playbooks() {
        return decisions.rows("playbooks", Map.of()).stream()
                .map(row -> (String) row.get("playbook"))
                .toList();
    }

    private String act(String customer, Random random) throws Exception {
        return switch (random.nextInt(10)) {
            case 0, 1 -> state(List.of(randomFact(customer, random)), customer);
            case 2 ->
                state(
                        List.of(
                                randomFact(customer, random),
                                randomFact(customer, random),
                                randomFact(customer, random)),
                        customer);
            case 3 ->
                switch (random.nextInt(5)) {
                    case 0, 1 -> withdraw(customer, random);
                    case 2 -> takeTheOfferBack(customer);
                    case 3 -> changeThePlaybook(customer, random);
                    default -> override(customer, random);
                };
            default -> work(customer, random);
        };
    }

    /** Facts that arrive at the same instant. */
    private String state(List<String> facts, String customer) throws Exception {
        List<Callable<Answer>> calls = facts.stream()
                .<Callable<Answer>>map(
                        fact -> () -> rest.post("integration", "/api/customers/" + customer + "/evidence", fact))
                .toList();
        for (Future<Answer> call : callers.invokeAll(calls)) {
            assertThat(call.get().status())
                    .as("%s: %s", facts, call.get().raw().body())
                    .isEqualTo(200);
        }
        return "facts " + facts;
    }

    /** Mostly one that the customer's stage asks for, or else it would never get anywhere. */
    private String randomFact(String customer, Random random) {
        List<String> asked = rest.get("mia", "/api/customers/" + customer + "/gate")
                .body()
                .get("criteria")
                .findValuesAsText("criterion");
        List<Map<String, Object>> rows = decisions.rows("evidence-keys", Map.of()).stream()
                .filter(row -> !"record".equals(row.get("kind")))
                .toList();
        List<Map<String, Object>> likely = rows.stream()
                .filter(row -> asked.contains((String) row.get("key")))
                .toList();
        Map<String, Object> row = likely.isEmpty() || random.nextInt(4) == 0
                ? rows.get(random.nextInt(rows.size()))
                : likely.get(random.nextInt(likely.size()));
        String said = switch ((String) row.get("kind")) {
            case "fact" -> "\"value\": " + (random.nextInt(8) > 0);
            case "date" -> "\"value\": \"" + walk.inDays(1 + random.nextInt(20)) + "\"";
            case "count" -> "\"increment\": " + (1 + random.nextInt(random.nextBoolean() ? 3 : 700));
            default -> "\"value\": \"Ann\"";
        };
        String document = random.nextBoolean() ? ", \"documentUrl\": \"https://files.example.com/1.pdf\"" : "";
        String at = random.nextInt(3) == 0
                ? ", \"occurredAt\": \"2026-01-0%dT10:00:00Z\"".formatted(1 + random.nextInt(9))
                : "";
        String event = random.nextInt(3) == 0 ? ", \"eventId\": \"e-" + random.nextInt(5) + "\"" : "";
        return "{\"key\": \"%s\", %s%s%s%s}".formatted(row.get("key"), said, document, at, event);
    }

    private String withdraw(String customer, Random random) {
        List<JsonNode> counting = evidence(customer).stream()
                .filter(fact -> fact.get("withdrawn").isNull())
                .toList();
        if (counting.isEmpty()) {
            return "nothing to withdraw";
        }
        long id = counting.get(random.nextInt(counting.size())).get("id").asLong();
        Answer answer = rest.post(
                "integration",
                "/api/customers/" + customer + "/evidence/" + id + "/withdrawal",
                "{\"reason\": \"Said by mistake.\"}");
        assertThat(answer.status()).as(answer.raw().body()).isEqualTo(200);
        return "withdrew " + id;
    }

    private String takeTheOfferBack(String customer) {
        Answer answer =
                rest.post("max", "/api/customers/" + customer + "/handoff/withdrawal", "{\"reason\": \"A mistake.\"}");
        boolean offered = openTask(customer).getName().equals("Accept handoff");
        assertThat(answer.status()).as(answer.raw().body()).isIn(200, 409);
        assertThat(offered).as("an offer stands after its withdrawal").isFalse();
        return "took the offer back: " + answer.status();
    }

    /** From then on other criteria count, and the stage that the customer stands in may not be one of the new playbook's. */
    private String changeThePlaybook(String customer, Random random) {
        String playbook = playbooks().get(random.nextInt(playbooks().size()));
        Answer answer = rest.post(
                "max",
                "/api/customers/" + customer + "/playbook",
                "{\"playbook\": \"" + playbook + "\", \"reason\": \"They are different.\"}");
        assertThat(answer.status()).as(answer.raw().body()).isIn(200, 409);
        if (answer.status() == 200) {
            changed.add(customer);
        }
        return "changed the playbook to " + playbook + ": " + answer.status();
    }

    /** A manager waives what is missing; nothing is waived where nothing is. */
    private String override(String customer, Random random) {
        try {
            walk.start("gate-override", "max", Map.of("customer", customer, "reason", "They are in a hurry."));
        } catch (Refusal refusal) {
            return "asked for no override: " + refusal.getMessage();
        }
        boolean granted = random.nextBoolean();
        walk.complete(
                customer,
                "Decide override",
                "max",
                Map.of("decision", granted ? "granted" : "declined", "note", "I say so."));
        if (granted) {
            waived.add(customer);
        }
        return granted ? "waived what is missing" : "waived nothing";
    }

    /** The open task's doer tries to complete it; the gate may refuse. */
    private String work(String customer, Random random) {
        Task task = openTask(customer);
        String label = task.getName();
        Map<String, Object> answers = answers(label, random);
        try {
            walk.complete(customer, label, doer(task), answers);
            return "completed " + label + " " + answers;
        } catch (Refusal refusal) {
            return "was refused " + label + ": " + refusal.getMessage();
        } catch (ConcurrencyFailureException e) {
            return "came too late for " + label;
        }
    }

    private String doer(Task task) {
        return task.getAssignee() != null
                ? task.getAssignee()
                : tasks.getIdentityLinksForTask(task.getId()).stream()
                        .map(link -> ONE_OF_EACH.get(link.getGroupId()))
                        .filter(Objects::nonNull)
                        .sorted()
                        .findFirst()
                        .orElseThrow();
    }

    private Map<String, Object> answers(String label, Random random) {
        Map<String, Object> answers = new HashMap<>();
        switch (label) {
            case "Qualify lead" -> {
                answers.putAll(Map.of("decision", "qualified", "nextStepOn", walk.inDays(2)));
                if (random.nextBoolean()) {
                    answers.put("wantedProduct", "A shop");
                }
                if (random.nextBoolean()) {
                    answers.put("wantedTimeline", "In May");
                }
                if (random.nextBoolean()) {
                    answers.putAll(Map.of("wantedBudget", "900", "wantedCurrency", "EUR"));
                }
            }
            case "Send proposal" -> answers.putAll(Map.of("decision", "sent", "decisionOn", walk.inDays(9)));
            case "Get decision" -> {
                answers.put("decision", random.nextInt(4) == 0 ? "open" : "won");
                if (random.nextBoolean()) {
                    answers.putAll(Map.of(
                            "scopeConfirmed", true,
                            "paymentTermsConfirmed", true,
                            "orderSigned", true,
                            "kickoffOn", walk.inDays(5)));
                }
            }
            case "Hold kickoff" ->
                answers.putAll(Map.of(
                        "decision", random.nextInt(4) == 0 ? "open" : "held",
                        "kickoffOn", walk.inDays(4),
                        "deliverOn", walk.inDays(9),
                        "inputsReceived", random.nextBoolean(),
                        "accessGranted", random.nextBoolean()));
            case "Deliver service" ->
                answers.putAll(Map.of(
                        "decision", random.nextInt(4) == 0 ? "open" : "delivered",
                        "deliverOn", walk.inDays(9),
                        "projectInvoiced", random.nextBoolean()));
            case "Settle open points" ->
                answers.putAll(Map.of("decision", "settled", "projectInvoiced", true, "projectCompleted", true));
            case "Check in with customer" -> answers.put("decision", random.nextInt(3) == 0 ? "renewing" : "well");
            case "Review renewal" -> answers.putAll(Map.of("decision", "renewed", "renewalOn", walk.inDays(300)));
            case "Write handoff note" -> {
                answers.put("handoffNote", "All of it.");
                for (String part : List.of(
                        "buyerProblem",
                        "agreedScope",
                        "keyContacts",
                        "deadlinePromised",
                        "proofUsed",
                        "riskNotes",
                        "promised",
                        "unresolved")) {
                    answers.put(part, "Said.");
                }
                answers.put("receiver", random.nextInt(5) == 0 ? "mia" : random.nextInt(3) == 0 ? "sue" : "dana");
            }
            case "Accept handoff" -> {
                boolean accepts = random.nextInt(4) > 0;
                answers.put("decision", accepts ? "accepted" : "returned");
                answers.put("returnReason", "note-unclear");
            }
            default -> answers.put("renewalOn", walk.inDays(300));
        }
        return answers;
    }

    /** @return the stage in which the customer is now */
    private String check(String customer, String stageBefore, String taskBefore, String what) {
        JsonNode record = rest.get("mia", "/api/customers/" + customer).body();
        String stage = record.get("stage").asText();
        String playbook = record.get("playbook").asText();
        assertThat(stage).as(what).isEqualTo(stageOnTheMap(customer, playbook, stage));
        assertThat(record.at("/owner/id").asText()).as(what).isNotBlank();
        assertThat(record.at("/nextStep/due").asText()).as(what).isNotBlank();
        Task open = openTask(customer);
        assertThat(record.at("/nextStep/taskId").asText()).as(what).isEqualTo(open.getId());

        boolean handoffBegan =
                WAIT_FOR_THE_END.contains(taskBefore) && open.getName().equals("Write handoff note");
        if ((handoffBegan || !stage.equals(stageBefore)) && !waived.contains(customer) && !changed.contains(customer)) {
            assertThat(missing(customer, playbook, stageBefore)).as(what).isEmpty();
        }
        Map<String, Object> custody = custody(playbook, stage);
        boolean endsByItself = "automatic".equals(custody.get("trigger"));
        boolean asksForAnything = !criteria(playbook, stage).isEmpty();
        List<String> missing = missing(customer, playbook, stage);
        if (endsByItself && asksForAnything && missing.isEmpty() && !what.contains("was refused")) {
            assertThat(open.getName()).as(what).isNotIn(WAIT_FOR_THE_END);
        }
        JsonNode gate = rest.get("mia", "/api/customers/" + customer + "/gate").body();
        assertThat(gate.get("open").asBoolean()).as(what).isEqualTo(missing.isEmpty() || gate.has("override"));

        List<JsonNode> journal = items(customer, "journal");
        assertThat(journal.stream().filter(it -> it.get("kind").asText().equals("stage")))
                .as(what)
                .first()
                .satisfies(it -> assertThat(it.at("/data/to").asText()).isEqualTo(stage));
        long said = evidence(customer).stream()
                .mapToLong(fact -> fact.get("withdrawn").isNull() ? 1 : 2)
                .sum();
        assertThat(journal.stream().filter(it -> it.get("kind").asText().equals("evidence")))
                .as(what)
                .hasSize((int) said);
        assertThat(journal.stream()
                        .filter(it -> it.get("kind").asText().equals("stage"))
                        .map(it -> it.at("/data/to").asText()))
                .as(what)
                .allMatch(it -> isUsed(playbook, it) || changed.contains(customer));
        boolean tomIsOut = !record.at("/owner/id").asText().equals("tom")
                && !record.at("/owner/id").asText().equals("sales")
                && !"sales".equals(custody.get("team"))
                && !"sales".equals(custody.get("secondaryTeam"));
        if (tomIsOut) {
            assertThat(rest.post("tom", "/api/customers/" + customer + "/evidence", "{\"key\": \"order.signed\"}")
                            .status())
                    .as(what)
                    .isEqualTo(403);
        }
        return stage;
    }

    private Map<String, Object> custody(String playbook, String stage) {
        return decisions
                .rows("custody", Map.of("playbook", playbook, "stage", stage))
                .get(0);
    }

    private boolean isUsed(String playbook, String stage) {
        return !"not-used".equals(custody(playbook, stage).get("trigger"));
    }

    private List<Map<String, Object>> criteria(String playbook, String stage) {
        List<Map<String, Object>> criteria = new ArrayList<>();
        if (!isUsed(playbook, stage)) {
            return criteria;
        }
        for (Map<String, Object> row : decisions.rows("exit-criteria", Map.of("playbook", playbook, "stage", stage))) {
            if (row.get("checklist") == null) {
                criteria.add(row);
            } else {
                criteria.addAll(decisions.rows("checklists", Map.of("checklist", row.get("checklist"))));
            }
        }
        return criteria;
    }

    private boolean isOnRecord(String customer, String key) {
        String column = Map.of(
                        "contact.known", "id",
                        "product.known", "product",
                        "timeline.known", "timeline",
                        "budget.known", "budget_amount")
                .get(key);
        return column != null
                && jdbc.sql("select " + column + " is not null from customer where id = :id")
                        .param("id", Long.parseLong(customer.substring(2)))
                        .query(Boolean.class)
                        .single();
    }

    /** Which criteria of a stage are not met by what is on file now. */
    private List<String> missing(String customer, String playbook, String stage) {
        List<JsonNode> facts = evidence(customer).stream()
                .filter(fact -> fact.get("withdrawn").isNull())
                .toList();
        List<String> missing = new ArrayList<>();
        for (Map<String, Object> criterion : criteria(playbook, stage)) {
            String key = (String) criterion.get("evidence");
            List<JsonNode> said = facts.stream()
                    .filter(fact -> fact.get("key").asText().equals(key))
                    .toList();
            boolean counted =
                    said.stream().anyMatch(fact -> !fact.get("increment").isNull());
            boolean met;
            if (counted) {
                Number atLeast = (Number) criterion.get("atLeast");
                met = said.stream()
                                .mapToLong(fact -> fact.get("increment").asLong())
                                .sum()
                        >= (atLeast == null ? 1 : atLeast.longValue());
            } else {
                met = said.stream()
                        .max(Comparator.comparing((JsonNode fact) ->
                                        Instant.parse(fact.get("occurredAt").asText()))
                                .thenComparing(fact -> fact.get("eventId").asText(""))
                                .thenComparing(fact -> fact.get("value").asText(""))
                                .thenComparing(fact -> fact.get("id").asLong()))
                        .filter(fact -> !fact.get("value").asText().equals("false"))
                        .filter(fact -> !Boolean.TRUE.equals(criterion.get("document"))
                                || !fact.get("documentUrl").isNull())
                        .isPresent();
            }
            if (!met && !isOnRecord(customer, key)) {
                missing.add(key);
            }
        }
        return missing;
    }

    private List<JsonNode> evidence(String customer) {
        return items(customer, "evidence");
    }

    private List<JsonNode> items(String customer, String list) {
        List<JsonNode> items = new ArrayList<>();
        rest.get("max", "/api/customers/" + customer + "/" + list + "?size=200")
                .body()
                .get("items")
                .forEach(items::add);
        return items;
    }

    private String stage(String customer) {
        return rest.get("mia", "/api/customers/" + customer).body().get("stage").asText();
    }

    /** Where the token stands; in a handoff, the customer is still in the last stage that its playbook uses. */
    private String stageOnTheMap(String customer, String playbook, String onRecord) {
        String map = runtime.createProcessInstanceQuery()
                .processInstanceBusinessKey(customer)
                .processDefinitionKey("customer-lifecycle")
                .singleResult()
                .getId();
        String activity = runtime.getActiveActivityIds(map).get(0);
        String stage = STAGE_ON_THE_MAP.get(activity);
        if (!activity.startsWith("Activity_Handoff")) {
            return stage;
        }
        if (changed.contains(customer)) {
            // It left a stage that the playbook of that time used, whatever the one of now does.
            return STAGES.indexOf(onRecord) <= STAGES.indexOf(stage) ? onRecord : stage;
        }
        return STAGES.subList(0, STAGES.indexOf(stage) + 1).stream()
                .filter(it -> isUsed(playbook, it))
                .reduce((first, second) -> second)
                .orElseThrow();
    }

    private Task openTask(String customer) {
        return tasks.createTaskQuery()
                .processInstanceBusinessKey(customer)
                .taskNameNotEqual("Decide override")
                .singleResult();
    }

    private String newLead(String playbook) {
        return walk.newLead(Walk.lead("Random with " + playbook, playbook));
    }
}
