package io.baton.customer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.baton.Absentees;
import io.baton.BatonTest;
import io.baton.EditedTable;
import io.baton.Modeler;
import io.baton.Rest;
import io.baton.Rest.Answer;
import io.baton.Walk;
import io.baton.WebApp;
import io.baton.engine.Decisions;
import io.baton.engine.Desk;
import io.baton.engine.People;
import io.baton.lead.NewLead;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.camunda.bpm.engine.TaskService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Who sees what of a customer by ownership and table: in lists, in search, over REST and in forms alike. */
@BatonTest
@Tag("C48")
@Tag("C49")
class CustomerSightTest {

    private static final String SECRET_NOTE = "Wants a discount of a third";

    @Autowired
    private Rest rest;

    @Autowired
    private Walk walk;

    @Autowired
    private WebApp webApp;

    @Autowired
    private Modeler modeler;

    @Autowired
    private Absentees absentees;

    @Autowired
    private TaskService tasks;

    @Autowired
    private Desk desk;

    @Autowired
    private People people;

    @Autowired
    private Decisions decisions;

    @Autowired
    private CustomerReader reader;

    @Autowired
    private CustomerSight sight;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping endpoints;

    @BeforeEach
    void begin() {
        modeler.begin();
    }

    @AfterEach
    void takeTheTableBack() {
        modeler.takeBack();
        absentees.everybodyIsBack();
    }

    @Test
    void showsALeadToItsTeamAndInBriefToTheOthers() {
        String lead = leadWithSecrets("Brief Works");

        JsonNode toTheTeam = customer("tom", lead);
        assertThat(toTheTeam.get("detail").asText()).isEqualTo("everything");
        assertThat(toTheTeam.at("/lastNote/text").asText()).isEqualTo(SECRET_NOTE);

        Answer toSupport = rest.get("sam", "/api/customers/" + lead);
        assertThat(toSupport.body().get("detail").asText()).isEqualTo("in-brief");
        assertThat(toSupport.body().get("company").asText()).isEqualTo("Brief Works");
        assertThat(toSupport.body().get("stageLabel").asText()).isEqualTo("New lead");
        assertThat(toSupport.body().at("/owner/id").asText()).isEqualTo("sales");
        assertThat(told(toSupport.body()))
                .containsExactly("company", "detail", "number", "owner", "stage", "stageLabel");

        Answer journal = rest.get("sam", "/api/customers/" + lead + "/journal");
        assertThat(journal.status()).isEqualTo(403);
        assertThat(journal.body().get("detail").asText())
                .isEqualTo(
                        "You see %s in brief: number, company, stage and owner. For the rest, ask the team sales to bring you in."
                                .formatted(lead));
        assertThat(customer("max", lead).get("detail").asText()).isEqualTo("everything");
        assertThat(customer("integration", lead).get("detail").asText()).isEqualTo("everything");
    }

    @Test
    void showsEverythingToWhoeverIsBroughtInOrHasATaskOrStandsIn() {
        String lead = qualified("Closer Works");
        assertThat(detail("sam", lead)).isEqualTo("in-brief");
        assertThat(detail("sue", lead)).isEqualTo("in-brief");

        assertThat(rest.post(
                                "tom",
                                "/api/customers/" + lead + "/contributors",
                                "{\"person\":\"sam\",\"reason\":\"Asks.\"}")
                        .status())
                .isEqualTo(201);
        assertThat(detail("sam", lead)).isEqualTo("everything");
        assertThat(rest.method("tom", "DELETE", "/api/customers/" + lead + "/contributors/sam", "")
                        .status())
                .isEqualTo(200);
        assertThat(detail("sam", lead)).isEqualTo("in-brief");

        String task = tasks.createTaskQuery()
                .processInstanceBusinessKey(lead)
                .taskName("Send proposal")
                .singleResult()
                .getId();
        tasks.setAssignee(task, "sam");
        assertThat(detail("sam", lead)).isEqualTo("everything");
        tasks.setAssignee(task, "tom");
        assertThat(detail("sam", lead)).isEqualTo("in-brief");

        row("", "", "", "\"owners-team\"", "", "\"in-brief\"", "true");
        assertThat(detail("mia", lead)).isEqualTo("in-brief");
        absentees.away("tom", 3, "mia");
        assertThat(detail("mia", lead)).isEqualTo("everything");
        absentees.everybodyIsBack();
        assertThat(detail("mia", lead)).isEqualTo("in-brief");
    }

    @Test
    void keepsOneSharedRecordFromTheSaleOn() {
        String customer = walk.wonCustomer();
        walk.handOver(customer, "tom", "dana");

        for (String person : List.of("tom", "dana", "sue", "sam", "olga")) {
            assertThat(detail(person, customer)).as(person).isEqualTo("everything");
        }
    }

    @Test
    void answersWhoSeesNothingAsIfTheCustomerWasNotThere() {
        String hidden = qualified("Hidden Works");
        row("", "", "", "", "\"support\"", "\"nothing\"", "false");
        List<String> differences = new ArrayList<>();
        Set<String> asked = new TreeSet<>();

        forEachCall((method, path) -> {
            asked.add(method + " " + path);
            Answer known = call("sam", method, path, hidden);
            Answer unknown = call("sam", method, path, "C-999999");
            String words = known.raw().body().replace(hidden, "C-999999");
            if (known.status() != unknown.status()
                    || known.status() < 400
                    || !words.equals(unknown.raw().body())) {
                differences.add(method + " " + path + ": " + known.status() + " "
                        + known.raw().body());
            }
        });

        assertThat(asked).hasSizeGreaterThan(14);
        assertThat(differences).isEmpty();
        assertThat(rest.get("sam", "/api/customers/" + hidden).status()).isEqualTo(404);
    }

    @Test
    void tellsNothingPersonalToWhoSeesInBriefWhateverTheyCall() {
        String lead = leadWithSecrets("Quiet Works");
        String mail = customer("max", lead).at("/contact/email").asText();
        assertThat(mail).contains("@");
        List<String> leaks = new ArrayList<>();

        forEachCall((method, path) -> {
            String body = call("sam", method, path, lead).raw().body();
            if (body.contains(mail)
                    || body.contains("Ann Example")
                    || body.contains(SECRET_NOTE)
                    || body.contains("+49")) {
                leaks.add(method + " " + path + ": " + body);
            }
        });
        for (String list : List.of(
                "/api/customers?q=Quiet", "/api/customers?stage=new-lead&size=200", "/api/customers?q=" + lead)) {
            Answer answer = rest.get("sam", list);
            assertThat(answer.body().get("items").findValuesAsText("number")).contains(lead);
            if (answer.raw().body().contains(mail) || answer.raw().body().contains(SECRET_NOTE)) {
                leaks.add(list);
            }
        }

        assertThat(leaks).isEmpty();
        for (String secret : List.of(mail, "Ann%20Example")) {
            assertThat(numbers("max", secret)).as("found by %s", secret).contains(lead);
            assertThat(numbers("sam", secret)).as("found by %s", secret).doesNotContain(lead);
        }
    }

    /** On however many pages: others are called so, too. */
    private List<String> numbers(String person, String q) {
        List<String> numbers = new ArrayList<>();
        long total = 1;
        for (int page = 0; page * 200L < total; page++) {
            JsonNode body = rest.get(person, "/api/customers?size=200&page=" + page + "&q=" + q)
                    .body();
            total = body.get("total").asLong();
            numbers.addAll(body.get("items").findValuesAsText("number"));
        }
        return numbers;
    }

    @Test
    void leavesWhomOneDoesNotSeeOutOfListsSearchesAndTotals() {
        String company = "Unlisted " + System.nanoTime();
        String hidden = qualified(company);
        String other = qualified(company);
        tasks.setAssignee(openTask(other), "sam");
        assertThat(listed("sam", company)).containsExactly(hidden, other);

        row("", "", "", "", "\"support\"", "\"nothing\"", "false");
        row("", "", "", "\"owners-team\"", "\"support\"", "\"everything\"", "true");

        assertThat(listed("sam", company)).as("from the next call on").containsExactly(other);
        assertThat(listed("dana", company)).containsExactly(hidden, other);
        assertThat(total("sam", "q=" + hidden)).isZero();
        assertThat(total("sam", "q=" + hidden.toLowerCase(java.util.Locale.ROOT)))
                .isZero();
        assertThat(total("sam", "stage=qualified&owner=tom")).isEqualTo(1);
        Answer beyond = rest.get("sam", "/api/customers?q=" + company.replace(" ", "%20") + "&page=1&size=1");
        assertThat(beyond.body().get("items")).isEmpty();
        assertThat(beyond.body().get("total").asLong()).isEqualTo(1);

        modeler.takeBack();
        assertThat(listed("sam", company)).containsExactly(hidden, other);
    }

    @Test
    void hidesAHiddenCustomerUnderANumberThatWasMergedToo() {
        String stays = qualified("Merged Works");
        String goes = qualified("Merged Works");
        assertThat(rest.post(
                                "max",
                                "/api/customers/" + goes + "/merge",
                                "{\"into\":\"%s\",\"reason\":\"One.\"}".formatted(stays))
                        .status())
                .isEqualTo(200);
        row("", "", "", "\"other\"", "\"support\"", "\"nothing\"", "false");

        for (String number : List.of(stays, goes)) {
            Answer answer = rest.get("sam", "/api/customers/" + number);
            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.body().get("detail").asText())
                    .isEqualTo("There is no customer with the number '" + number + "'.");
            assertThat(total("sam", "q=" + number)).isZero();
        }
    }

    @Test
    void doesNotMergeIntoACustomerThatOneDoesNotSeeInDetail() {
        String hidden = qualified("Aim Works");
        String own = walk.newLead(Walk.lead("Own Works"));
        tasks.setAssignee(openTask(own), "sue");
        jdbc.sql("update customer set owner_type = 'PERSON', owner_id = 'sue' where id = :id")
                .param("id", CustomerNumber.idOf(own))
                .update();
        String into = "{\"into\":\"%s\",\"reason\":\"One.\"}".formatted(hidden);

        assertThat(rest.post("sue", "/api/customers/" + own + "/merge", into).status())
                .isEqualTo(403);
        row("", "", "", "\"other\"", "\"success\"", "\"nothing\"", "false");
        assertThat(rest.post("sue", "/api/customers/" + own + "/merge", into).status())
                .isEqualTo(404);
    }

    @Test
    void hidesACaseWithItsCustomer() {
        String customer = qualified("Case Works");
        Answer opened =
                rest.post("max", "/api/cases", "{\"customer\":\"%s\",\"summary\":\"It smokes.\"}".formatted(customer));
        String number = opened.body().get("number").asText();

        assertThat(rest.get("olga", "/api/cases/" + number).status()).isEqualTo(403);
        row("", "", "", "\"other\"", "\"process-owners\"", "\"nothing\"", "false");
        Answer hidden = rest.get("olga", "/api/cases/" + number);
        assertThat(hidden.status()).isEqualTo(404);
        assertThat(hidden.body().get("detail").asText())
                .isEqualTo("There is no case with the number '" + number + "'.");
    }

    @Test
    void refusesInWordsToWriteThroughAFormWhereOneSeesNothingOrMayNotWrite() {
        String customer = qualified("Gate Works");
        Map<String, Map<String, Object>> forms = Map.of(
                "bring-in", Map.of("person", "sam", "reason", "Fun."),
                "log-reply", Map.of("reply", "They said yes."),
                "support-case", Map.of("summary", "It smokes.", "severity", "normal"),
                "urgent-matter", Map.of("matter", "It burns."));

        row("", "", "", "\"other\"", "\"success\"", "\"in-brief\"", "false");
        forms.forEach((form, answers) -> assertThatThrownBy(() -> start(form, "sue", customer, answers))
                .as(form)
                .hasMessage("You may look at %s and not write to it; ask its owner tom to bring you in.", customer));
        assertThat(rest.post("sue", "/api/customers/" + customer + "/notes", "{\"text\":\"x\"}")
                        .status())
                .isEqualTo(403);

        row("", "", "", "\"other\"", "\"success\"", "\"nothing\"", "false");
        forms.forEach((form, answers) -> assertThatThrownBy(() -> start(form, "sue", customer, answers))
                .as(form)
                .hasMessage("There is no customer with the number '%s'.", customer));
    }

    @Test
    void takesALeadForACustomerOfWhomOneSeesNothingAndTellsNoMore() {
        NewLead lead = Walk.lead("Again Works");
        String customer = walk.newLead(lead);
        walk.qualify(customer, "tom");
        row("", "", "", "\"other\"", "\"success\"", "\"nothing\"", "false");

        Answer again = rest.post(
                "sue",
                "/api/leads",
                "{\"company\":\"Again Works\",\"source\":\"web\",\"contact\":{\"name\":\"Ann Example\",\"email\":\"%s\"}}"
                        .formatted(lead.contact().email()));

        assertThat(again.status()).isEqualTo(202);
        assertThat(again.raw().body()).isEmpty();
        assertThat(rest.get("max", "/api/customers/" + customer + "/journal")
                        .raw()
                        .body())
                .contains("Came again");
    }

    @Test
    void showsInAFormWhomItIsAboutToWhoMayTakeTheTaskOrSeesTheCustomer() {
        String lead = leadWithSecrets("Tasklist Works");
        String path = WebApp.ENGINE + "/task/" + openTask(lead) + "/form-variables?deserializeValues=false";

        assertThat(webApp.signIn("tom").get(path).raw().body()).contains("Ann Example");
        assertThat(webApp.signIn("max").get(path).raw().body()).contains("Ann Example");
        Answer toSupport = webApp.signIn("sam").get(path);
        assertThat(toSupport.status()).isEqualTo(200);
        assertThat(toSupport.raw().body()).doesNotContain("Ann Example").doesNotContain("discount");
    }

    @Test
    void refusesATableThatListsCannotAskOrThatForgetsEverybodyElse() {
        EditedTable clever = new EditedTable("access/customer-sight")
                .row("starts with(?, \"one\")", "", "", "", "", "\"nothing\"", "false");
        assertThat(modeler.deploy("olga", clever.file(), clever.xml()).raw().body())
                .contains("should name texts such as");
        EditedTable mistyped =
                new EditedTable("access/customer-sight").row("", "", "", "\"onwer\"", "", "\"nothing\"", "false");
        assertThat(modeler.deploy("olga", mistyped.file(), mistyped.xml()).raw().body())
                .contains("names the relation 'onwer'");
        String whole = new EditedTable("access/customer-sight").xml();
        int last = whole.lastIndexOf("<rule ");
        String cut = whole.substring(0, last) + whole.substring(whole.lastIndexOf("</rule>") + "</rule>".length());
        assertThat(modeler.deploy("olga", "customer-sight.dmn", cut).raw().body())
                .contains("has no row for everybody else");
    }

    /** What the database is asked for a list is, for each customer, what the table says row by row. */
    @Test
    void asksTheDatabaseJustWhatTheTableSays() {
        edited(new EditedTable("access/customer-sight")
                .row("", "", "", "\"contributor\"", "", "\"everything\"", "false")
                .row(
                        "not(\"standard\",\"first-use\")",
                        "\"proposal\",\"in-service\"",
                        "",
                        "\"other\"",
                        "",
                        "\"nothing\"",
                        "false")
                .row(
                        "",
                        "",
                        "\"key-accounts\"",
                        "\"other\",\"former-owner\"",
                        "not(\"managers\")",
                        "\"nothing\"",
                        "false")
                .row("", "", "\"\"", "\"other\"", "\"support\"", "\"in-brief\"", "false")
                .row("\"thousand-orders\"", "", "", "\"owners-team\"", "\"delivery\"", "\"in-brief\"", "true")
                .row("", "\"qualified\"", "\"inbound\"", "\"former-owner\"", "", "\"everything\"", "true"));

        for (long seed : List.of(1L, 20L)) {
            transaction.executeWithoutResult(status -> {
                status.setRollbackOnly();
                compare(new Random(seed), "Seed" + seed + "-" + System.nanoTime());
            });
        }
    }

    @Test
    void findsOnesOwnAmongAHundredThousandAlongTheIndexes() {
        row("", "", "", "\"other\",\"owners-team\"", "\"support\"", "\"nothing\"", "false");

        transaction.executeWithoutResult(status -> {
            status.setRollbackOnly();
            jdbc.sql("""
                            insert into customer (id, version, company, company_key, playbook, stage, stage_since, owner_type,
                                                  owner_id, source, created_at)
                            select nextval('customer_number'), 0, 'Bulk', 'bulk', 'standard', 'in-service', now(), 'PERSON',
                                   'person' || n % 500, 'web', now()
                              from generate_series(1, 100000) n
                            """).update();
            jdbc.sql("update customer set owner_id = 'sam' where company = 'Bulk' and owner_id = 'person7'")
                    .update();
            jdbc.sql("analyze customer").update();
            desk.as("sam", () -> {
                CustomerSight.InSight own = sight.inSight();
                String plan = String.join(
                        "\n",
                        jdbc.sql("explain (analyze) select count(*) from customer c where c.merged_into is null and "
                                        + own.condition())
                                .params(own.params())
                                .query(String.class)
                                .list());
                assertThat(plan).doesNotContain("Seq Scan on customer").contains("customer_owner");
                long total = reader.page(null, null, null, 0, 50).total();
                assertThat(total).isGreaterThanOrEqualTo(200);
            });
        });
    }

    private void compare(Random random, String company) {
        List<String> persons = List.of("tom", "dana", "sue", "sam", "mia", "olga", "max");
        List<String> hats = List.of("sales", "delivery", "success", "support", "managers");
        List<Long> ids = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            ids.add(insert(random, company, persons, hats));
        }
        Map<Sight, Integer> seen = new HashMap<>();
        for (String person : persons) {
            List<String> wears = people.hatsOf(person);
            desk.as(person, () -> {
                Map<String, CustomerView> listed = new HashMap<>();
                reader.page(null, null, company, 0, 200).items().forEach(it -> listed.put(it.number(), it));
                int visible = 0;
                for (long id : ids) {
                    String number = CustomerNumber.of(id);
                    Expected expected = expected(id, person, wears);
                    seen.merge(expected.sees(), 1, Integer::sum);
                    String what = person + " "
                            + jdbc.sql("select * from customer where id = :id")
                                    .param("id", id)
                                    .query()
                                    .singleRow();
                    assertThat(sight.sees(number)).as(what).isEqualTo(expected.sees());
                    if (expected.sees() == Sight.NOTHING) {
                        assertThat(listed).as(what).doesNotContainKey(number);
                    } else {
                        visible++;
                        assertThat(listed.get(number).detail()).as(what).isEqualTo(expected.sees());
                        assertThat(sight.look(number).writes()).as(what).isEqualTo(expected.writes());
                    }
                }
                assertThat(reader.page(null, null, company, 0, 1).total()).isEqualTo(visible);
            });
        }
        assertThat(seen).as("everything, in brief and nothing are all met").hasSize(3);
    }

    private record Expected(Sight sees, boolean writes) {}

    private Expected expected(long id, String person, List<String> wears) {
        Map<String, Object> row = jdbc.sql("select * from customer where id = :id")
                .param("id", id)
                .query()
                .singleRow();
        Set<String> relations = new HashSet<>(Set.of("other"));
        boolean person1 = row.get("owner_type").equals("PERSON");
        if (person1 && row.get("owner_id").equals(person)) {
            relations.add("owner");
        }
        List<Map<String, Object>> custody =
                decisions.rows("custody", Map.of("playbook", row.get("playbook"), "stage", row.get("stage")));
        boolean ofTheStage = !custody.isEmpty()
                && (wears.contains(custody.get(0).get("team"))
                        || wears.contains(custody.get(0).get("secondaryTeam")));
        boolean next = "PERSON".equals(row.get("next_who_type")) && person.equals(row.get("next_who_id"))
                || "TEAM".equals(row.get("next_who_type")) && wears.contains(row.get("next_who_id"));
        if (ofTheStage || next || !person1 && wears.contains(row.get("owner_id"))) {
            relations.add("owners-team");
        }
        if (exists("contributor where customer_id = :id and person = :person", id, person)) {
            relations.add("contributor");
        }
        if (exists(
                        "handoff where customer_id = :id and state <> 'ACCEPTED' and :person in (giver, receiver)",
                        id,
                        person)
                || jdbc.sql("select receiving_team from handoff where customer_id = :id and state <> 'ACCEPTED'")
                        .param("id", id)
                        .query(String.class)
                        .optional()
                        .filter(wears::contains)
                        .isPresent()) {
            relations.add("handoff");
        }
        if (exists("handoff where customer_id = :id and state = 'ACCEPTED' and giver = :person", id, person)
                || exists("lead_assignment where customer_id = :id and person = :person", id, person)) {
            relations.add("former-owner");
        }
        String pool = jdbc.sql("select pool from lead where customer_id = :id")
                .param("id", id)
                .query(String.class)
                .optional()
                .orElse("");
        Sight sees = Sight.NOTHING;
        boolean writes = false;
        for (String relation : relations) {
            for (String hat : wears) {
                Map<String, Object> answer = decisions
                        .rows(
                                "customer-sight",
                                Map.of(
                                        "playbook", row.get("playbook"),
                                        "stage", row.get("stage"),
                                        "pool", pool,
                                        "relation", relation,
                                        "hat", hat))
                        .get(0);
                Sight by = Sight.of(answer.get("sees"));
                sees = by.compareTo(sees) > 0 ? by : sees;
                writes |= by != Sight.NOTHING && Boolean.TRUE.equals(answer.get("writes"));
            }
        }
        return new Expected(sees, writes);
    }

    private boolean exists(String what, long id, String person) {
        return jdbc.sql("select exists (select from " + what + ")")
                .param("id", id)
                .param("person", person)
                .query(Boolean.class)
                .single();
    }

    private long insert(Random random, String company, List<String> persons, List<String> hats) {
        long id =
                jdbc.sql("select nextval('customer_number')").query(Long.class).single();
        boolean owned = random.nextBoolean();
        String next = random.nextInt(4) > 0 ? null : random.nextBoolean() ? "PERSON" : "TEAM";
        jdbc.sql("""
                        insert into customer (id, version, company, playbook, stage, stage_since, owner_type, owner_id,
                                              next_what, next_who_type, next_who_id, source, created_at, company_key)
                        values (:id, 0, :company, :playbook, :stage, now(), :type, :owner, :what, :nextType, :next, 'web', now(), lower(:company))
                        """)
                .param("id", id)
                .param("company", company)
                .param(
                        "playbook",
                        one(random, List.of("standard", "one-event", "thousand-orders", "first-use", "of our own")))
                .param("stage", one(random, List.of(Stage.values())).id())
                .param("type", owned ? "PERSON" : "TEAM")
                .param("owner", one(random, owned ? persons : hats))
                .param("what", next == null ? null : "Call")
                .param("nextType", next)
                .param("next", next == null ? null : one(random, next.equals("PERSON") ? persons : hats))
                .update();
        jdbc.sql(
                        "insert into contact (id, customer_id, is_primary, name, phone, name_key) values (nextval('contact_seq') * 50 + 49, :id, true, 'A', '1', 'a')")
                .param("id", id)
                .update();
        if (random.nextBoolean()) {
            jdbc.sql("""
                            insert into lead (customer_id, pool, priority, validity, routed_at, idle_done)
                            values (:id, :pool, 50, 'valid', now(), now())
                            """)
                    .param("id", id)
                    .param("pool", one(random, List.of("sales", "inbound", "key-accounts")))
                    .update();
        }
        if (random.nextInt(4) == 0) {
            jdbc.sql("insert into contributor values (:id, :person, 'max', now(), 'x')")
                    .param("id", id)
                    .param("person", one(random, persons))
                    .update();
        }
        if (random.nextInt(3) == 0) {
            jdbc.sql("""
                            insert into handoff (id, version, customer_id, giving_team, receiving_team, giver, receiver, state, since)
                            values (nextval('handoff_seq') * 50 + 49, 0, :id, 'sales', :team, :giver, :receiver, :state, now())
                            """)
                    .param("id", id)
                    .param("team", one(random, hats))
                    .param("giver", one(random, persons))
                    .param("receiver", one(random, persons))
                    .param("state", one(random, List.of("PREPARING", "OFFERED", "ACCEPTED")))
                    .update();
        }
        if (random.nextInt(3) == 0) {
            jdbc.sql(
                            "insert into lead_assignment (customer_id, pool, person, how, at) values (:id, 'sales', :person, 'claimed', now())")
                    .param("id", id)
                    .param("person", one(random, persons))
                    .update();
        }
        return id;
    }

    private static <T> T one(Random random, List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    /** A call whose path names a customer. */
    private interface Call {
        void of(String method, String path);
    }

    private void forEachCall(Call call) {
        endpoints.getHandlerMethods().forEach((mapping, method) -> {
            for (String path : mapping.getPatternValues()) {
                if (path.startsWith("/api/customers/{number}")) {
                    for (RequestMethod verb : mapping.getMethodsCondition().getMethods()) {
                        call.of(verb.name(), path);
                    }
                }
            }
        });
    }

    private Answer call(String person, String method, String path, String number) {
        String real = path.replace("{number}", number).replace("{id}", "1").replace("{person}", "dana");
        return rest.method(
                person,
                method,
                real,
                method.equals("GET")
                        ? ""
                        : "{\"text\":\"x\",\"kind\":\"call\",\"person\":\"dana\",\"reason\":\"x\",\"key\":\"scope.confirmed\",\"into\":\"C-999998\"}");
    }

    private void start(String form, String person, String customer, Map<String, Object> answers) {
        Map<String, Object> all = new HashMap<>(answers);
        all.put("customer", customer);
        walk.start(form, person, all);
    }

    /** Adds rows above those that are deployed by this test already. */
    private void row(String... cells) {
        rows.add(0, cells);
        EditedTable table = new EditedTable("access/customer-sight");
        for (int i = rows.size() - 1; i >= 0; i--) {
            table.row(rows.get(i));
        }
        edited(table);
    }

    private final List<String[]> rows = new ArrayList<>();

    private void edited(EditedTable table) {
        Answer deployed = modeler.deploy("olga", table.file(), table.xml());
        assertThat(deployed.status()).as(deployed.raw().body()).isEqualTo(200);
    }

    private String leadWithSecrets(String company) {
        String lead = walk.newLead(Walk.lead(company));
        assertThat(rest.post("max", "/api/customers/" + lead + "/notes", "{\"text\":\"" + SECRET_NOTE + "\"}")
                        .status())
                .isEqualTo(201);
        return lead;
    }

    private String qualified(String company) {
        String customer = walk.newLead(Walk.lead(company));
        walk.qualify(customer, "tom");
        return customer;
    }

    private String openTask(String customer) {
        return tasks.createTaskQuery()
                .processInstanceBusinessKey(customer)
                .singleResult()
                .getId();
    }

    private JsonNode customer(String person, String number) {
        return rest.get(person, "/api/customers/" + number).body();
    }

    private String detail(String person, String number) {
        return customer(person, number).get("detail").asText();
    }

    /** The fields that hold something. */
    private static Set<String> told(JsonNode customer) {
        Set<String> told = new TreeSet<>();
        customer.fields().forEachRemaining(field -> {
            if (!field.getValue().isNull()) {
                told.add(field.getKey());
            }
        });
        return told;
    }

    private List<String> listed(String person, String company) {
        JsonNode page = rest.get(person, "/api/customers?q=" + company.replace(" ", "%20"))
                .body();
        assertThat(page.get("total").asInt()).isEqualTo(page.get("items").size());
        return page.get("items").findValuesAsText("number");
    }

    private long total(String person, String query) {
        return rest.get(person, "/api/customers?" + query).body().get("total").asLong();
    }
}
