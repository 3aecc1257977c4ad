package io.baton.customer;

import io.baton.customer.Region.All;
import io.baton.customer.Region.Cell;
import io.baton.engine.Decisions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * The table {@code customer-sight.dmn}, for what somebody wears, as conditions that the database can put to any number of
 * customers. Somebody may stand to a customer in several relations and wear several hats: the most that any of them gets
 * counts.
 *
 * <p>The table is asked once for each combination of what its columns name, and the conditions are kept for as long as
 * nobody deploys the table, or the table of custody, anew.
 */
@Component
class SightRules {

    private static final String TABLE = "customer-sight";
    private static final String CUSTODY = "custody";
    private static final int MOST_REMEMBERED = 200;

    private final Decisions decisions;
    /** Asked for late: it needs to know who stands in, and that needs the record. */
    private final ObjectProvider<Custody> custody;

    private final Map<Question, Conditions> known = Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Question, Conditions> eldest) {
            return size() > MOST_REMEMBERED;
        }
    });

    SightRules(Decisions decisions, ObjectProvider<Custody> custody) {
        this.decisions = decisions;
        this.custody = custody;
    }

    private record Question(String table, String custody, Set<String> hats) {}

    /**
     * Conditions about a row {@code c} of the customers.
     *
     * @param everything who is seen in detail
     * @param atAll who is seen, in brief or in detail
     * @param writes who is seen, and may be written to
     * @param params what they are bound to, beside the person
     */
    record Conditions(Condition everything, Condition atAll, Condition writes, Map<String, Object> params) {

        /** Whether it depends on the person, and not only on what they wear. */
        boolean isAboutThePerson() {
            return List.of(everything, atAll, writes).stream()
                    .anyMatch(it -> !it.always() && !it.terms().isEmpty());
        }
    }

    /**
     * A condition that holds where any of its terms does.
     *
     * @param always whether it holds for every customer
     * @param forAnybody whether a term of it holds for people who have nothing to do with a customer
     */
    record Condition(boolean always, boolean forAnybody, List<String> terms) {

        String sql() {
            return always ? "true" : terms.isEmpty() ? "false" : "(" + String.join(" or ", terms) + ")";
        }

        /** The same for a list: where only one's own are seen, they are found along their indexes. */
        String listed() {
            return always || forAnybody || terms.isEmpty()
                    ? sql()
                    : "c.id in (select c.id from customer c where "
                            + String.join(" union all select c.id from customer c where ", terms) + ")";
        }
    }

    /** The conditions for whoever wears these hats. */
    Conditions of(Set<String> hats) {
        Question question = new Question(decisions.version(TABLE), decisions.version(CUSTODY), Set.copyOf(hats));
        Conditions before = known.get(question);
        if (before != null) {
            return before;
        }
        Conditions conditions = compile(question.hats());
        known.put(question, conditions);
        return conditions;
    }

    private Conditions compile(Set<String> hats) {
        Asked asked = new Asked(hats);
        Map<String, Object> params = new HashMap<>();
        return new Conditions(
                condition(asked, params, answer -> answer.sees() == Sight.EVERYTHING),
                condition(asked, params, answer -> answer.sees() != Sight.NOTHING),
                condition(asked, params, Answer::writes),
                Map.copyOf(params));
    }

    private Condition condition(Asked asked, Map<String, Object> params, java.util.function.Predicate<Answer> which) {
        Map<Relation, Region> regions = new EnumMap<>(Relation.class);
        for (Relation relation : Relation.values()) {
            regions.put(relation, asked.region(relation, which));
        }
        Region anybody = regions.get(Relation.OTHER);
        List<String> terms = new ArrayList<>();
        if (!anybody.isEmpty()) {
            terms.add(anybody.sql(params));
        }
        for (Relation relation : Relation.values()) {
            Region more = regions.get(relation).without(anybody);
            if (relation == Relation.OTHER || more.isEmpty()) {
                continue;
            }
            if (relation == Relation.OWNERS_TEAM) {
                Region ours = more.within(asked.ofOurTeams());
                if (!ours.isEmpty()) {
                    terms.add(ours.sql(params));
                }
            }
            String where = more.sql(params);
            relation.tests().forEach(test -> terms.add("(" + test + " and " + where + ")"));
        }
        return new Condition(anybody.isAll(), !anybody.isEmpty(), List.copyOf(terms));
    }

    /** What the table answers. */
    private record Answer(Sight sees, boolean writes) {}

    /** The table, asked for some hats. */
    private final class Asked {

        private final Set<String> hats;
        private final Map<String, Set<String>> named = new HashMap<>();
        private final All all;
        private final Map<Map<String, Object>, Answer> answers = new HashMap<>();

        Asked(Set<String> hats) {
            this.hats = hats.isEmpty() ? Set.of(Region.ANY_OTHER) : hats;
            for (String column : List.of("playbook", "stage", "pool", "hat")) {
                named.put(column, decisions.named(TABLE, column));
            }
            Set<String> playbooks = new HashSet<>(named("playbook"));
            playbooks.addAll(decisions.named(CUSTODY, "playbook"));
            all = All.of(playbooks, named("pool"));
        }

        Region region(Relation relation, java.util.function.Predicate<Answer> which) {
            Set<Cell> cells = new HashSet<>();
            for (Cell cell : all.cells()) {
                if (hats.stream().map(hat -> answer(cell, relation, hat)).anyMatch(which)) {
                    cells.add(cell);
                }
            }
            return new Region(all, cells);
        }

        /** Where custody names a team that the person is in. */
        Set<Cell> ofOurTeams() {
            Set<Cell> ours = new HashSet<>();
            for (Cell cell : all.cells()) {
                if (custody.getObject().of(cell.playbook(), cell.stage()).teams().stream()
                        .anyMatch(hats::contains)) {
                    ours.add(cell);
                }
            }
            return ours;
        }

        private Answer answer(Cell cell, Relation relation, String hat) {
            Map<String, Object> inputs = Map.of(
                    "playbook", toTheTable("playbook", cell.playbook()),
                    "stage", toTheTable("stage", cell.stage().id()),
                    "pool", toTheTable("pool", cell.pool()),
                    "relation", relation.id(),
                    "hat", toTheTable("hat", hat));
            return answers.computeIfAbsent(inputs, SightRules.this::answer);
        }

        /** What a column does not name is all the same to it. */
        private String toTheTable(String column, String value) {
            return named(column).contains(value) ? value : Region.ANY_OTHER;
        }

        private Set<String> named(String column) {
            return named.getOrDefault(column, Set.of());
        }
    }

    private Answer answer(Map<String, Object> inputs) {
        List<Map<String, Object>> rows = decisions.rows(TABLE, inputs);
        if (rows.isEmpty()) {
            return new Answer(Sight.NOTHING, false);
        }
        Sight sees = Sight.of(rows.get(0).get("sees"));
        return new Answer(
                sees, sees != Sight.NOTHING && Boolean.TRUE.equals(rows.get(0).get("writes")));
    }
}
