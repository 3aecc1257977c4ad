package io.baton.form;

import io.baton.form.FormSchema.Rows;
import io.baton.form.FormSchema.Scope;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Checks what was submitted against a form: what its visible fields ask for is accepted, what it hides, computes or shows
 * only is not taken from outside, and everything else is a problem.
 */
public final class FormCheck {

    private static final int MOST_ROWS = 200;
    private static final int MOST_UNKNOWN_SHOWN = 3;
    private static final int LONGEST_KEY_SHOWN = 40;
    private static final int MOST_PASSES = 10;

    private final FormSchema form;
    private final Expressions expressions;
    private final FieldCheck fieldCheck;

    public FormCheck(FormSchema form, Expressions expressions, LocalDate today) {
        this.form = form;
        this.expressions = expressions;
        this.fieldCheck = new FieldCheck(expressions, today);
    }

    /**
     * What came of a check.
     *
     * @param accepted what may be stored; meaningless where there are problems
     * @param problems one sentence each, for the person who submitted; empty where all is right
     */
    public record Result(Map<String, @Nullable Object> accepted, List<String> problems) {}

    private enum Standing {
        OPEN,
        CLOSED,
        COMPUTED,
        HIDDEN
    }

    /** What is believed of the answers in one scope, and how its fields stand under that belief. */
    private record Belief(
            Scope scope,
            Map<String, @Nullable Object> values,
            Map<Field, Standing> standings,
            Map<Rows, List<Belief>> rows,
            Function<String, @Nullable Object> names) {}

    /**
     * Checks a submission.
     *
     * @param submitted texts, numbers, booleans, lists and maps by key; any other value is of a wrong type
     * @param before what the form was shown with: the variables and what is supplied live
     */
    public Result check(
            Map<String, ? extends @Nullable Object> submitted, Map<String, ? extends @Nullable Object> before) {
        List<String> problems = new ArrayList<>();
        refuseUnknown(submitted, problems);
        Map<String, @Nullable Object> accepted = new LinkedHashMap<>();
        collect(settled(submitted, before), submitted, before, "", accepted, problems);
        return new Result(accepted, problems);
    }

    /**
     * Finds out what is visible. What a hidden field says must not decide that, so each pass believes only what the pass
     * before found visible, until nothing changes.
     */
    private Belief settled(Map<String, ?> submitted, Map<String, ?> before) {
        Map<String, @Nullable Object> values = everything(form.root(), submitted);
        Belief belief = believe(form.root(), submitted, values, names(values, before));
        for (int pass = 1; pass < MOST_PASSES && !belief.values().equals(values); pass++) {
            values = belief.values();
            belief = believe(form.root(), submitted, values, names(values, before));
        }
        return belief;
    }

    private static Map<String, @Nullable Object> everything(Scope scope, Map<String, ?> submitted) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (Field field : scope.fields()) {
            boolean open = field.kind() != Kind.COMPUTED
                    && !field.disabled()
                    && !field.readonly().equals("true");
            if (open && Answers.has(submitted, field.path())) {
                Answers.put(values, field.path(), Answers.get(submitted, field.path()));
            }
        }
        for (Rows list : scope.lists()) {
            if (Answers.get(submitted, list.path()) instanceof List<?> rows) {
                Answers.put(
                        values,
                        list.path(),
                        rows.stream()
                                .map(row -> everything(list.row(), asMap(row)))
                                .toList());
            }
        }
        return values;
    }

    private Belief believe(
            Scope scope,
            Map<String, ?> submitted,
            Map<String, @Nullable Object> values,
            Function<String, @Nullable Object> names) {
        Belief belief =
                new Belief(scope, new LinkedHashMap<>(), new IdentityHashMap<>(), new IdentityHashMap<>(), names);
        for (Field field : scope.fields()) {
            Standing standing = standing(field, names);
            belief.standings().put(field, standing);
            if (standing == Standing.COMPUTED) {
                Answers.put(belief.values(), field.path(), computed(field, names));
            } else if (standing == Standing.OPEN && Answers.has(submitted, field.path())) {
                Answers.put(belief.values(), field.path(), Answers.get(submitted, field.path()));
            }
        }
        for (Rows list : scope.lists()) {
            if (!isHidden(list.hiddenWhen(), names) && Answers.get(submitted, list.path()) instanceof List<?> rows) {
                List<?> before = Answers.get(values, list.path()) instanceof List<?> known ? known : List.of();
                List<Belief> beliefs = new ArrayList<>();
                for (int i = 0; i < Math.min(rows.size(), MOST_ROWS); i++) {
                    Map<String, Object> row = i < before.size() ? asMap(before.get(i)) : Map.of();
                    beliefs.add(believe(list.row(), asMap(rows.get(i)), row, rowNames(row, values, i, names)));
                }
                belief.rows().put(list, beliefs);
                Answers.put(
                        belief.values(),
                        list.path(),
                        beliefs.stream().map(Belief::values).toList());
            }
        }
        return belief;
    }

    private Standing standing(Field field, Function<String, @Nullable Object> names) {
        if (isHidden(field.hiddenWhen(), names)) {
            return Standing.HIDDEN;
        }
        if (field.kind() == Kind.COMPUTED) {
            return Standing.COMPUTED;
        }
        String readonly = field.readonly();
        boolean closed = field.disabled()
                || (readonly.startsWith("=") ? isTrue(readonly.substring(1), names) : Boolean.parseBoolean(readonly));
        return closed ? Standing.CLOSED : Standing.OPEN;
    }

    private boolean isHidden(List<String> conditions, Function<String, @Nullable Object> names) {
        return conditions.stream().anyMatch(condition -> isTrue(condition, names));
    }

    private boolean isTrue(String expression, Function<String, @Nullable Object> names) {
        return Boolean.TRUE.equals(expressions.evaluate(expression, names));
    }

    private @Nullable Object computed(Field field, Function<String, @Nullable Object> names) {
        String expression = field.component().path("expression").asText("");
        return expression.startsWith("=") ? expressions.evaluate(expression.substring(1), names) : null;
    }

    /** An answer counts first, then what was known before, then what the field shows by itself. */
    private Function<String, @Nullable Object> names(Map<String, @Nullable Object> values, Map<String, ?> before) {
        return name -> {
            if (values.containsKey(name)) {
                return values.get(name);
            }
            if (before.containsKey(name)) {
                return before.get(name);
            }
            return form.root().fields().stream()
                    .filter(field -> field.path().equals(List.of(name)))
                    .findFirst()
                    .map(Field::unanswered)
                    .orElse(null);
        };
    }

    private static Function<String, @Nullable Object> rowNames(
            Map<String, ?> row, Map<String, ?> parent, int index, Function<String, @Nullable Object> outside) {
        return name -> switch (name) {
            case "this", "_this_" -> row;
            case "parent", "_parent_" -> parent;
            case "i", "_i_" -> List.of(index + 1);
            default -> outside.apply(name);
        };
    }

    private void collect(
            Belief belief,
            Map<String, ?> submitted,
            Map<String, ?> before,
            String where,
            Map<String, @Nullable Object> accepted,
            List<String> problems) {
        for (Field field : belief.scope().fields()) {
            switch (belief.standings().get(field)) {
                case OPEN -> accept(field, belief, submitted, before, where, accepted, problems);
                case COMPUTED ->
                    put(
                            field,
                            fieldCheck.computed(Answers.get(belief.values(), field.path())),
                            where,
                            accepted,
                            problems);
                case CLOSED -> {
                    Object shown = field.shownByItself();
                    if (shown != null && !Answers.has(before, field.path())) {
                        Answers.put(accepted, field.path(), shown);
                    }
                }
                case HIDDEN -> {}
            }
        }
        for (Rows list : belief.scope().lists()) {
            if (Answers.has(submitted, list.path())) {
                collectRows(list, belief, Answers.get(submitted, list.path()), where, accepted, problems);
            }
        }
    }

    private void accept(
            Field field,
            Belief belief,
            Map<String, ?> submitted,
            Map<String, ?> before,
            String where,
            Map<String, @Nullable Object> accepted,
            List<String> problems) {
        boolean given = Answers.has(submitted, field.path());
        if (!given && !field.required()) {
            return;
        }
        put(
                field,
                fieldCheck.read(field, Answers.get(submitted, field.path()), before, belief.names()),
                where,
                accepted,
                problems);
    }

    private static void put(
            Field field,
            FieldCheck.Reading reading,
            String where,
            Map<String, @Nullable Object> accepted,
            List<String> problems) {
        if (reading.problem() != null) {
            problems.add(field.says(where, reading.problem()));
        } else {
            Answers.put(accepted, field.path(), reading.value());
        }
    }

    private void collectRows(
            Rows list,
            Belief belief,
            @Nullable Object submitted,
            String where,
            Map<String, @Nullable Object> accepted,
            List<String> problems) {
        List<Belief> beliefs = belief.rows().get(list);
        if (beliefs == null) {
            if (submitted != null && !isHidden(list.hiddenWhen(), belief.names())) {
                problems.add(where + list.label() + ": give a list.");
            }
            return;
        }
        List<?> rows = (List<?>) submitted;
        if (rows.size() > MOST_ROWS) {
            problems.add(where + list.label() + ": give at most " + MOST_ROWS + " rows.");
            return;
        }
        List<Map<String, @Nullable Object>> acceptedRows = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            Map<String, @Nullable Object> row = new LinkedHashMap<>();
            String place = where + list.label() + ", row " + (i + 1) + ", ";
            collect(beliefs.get(i), asMap(rows.get(i)), Map.of(), place, row, problems);
            acceptedRows.add(row);
        }
        Answers.put(accepted, list.path(), acceptedRows);
    }

    private void refuseUnknown(Map<String, ?> submitted, List<String> problems) {
        List<String> unknown = new ArrayList<>();
        unknown(form.root(), submitted, unknown);
        unknown.stream()
                .limit(MOST_UNKNOWN_SHOWN)
                .forEach(key -> problems.add("'" + shown(key) + "' is not a field of this form."));
        if (unknown.size() > MOST_UNKNOWN_SHOWN) {
            problems.add((unknown.size() - MOST_UNKNOWN_SHOWN) + " more are not fields of this form.");
        }
    }

    /** Somebody else wrote it: neither the page nor the log may be misled by it. */
    private static String shown(String key) {
        String visible = key.replaceAll("[^\\w.-]", "?");
        return visible.length() > LONGEST_KEY_SHOWN ? visible.substring(0, LONGEST_KEY_SHOWN) + "…" : visible;
    }

    private static void unknown(Scope scope, Map<?, ?> submitted, List<String> unknown) {
        List<List<String>> known = new ArrayList<>();
        scope.fields().forEach(field -> known.add(field.path()));
        scope.lists().forEach(list -> known.add(list.path()));
        unknown(List.of(), submitted, known, unknown);
        for (Rows list : scope.lists()) {
            if (Answers.get(asMap(submitted), list.path()) instanceof List<?> rows) {
                rows.stream().limit(MOST_ROWS).forEach(row -> {
                    if (row instanceof Map<?, ?> answers) {
                        unknown(list.row(), answers, unknown);
                    } else {
                        unknown.add(String.join(".", list.path()));
                    }
                });
            }
        }
    }

    private static void unknown(
            List<String> prefix, Map<?, ?> submitted, List<List<String>> known, List<String> unknown) {
        submitted.forEach((key, value) -> {
            List<String> path = new ArrayList<>(prefix);
            path.add(String.valueOf(key));
            if (known.contains(path)) {
                return;
            }
            boolean leadsToOne = known.stream()
                    .anyMatch(it -> it.size() > path.size()
                            && it.subList(0, path.size()).equals(path));
            if (leadsToOne && value instanceof Map<?, ?> inner) {
                unknown(path, inner, known, unknown);
            } else {
                unknown.add(String.join(".", path));
            }
        });
    }

    @SuppressWarnings("unchecked") // the keys of what was submitted come from JSON
    private static Map<String, Object> asMap(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
    }
}
