package io.baton.api;

import io.baton.api.Refusal.FieldProblem;
import java.math.BigDecimal;
import java.net.IDN;
import java.text.Normalizer;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Checks the fields of one input and gathers what is wrong, so that the sender learns of every wrong field at once.
 * Every method returns the normalised value, or null where the field was left out or is wrong.
 */
public final class FieldChecks {

    private static final String EMAIL =
            "[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
                    + "(?:\\.[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?)+";
    private static final int LONGEST_EMAIL = 254;

    private final List<FieldProblem> problems = new ArrayList<>();

    /** Notes that a field is wrong. */
    public void wrong(String field, String reason) {
        problems.add(new FieldProblem(field, reason));
    }

    public boolean isWrong() {
        return !problems.isEmpty();
    }

    /** A number within bounds, both included. */
    public void between(String field, long value, long least, long most) {
        if (value < least || value > most) {
            wrong(field, "must be between " + least + " and " + most + ", but is " + value);
        }
    }

    /** Refuses the input if any field was wrong. */
    public void refuseIfWrong() {
        if (isWrong()) {
            throw Refusal.ofFields(problems);
        }
    }

    /** A text that may be left out. */
    public @Nullable String text(String field, @Nullable String value, int longest) {
        String problem = Texts.problem(value, longest);
        if (problem != null) {
            wrong(field, problem);
            return null;
        }
        return value == null || value.isBlank() ? null : value.strip();
    }

    /** A text that has to be given; an empty string stands for a wrong one. */
    public String requiredText(String field, @Nullable String value, int longest) {
        String problem = Texts.problem(value, longest);
        if (problem != null || value == null || value.isBlank()) {
            wrong(field, problem == null ? "must not be blank" : problem);
            return "";
        }
        return value.strip();
    }

    /** A text of a certain form. */
    public @Nullable String matching(String field, @Nullable String value, String pattern, String reason) {
        String text = text(field, value, Texts.SHORT);
        if (text != null && !text.matches(pattern)) {
            wrong(field, reason);
            return null;
        }
        return text;
    }

    /** A mail address, without a display name or comment; the domain is returned in lower case. */
    public @Nullable String email(String field, @Nullable String value) {
        String text = text(field, value, LONGEST_EMAIL);
        if (text == null) {
            return null;
        }
        int at = text.lastIndexOf('@');
        if (!inAscii(text, at).matches(EMAIL)
                || text.contains("..")
                || text.startsWith(".")
                || text.charAt(at - 1) == '.') {
            wrong(field, "must be an email address such as name@example.com");
            return null;
        }
        return text.substring(0, at)
                + Normalizer.normalize(text.substring(at), Normalizer.Form.NFC).toLowerCase(java.util.Locale.ROOT);
    }

    /** The address with its domain as the mail servers of the world know it. */
    private static String inAscii(String address, int at) {
        try {
            return address.substring(0, at + 1) + IDN.toASCII(address.substring(at + 1));
        } catch (IllegalArgumentException e) {
            return address;
        }
    }

    /** One of the values that a table lists. */
    public String oneOf(String field, String value, Collection<String> known) {
        String text = value.strip();
        if (!known.contains(text)) {
            wrong(field, "is unknown; known are " + String.join(", ", known));
            return "";
        }
        return text;
    }

    /** One of many known codes, if given. */
    public @Nullable String oneOf(String field, @Nullable String value, Collection<String> known, String reason) {
        if (value == null || value.isBlank()) {
            return null;
        }
        if (!known.contains(value)) {
            wrong(field, reason);
            return null;
        }
        return value;
    }

    /** A date that has to be given; null stands for a wrong one. */
    public @Nullable LocalDate date(String field, @Nullable String value) {
        String given = requiredText(field, value, Texts.SHORT);
        try {
            return given.isEmpty() ? null : LocalDate.parse(given);
        } catch (DateTimeParseException e) {
            wrong(field, "must be a date such as 2026-03-31");
            return null;
        }
    }

    /** An amount of money that has to be given, as a decimal string. */
    public @Nullable BigDecimal amount(String field, @Nullable String value) {
        if (value == null || !value.strip().matches(Texts.AMOUNT)) {
            wrong(field, "must be an amount such as 1250.00");
            return null;
        }
        return new BigDecimal(value.strip());
    }

    /** An ISO 4217 currency that has to be given. */
    public @Nullable String currency(String field, @Nullable String value) {
        String code = value == null ? "" : value.strip();
        if (Currency.getAvailableCurrencies().stream()
                .noneMatch(it -> it.getCurrencyCode().equals(code))) {
            wrong(field, "must be an ISO 4217 code such as EUR");
            return null;
        }
        return code;
    }
}
