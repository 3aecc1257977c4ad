package io.baton.customer;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A part of all customers by playbook, stage and pool, that can be said in SQL about a row {@code c}.
 *
 * @param all everything that is told apart
 * @param cells what belongs to the part
 */
record Region(All all, Set<Cell> cells) {

    /** Stands for every value that is not named. */
    static final String ANY_OTHER = "(any other)";

    /** One combination. */
    record Cell(String playbook, Stage stage, String pool) {}

    /**
     * What is told apart: each named value, and all others together.
     *
     * @param playbooks with {@link #ANY_OTHER}
     * @param pools with {@link #ANY_OTHER}; the empty text is no pool
     */
    record All(List<String> playbooks, List<String> pools) {

        static All of(Collection<String> playbooks, Collection<String> pools) {
            return new All(with(playbooks), with(pools));
        }

        private static List<String> with(Collection<String> named) {
            List<String> all = new ArrayList<>(new TreeSet<>(named));
            all.add(ANY_OTHER);
            return all;
        }

        Set<Cell> cells() {
            Set<Cell> cells = new LinkedHashSet<>();
            for (String playbook : playbooks) {
                for (String pool : pools) {
                    for (Stage stage : Stage.values()) {
                        cells.add(new Cell(playbook, stage, pool));
                    }
                }
            }
            return cells;
        }
    }

    boolean isEmpty() {
        return cells.isEmpty();
    }

    boolean isAll() {
        return cells.size() == all.cells().size();
    }

    Region without(Region other) {
        Set<Cell> left = new HashSet<>(cells);
        left.removeAll(other.cells);
        return new Region(all, left);
    }

    Region within(Set<Cell> others) {
        Set<Cell> both = new HashSet<>(cells);
        both.retainAll(others);
        return new Region(all, both);
    }

    /** The condition; values are bound, and put with their names into the parameters. */
    String sql(Map<String, Object> params) {
        if (isEmpty()) {
            return "false";
        }
        // Playbooks for which the same holds, and in them the pools for which the same stages count, are said together.
        Map<Map<String, Set<Stage>>, List<String>> alike = new LinkedHashMap<>();
        for (String playbook : all.playbooks) {
            Map<String, Set<Stage>> stages = new LinkedHashMap<>();
            all.pools.forEach(pool -> stages.put(pool, stages(playbook, pool)));
            alike.computeIfAbsent(stages, it -> new ArrayList<>()).add(playbook);
        }
        List<String> terms = new ArrayList<>();
        alike.forEach((byPool, playbooks) -> {
            Map<Set<Stage>, List<String>> pools = byPool.keySet().stream()
                    .collect(Collectors.groupingBy(byPool::get, LinkedHashMap::new, Collectors.toList()));
            pools.forEach((stages, those) -> {
                if (!stages.isEmpty()) {
                    terms.add(term(playbooks, stages, those, params));
                }
            });
        });
        return terms.size() == 1 ? terms.get(0) : "(" + String.join(" or ", terms) + ")";
    }

    private Set<Stage> stages(String playbook, String pool) {
        Set<Stage> stages = new TreeSet<>();
        for (Stage stage : Stage.values()) {
            if (cells.contains(new Cell(playbook, stage, pool))) {
                stages.add(stage);
            }
        }
        return stages;
    }

    private String term(List<String> playbooks, Set<Stage> stages, List<String> pools, Map<String, Object> params) {
        List<String> conditions = new ArrayList<>();
        if (stages.size() < Stage.values().length) {
            conditions.add(
                    "c.stage in (:" + bound(stages.stream().map(Stage::id).toList(), params) + ")");
        }
        among("c.playbook", playbooks, all.playbooks, conditions, params);
        among(
                "coalesce((select l.pool from lead l where l.customer_id = c.id), '')",
                pools,
                all.pools,
                conditions,
                params);
        return conditions.isEmpty() ? "true" : "(" + String.join(" and ", conditions) + ")";
    }

    private static void among(
            String column, List<String> some, List<String> every, List<String> conditions, Map<String, Object> params) {
        if (some.size() == every.size()) {
            return;
        }
        if (some.contains(ANY_OTHER)) {
            List<String> left = every.stream().filter(it -> !some.contains(it)).toList();
            conditions.add(column + " not in (:" + bound(left, params) + ")");
        } else {
            conditions.add(column + " in (:" + bound(some, params) + ")");
        }
    }

    private static String bound(List<String> values, Map<String, Object> params) {
        String name = "sight" + params.size();
        params.put(name, values);
        return name;
    }
}
