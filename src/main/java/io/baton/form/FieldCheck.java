package io.baton.form;

import com.fasterxml.jackson.databind.JsonNode;
import io.baton.api.Texts;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the answer to one field that is open, by the field's own rules; the browser's rules are the measure. */
final class FieldCheck {

    /** As in the browser: {@code EMAIL_PATTERN} of form-js. */
    private static final Pattern EMAIL = Pattern.compile(
            "[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?(?:\\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)*");
    /** International numbers; the browser also knows the country codes. */
    private static final Pattern PHONE = Pattern.compile("(?:\\+|00)[1-9]\\d{5,}\\z");

    private static final Pattern BREAKS = Pattern.compile("[\\r\\n\\t\\u2028\\u2029]");
    private static final Pattern DECIMAL = Pattern.compile("[+-]?\\d{0,40}(\\.\\d{0,40})?([eE][+-]?\\d{1,2})?");
    private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final Pattern TIME = Pattern.compile("\\d{2}:\\d{2}(Z|[+-]\\d{2}:\\d{2})?");

    private final Expressions expressions;
    private final LocalDate today;

    FieldCheck(Expressions expressions, LocalDate today) {
        this.expressions = expressions;
        this.today = today;
    }

    /** The value that may be stored, or what is wrong. */
    record Reading(@Nullable Object value, @Nullable String problem) {

        static Reading of(@Nullable Object value) {
            return new Reading(value, null);
        }

        static Reading wrong(String problem) {
            return new Reading(null, problem);
        }
    }

    Reading read(
            Field field, @Nullable Object answer, Map<String, ?> before, Function<String, @Nullable Object> names) {
        if (isMissing(field, answer)) {
            return field.required()
                    ? Reading.wrong(ask(field))
                    : Reading.of(answer == null ? null : nothing(field, answer));
        }
        return switch (field.kind()) {
            case LINE, TEXT -> text(field, answer, names);
            case NUMBER -> number(field, answer, names);
            case DATE -> date(field, answer);
            case TICK -> answer instanceof Boolean ? Reading.of(answer) : Reading.wrong("tick it or leave it");
            case CHOICE -> choice(field, answer, before, names);
            case CHOICES -> choices(field, answer, before, names);
            case COMPUTED -> Reading.of(null);
        };
    }

    /** The result of a field that computes its value: what can be stored of it. */
    Reading computed(@Nullable Object result) {
        if (result instanceof String text) {
            String problem = Texts.problem(text, Texts.LONG);
            return problem == null ? Reading.of(text) : Reading.wrong("it " + problem);
        }
        if (result instanceof Number) {
            BigDecimal number = decimal(result);
            return Reading.of(number == null ? null : storable(number));
        }
        boolean isPlain =
                result == null || result instanceof Boolean || result instanceof Collection || result instanceof Map;
        return Reading.of(isPlain ? result : result.toString());
    }

    private static boolean isMissing(Field field, @Nullable Object answer) {
        return answer == null
                || answer instanceof String text && text.isBlank()
                || answer instanceof Collection<?> many && many.isEmpty() && field.kind() == Kind.CHOICES
                || answer instanceof Boolean ticked && !ticked && field.kind() == Kind.TICK;
    }

    private static @Nullable Object nothing(Field field, Object answer) {
        return switch (field.kind()) {
            case LINE, TEXT -> "";
            case TICK -> answer instanceof Boolean ? answer : null;
            case CHOICES -> answer instanceof Collection<?> ? List.of() : null;
            default -> null;
        };
    }

    private static String ask(Field field) {
        return switch (field.kind()) {
            case TICK -> "tick this";
            case CHOICE -> "choose one";
            case CHOICES -> "choose at least one";
            default -> "fill this in";
        };
    }

    private Reading text(Field field, @Nullable Object answer, Function<String, @Nullable Object> names) {
        if (!(answer instanceof String text)) {
            return Reading.wrong("write a text");
        }
        String problem = Texts.problem(text, Texts.LONG);
        if (problem != null) {
            return Reading.wrong("it " + problem);
        }
        String value = field.kind() == Kind.LINE ? BREAKS.matcher(text).replaceAll(" ") : text;
        int length = value.strip().length();
        BigDecimal shortest = limit(field, "minLength", names);
        if (shortest != null && BigDecimal.valueOf(length).compareTo(shortest) < 0) {
            return Reading.wrong("write at least " + count(shortest, "character"));
        }
        BigDecimal longest = limit(field, "maxLength", names);
        if (longest != null && BigDecimal.valueOf(length).compareTo(longest) > 0) {
            return Reading.wrong("write at most " + count(longest, "character"));
        }
        if (field.pattern() != null && !field.pattern().matcher(value).find()) {
            return Reading.wrong("write it in the way that is asked for");
        }
        return switch (field.rule("validationType").asText("")) {
            case "email" ->
                EMAIL.matcher(value).matches()
                        ? Reading.of(value)
                        : Reading.wrong("write an email address such as name@example.com");
            case "phone" ->
                PHONE.matcher(value).find()
                        ? Reading.of(value)
                        : Reading.wrong("write an international phone number such as +49301234567");
            default -> Reading.of(value);
        };
    }

    private Reading number(Field field, @Nullable Object answer, Function<String, @Nullable Object> names) {
        boolean asText = field.says("serializeToString");
        BigDecimal number = answer instanceof Number || asText && answer instanceof String ? decimal(answer) : null;
        if (number == null) {
            return Reading.wrong("give a number");
        }
        JsonNode digits = field.component().path("decimalDigits");
        if (digits.isNumber() && number.stripTrailingZeros().scale() > Math.max(0, digits.asInt())) {
            return Reading.wrong(
                    digits.asInt() <= 0
                            ? "give a whole number"
                            : "give at most " + count(digits.decimalValue(), "decimal digit"));
        }
        BigDecimal step = decimal(plain(field.component().path("increment")));
        if (step != null && step.signum() != 0 && number.remainder(step).signum() != 0) {
            return Reading.wrong("give a multiple of " + step.toPlainString());
        }
        BigDecimal least = limit(field, "min", names);
        if (least != null && number.compareTo(least) < 0) {
            return Reading.wrong("give at least " + least.toPlainString());
        }
        BigDecimal most = limit(field, "max", names);
        if (most != null && number.compareTo(most) > 0) {
            return Reading.wrong("give at most " + most.toPlainString());
        }
        return Reading.of(asText ? number.toPlainString() : storable(number));
    }

    private static Object storable(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        boolean whole = stripped.scale() <= 0 && stripped.precision() - stripped.scale() <= 18;
        return whole ? (Object) stripped.longValueExact() : (Object) number.doubleValue();
    }

    private Reading date(Field field, @Nullable Object answer) {
        String subtype = field.component().path("subtype").asText("date");
        if (!(answer instanceof String text)) {
            return Reading.wrong("give a " + (subtype.equals("time") ? "time" : "date"));
        }
        try {
            String[] parts = subtype.equals("datetime") ? text.split("T", 2) : new String[] {text};
            if (!subtype.equals("date")) {
                time(parts[parts.length - 1]);
            }
            if (subtype.equals("datetime") && parts.length < 2) {
                return Reading.wrong("give a date and a time");
            }
            if (!subtype.equals("time") && day(parts[0]).isBefore(today) && field.says("disallowPassedDates")) {
                return Reading.wrong("choose today or a later day");
            }
            return Reading.of(text);
        } catch (DateTimeException e) {
            return Reading.wrong(
                    switch (subtype) {
                        case "time" -> "give a time such as 14:30";
                        case "datetime" -> "give a date and a time such as 2026-03-31T14:30";
                        default -> "give a date such as 2026-03-31";
                    });
        }
    }

    private static LocalDate day(String text) {
        if (!DAY.matcher(text).matches()) {
            throw new DateTimeException("not a day");
        }
        return LocalDate.parse(text);
    }

    private static void time(String text) {
        if (!TIME.matcher(text).matches()) {
            throw new DateTimeException("not a time of day");
        }
        DateTimeFormatter.ISO_TIME.parse(text);
    }

    private Reading choice(
            Field field, @Nullable Object answer, Map<String, ?> before, Function<String, @Nullable Object> names) {
        for (Object option : options(field, before, names)) {
            if (isSame(option, answer)) {
                return Reading.of(option);
            }
        }
        return Reading.wrong("choose one of those that are offered");
    }

    private Reading choices(
            Field field, @Nullable Object answer, Map<String, ?> before, Function<String, @Nullable Object> names) {
        if (!(answer instanceof Collection<?> chosen)) {
            return Reading.wrong("choose from those that are offered");
        }
        List<Object> options = options(field, before, names);
        List<Object> accepted = new ArrayList<>();
        for (Object one : chosen) {
            Object option =
                    options.stream().filter(it -> isSame(it, one)).findFirst().orElse(null);
            if (option == null || accepted.contains(option)) {
                return Reading.wrong("choose from those that are offered, each once");
            }
            accepted.add(option);
        }
        return Reading.of(accepted);
    }

    /** What the field offers: a list that is supplied live, or one in the form, or one that is computed. */
    private List<Object> options(Field field, Map<String, ?> before, Function<String, @Nullable Object> names) {
        JsonNode component = field.component();
        Object offered;
        if (component.hasNonNull("valuesKey")) {
            offered = before.get(component.get("valuesKey").asText());
        } else if (component.hasNonNull("values")) {
            offered = plain(component.get("values"));
        } else {
            String expression = component.path("valuesExpression").asText("");
            offered = expression.startsWith("=") ? expressions.evaluate(expression.substring(1), names) : null;
        }
        if (!(offered instanceof Collection<?> options)) {
            return List.of();
        }
        List<Object> values = new ArrayList<>();
        for (Object option : options) {
            Object value = option instanceof Map<?, ?> labelled ? labelled.get("value") : option;
            if (value != null) {
                values.add(value);
            }
        }
        return values;
    }

    private static boolean isSame(Object option, @Nullable Object answer) {
        if (option instanceof Number && answer instanceof Number) {
            BigDecimal one = decimal(option);
            BigDecimal other = decimal(answer);
            return one != null && other != null && one.compareTo(other) == 0;
        }
        return Objects.equals(option, answer);
    }

    /** A limit that the form states as a number or computes; null where there is none. */
    private @Nullable BigDecimal limit(Field field, String rule, Function<String, @Nullable Object> names) {
        JsonNode stated = field.rule(rule);
        String text = stated.asText("");
        return decimal(text.startsWith("=") ? expressions.evaluate(text.substring(1), names) : plain(stated));
    }

    private static @Nullable BigDecimal decimal(@Nullable Object value) {
        String text = value instanceof Number || value instanceof String
                ? value.toString().strip()
                : "";
        if (!DECIMAL.matcher(text).matches()) {
            return null;
        }
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static String count(BigDecimal number, String what) {
        return number.toPlainString() + " " + what + (number.compareTo(BigDecimal.ONE) == 0 ? "" : "s");
    }

    private static @Nullable Object plain(JsonNode node) {
        return Field.plain(node);
    }
}
