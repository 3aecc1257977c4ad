package io.baton.deadline.stalled;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.baton.BatonTest;
import io.baton.Rest;
import io.baton.TimeMachine;
import io.baton.Walk;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Breaks one customer after the other, finds it in words, repairs it, and finds it no more. */
@BatonTest
class StalledWorkTest {

    @Autowired
    private Rest rest;

    @Autowired
    private Walk walk;

    @Autowired
    private TimeMachine time;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private RuntimeService runtime;

    @Autowired
    private ManagementService management;

    @Autowired
    private IdentityService identity;

    @Test
    @Tag("C32")
    void findsNothingAboutPeopleWhoAreLookedAfter() {
        String lead = walk.newLead();
        String customer = walk.customerInService(200);

        assertThat(stallsOf(lead)).isEmpty();
        assertThat(stallsOf(customer)).isEmpty();
    }

    @Test
    @Tag("C32")
    @Tag("C10")
    void findsACaseThatWaitsForNobodyOrForSomebodyWhoLeft() {
        String customer = walk.customerInService(200);
        walk.start("support-case", "sue", Map.of("customer", customer, "summary", "It is slow.", "severity", "low"));
        assertThat(stallsOf(customer)).isEmpty();
        String number = "S-%06d"
                .formatted(jdbc.sql("select id from support_case where customer_id = :id")
                        .param("id", Long.parseLong(customer.substring(2)))
                        .query(Long.class)
                        .single());
        String instance = jdbc.sql("select process_instance_id from support_case where customer_id = :id")
                .param("id", Long.parseLong(customer.substring(2)))
                .query(String.class)
                .single();

        set("support_case", "process_instance_id", "gone", "process_instance_id", instance);
        assertFound(
                customer, "case-stalls", "Case " + number + " is open, and nobody is asked to do anything about it.");
        set("support_case", "process_instance_id", instance, "process_instance_id", "gone");

        walk.complete(customer, "Acknowledge case", "sam", Map.of("assessedSeverity", "low", "said", "We look."));
        set("support_case", "owner", "ghost", "process_instance_id", instance);
        assertFound(customer, "case-stalls", "Case " + number + " belongs to ghost, who is not here any more.");
        set("support_case", "owner", "sam", "process_instance_id", instance);
        assertThat(stallsOf(customer)).isEmpty();
    }

    @Test
    @Tag("C32")
    void findsWhoHasNothingOpen() {
        String customer = walk.newLead();
        String task = jdbc.sql("select id_ from act_ru_task where proc_inst_id_ in (:instances)")
                .param("instances", instances(customer))
                .query(String.class)
                .single();
        String instance = jdbc.sql("select proc_inst_id_ from act_ru_task where id_ = :id")
                .param("id", task)
                .query(String.class)
                .single();

        set("act_ru_task", "proc_inst_id_", null, "id_", task);
        set("act_ru_job", "process_instance_id_", "elsewhere", "process_instance_id_", instance);

        assertFound(
                customer,
                "nothing-open",
                "Neither a task nor a timer is open, so nobody will be asked to do anything.");
        assertThat(stallsOf(customer).get(0).get("company").asText()).isEqualTo("ACME");
        assertThat(stallsOf(customer).get(0).at("/owner/type").asText()).isEqualTo("team");
        assertThat(OffsetDateTime.parse(stallsOf(customer).get(0).get("since").asText())
                        .toInstant())
                .isBeforeOrEqualTo(time.now());

        set("act_ru_job", "process_instance_id_", instance, "process_instance_id_", "elsewhere");
        set("act_ru_task", "proc_inst_id_", instance, "id_", task);
        assertRepaired(customer);
    }

    @Test
    @Tag("C32")
    void findsWhoseWorkNobodySeesBecauseItIsSuspended() {
        String customer = walk.newLead();

        instances(customer).forEach(runtime::suspendProcessInstanceById);

        assertThat(problemsOf(customer)).containsExactly("nothing-open");

        instances(customer).forEach(runtime::activateProcessInstanceById);
        assertRepaired(customer);
    }

    @Test
    @Tag("C32")
    void findsATaskThatWillNeverBeLate() {
        String customer = walk.newLead();
        List<LocalDateTime> due = jdbc.sql("select due_date_ from act_ru_task where proc_inst_id_ in (:instances)")
                .param("instances", instances(customer))
                .query(LocalDateTime.class)
                .list();

        due(customer, null);

        assertFound(customer, "no-due-date", "The task 'Qualify lead' has no due date.");

        due(customer, due.get(0));
        assertRepaired(customer);
    }

    @Test
    @Tag("C19")
    void findsWhoseOwnerIsNotHereAnyMore() {
        String customer = walk.wonCustomer();

        ownedBy(customer, "PERSON", "ghost");

        assertFound(customer, "nobody-owns", "The owner ghost is not here any more.");

        ownedBy(customer, "PERSON", "tom");
        assertRepaired(customer);
    }

    @Test
    @Tag("C19")
    void findsWhoseOwnerWearsNoHatAnyMore() {
        String customer = walk.wonCustomer();
        identity.saveUser(identity.newUser("rita"));

        ownedBy(customer, "PERSON", "rita");

        assertFound(customer, "nobody-owns", "The owner rita wears no hat any more.");

        identity.createMembership("rita", "sales");
        assertRepaired(customer);

        ownedBy(customer, "PERSON", "tom");
        identity.deleteUser("rita");
    }

    @Test
    @Tag("C19")
    void findsWhoseTeamIsNoneOrHasNobodyInIt() {
        String customer = walk.newLead();
        String team = jdbc.sql("select owner_id from customer where id = :id")
                .param("id", id(customer))
                .query(String.class)
                .single();

        ownedBy(customer, "TEAM", "night-shift");

        assertFound(customer, "nobody-owns", "There is no team night-shift.");

        identity.saveGroup(identity.newGroup("night-shift"));
        assertFound(customer, "nobody-owns", "Nobody is in the team night-shift.");

        ownedBy(customer, "TEAM", team);
        identity.deleteGroup("night-shift");
        assertRepaired(customer);
    }

    @Test
    @Tag("C32")
    void findsAJobThatFailedForGood() {
        String customer = walk.customerInService(200);
        Job job = timer(customer);
        int retries = job.getRetries();

        management.setJobRetries(job.getId(), 0);

        assertThat(problemsOf(customer)).containsExactly("failed-job");
        assertThat(stallsOf(customer).get(0).get("detail").asText())
                .startsWith("The step '")
                .contains("failed as often as it is tried");
        assertThat(OffsetDateTime.parse(stallsOf(customer).get(0).get("since").asText())
                        .toInstant())
                .isBeforeOrEqualTo(time.now());

        management.setJobRetries(job.getId(), retries);
        assertRepaired(customer);
    }

    @Test
    @Tag("C32")
    void findsATimerWhoseDateNeverComes() {
        String customer = walk.customerInService(200);
        Job timer = timer(customer);
        LocalDateTime due = LocalDateTime.ofInstant(timer.getDuedate().toInstant(), ZoneOffset.UTC);
        LocalDateTime never =
                LocalDateTime.ofInstant(time.now(), ZoneOffset.UTC).plusYears(11);

        set("act_ru_job", "duedate_", null, "id_", timer.getId());
        assertThat(problemsOf(customer)).containsExactly("never-due");
        assertThat(stallsOf(customer).get(0).get("detail").asText())
                .startsWith("The timer '")
                .endsWith("' has no date.");

        set("act_ru_job", "duedate_", never.plusHours(1), "id_", timer.getId());
        assertThat(problemsOf(customer)).containsExactly("never-due");
        assertThat(stallsOf(customer).get(0).get("detail").asText())
                .endsWith("' waits until " + never.plusHours(1).toLocalDate() + ".");

        set("act_ru_job", "duedate_", never.minusHours(1), "id_", timer.getId());
        assertRepaired(customer);

        set("act_ru_job", "duedate_", due, "id_", timer.getId());
        assertRepaired(customer);
    }

    @Test
    @Tag("C32")
    void findsARecordWithoutALifecycleAndALifecycleWithoutARecord() {
        String customer = walk.newLead();

        set("act_ru_execution", "business_key_", "Jane", "business_key_", customer);

        assertFound(customer, "no-lifecycle", "The record says that the customer is live, and no lifecycle runs.");
        assertThat(all())
                .filteredOn(stall -> stall.get("problem").asText().equals("no-record"))
                .singleElement()
                .satisfies(stall -> {
                    assertThat(stall.get("customer").isNull()).isTrue();
                    assertThat(stall.get("owner").isNull()).isTrue();
                    assertThat(stall.get("detail").asText())
                            .isEqualTo("A lifecycle runs under 'Jane', which is no customer's number.");
                });

        set("act_ru_execution", "business_key_", customer, "business_key_", "Jane");
        assertRepaired(customer);
        assertThat(all()).noneMatch(stall -> stall.get("problem").asText().equals("no-record"));
    }

    @Test
    @Tag("C32")
    void findsALifecycleThatRunsOnThoughTheRecordSaysThatItIsOver() {
        String customer = walk.newLead();

        set("customer", "stage", "lost", "id", id(customer));

        assertFound(customer, "ended-on-record", "The record says lost, and the lifecycle still runs.");

        set("customer", "stage", "new-lead", "id", id(customer));
        assertRepaired(customer);
    }

    @Test
    void leavesThoseAloneWhoAreLostInEarnest() {
        String customer = walk.newLead();
        walk.complete(customer, "Qualify lead", "tom", Map.of("decision", "lost", "lossReason", "price"));
        ownedBy(customer, "PERSON", "ghost");

        assertThat(stallsOf(customer)).isEmpty();
    }

    @Test
    void showsPagesAndCountsAll() {
        List<String> customers = List.of(walk.newLead(), walk.newLead(), walk.newLead());
        customers.forEach(customer -> ownedBy(customer, "PERSON", "ghost"));

        JsonNode first = get("?page=0&size=2");
        JsonNode second = get("?page=1&size=2");
        JsonNode beyond = get("?page=7&size=2");

        assertThat(first.get("items").findValuesAsText("customer")).containsExactlyElementsOf(customers.subList(0, 2));
        assertThat(second.get("items").findValuesAsText("customer")).containsExactly(customers.get(2));
        assertThat(beyond.get("items")).isEmpty();
        assertThat(first.get("page").asInt()).isZero();
        assertThat(first.get("size").asInt()).isEqualTo(2);
        assertThat(List.of(first, second, beyond)).allSatisfy(page -> {
            assertThat(page.get("total").asInt()).isEqualTo(3);
            assertThat(page.get("byProblem").toString()).isEqualTo("{\"nobody-owns\":3}");
        });

        customers.forEach(customer -> ownedBy(customer, "TEAM", "sales"));
        assertThat(get("").get("total").asInt()).isZero();
        assertThat(get("").get("byProblem")).isEmpty();
    }

    @Test
    void refusesPagesThatAreNone() {
        assertThat(rest.get("max", "/api/stalled?size=201").status()).isEqualTo(400);
        assertThat(rest.get("max", "/api/stalled?size=0").status()).isEqualTo(400);
        assertThat(rest.get("max", "/api/stalled?page=-1").status()).isEqualTo(400);
        assertThat(rest.get("max", "/api/stalled?page=100001").status()).isEqualTo(400);
    }

    @Test
    @Tag("C48")
    void isForManagersAndAdministrators() {
        assertThat(rest.get("max", "/api/stalled").status()).isEqualTo(200);
        assertThat(rest.get("admin", "/api/stalled").status()).isEqualTo(200);
        assertThat(rest.get("mia", "/api/stalled").status()).isEqualTo(403);
        assertThat(rest.get("olga", "/api/stalled").status()).isEqualTo(403);
        assertThat(rest.get("integration", "/api/stalled").status()).isEqualTo(403);
    }

    private void assertFound(String customer, String problem, String detail) {
        assertThat(stallsOf(customer)).singleElement().satisfies(stall -> {
            assertThat(stall.get("problem").asText()).isEqualTo(problem);
            assertThat(stall.get("detail").asText()).isEqualTo(detail);
        });
    }

    private void assertRepaired(String customer) {
        assertThat(stallsOf(customer)).isEmpty();
    }

    private List<String> problemsOf(String customer) {
        return stallsOf(customer).stream()
                .map(stall -> stall.get("problem").asText())
                .toList();
    }

    private List<JsonNode> stallsOf(String customer) {
        return all().stream()
                .filter(stall -> stall.get("customer").asText().equals(customer))
                .toList();
    }

    private List<JsonNode> all() {
        return StreamSupport.stream(get("?size=200").get("items").spliterator(), false)
                .toList();
    }

    private JsonNode get(String query) {
        return rest.get("max", "/api/stalled" + query).body();
    }

    private List<String> instances(String customer) {
        return runtime.createProcessInstanceQuery().processInstanceBusinessKey(customer).list().stream()
                .map(ProcessInstance::getId)
                .toList();
    }

    private Job timer(String customer) {
        return instances(customer).stream()
                .flatMap(instance -> management.createJobQuery().processInstanceId(instance).timers().list().stream())
                .findFirst()
                .orElseThrow();
    }

    private void due(String customer, Object due) {
        instances(customer).forEach(instance -> set("act_ru_task", "due_date_", due, "proc_inst_id_", instance));
    }

    private void ownedBy(String customer, String type, String owner) {
        set("customer", "owner_type", type, "id", id(customer));
        set("customer", "owner_id", owner, "id", id(customer));
    }

    private void set(String table, String column, Object value, String key, Object keyValue) {
        jdbc.sql("update %s set %s = :value where %s = :key".formatted(table, column, key))
                .param("value", value)
                .param("key", keyValue)
                .update();
    }

    private static long id(String customer) {
        return Long.parseLong(customer.substring(2));
    }
}
