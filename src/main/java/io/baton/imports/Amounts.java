package io.baton.imports;

import io.baton.sheet.CellKind;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads amounts of money however people write them. */
final class Amounts {

    private static final Map<String, String> SIGNS = Map.of(
            "€", "EUR", "$", "USD", "£", "GBP", "US$", "USD", "Fr", "CHF", "SFr", "CHF", "¥", "JPY", "zł", "PLN");
    private static final Set<String> CODES = Currency.getAvailableCurrencies().stream()
            .map(Currency::getCurrencyCode)
            .collect(Collectors.toSet());
    private static final Pattern PARTS =
            Pattern.compile("(\\D*?)\\s*(\\d[\\d.,'’\\s\\u00A0\\u202F]*?)(?:[,.](?:-+|–))?\\s*(\\D*)");
    private static final Pattern LAST_SEPARATOR = Pattern.compile(".*([.,])(\\d+)");
    private static final int THOUSAND = 3;
    private static final int CENTS = 2;
    private static final int LONGEST = 12;
    /** Longer than anybody writes an amount, and short enough for a pattern that tries all ways to cut a text. */
    private static final int LONGEST_TEXT = 60;

    private Amounts() {}

    /**
     * What was read.
     *
     * @param currency what stood beside the amount, or null
     * @param problem why it is none, or null
     */
    record Reading(
            @Nullable BigDecimal amount,
            @Nullable String currency,
            @Nullable String problem) {}

    /** @param decimal what stands before the decimals in this column, {@code ,} or {@code .}, or null where none has any */
    static Reading read(String text, CellKind kind, @Nullable Character decimal) {
        if (kind == CellKind.NUMBER) {
            return checked(text, new BigDecimal(text).setScale(CENTS, RoundingMode.HALF_UP), null);
        }
        if (text.length() > LONGEST_TEXT) {
            return problem(text.substring(0, LONGEST_TEXT - 1) + "…");
        }
        Matcher parts = PARTS.matcher(text);
        if (!parts.matches()) {
            return problem(text);
        }
        String beside = (parts.group(1) + " " + parts.group(3)).strip();
        String currency = beside.isEmpty() ? null : currency(beside);
        if (currency == null && !beside.isEmpty()) {
            return problem(text);
        }
        String digits = parts.group(2).replaceAll("['’\\s\\u00A0\\u202F]", "");
        Character mark = decimalMark(digits, decimal);
        String plain = mark == null
                ? digits.replaceAll("[.,]", "")
                : digits.replace(mark == ',' ? "." : ",", "").replace(mark, '.');
        if (!plain.matches("\\d+(\\.\\d{1,2})?") || mark == null && !inThousands(digits)) {
            return problem(text);
        }
        return checked(text, new BigDecimal(plain), currency);
    }

    /** What stands before the decimals: told by the amount itself, else by its column. */
    static @Nullable Character decimalMark(String digits, @Nullable Character ofColumn) {
        Matcher last = LAST_SEPARATOR.matcher(digits);
        if (!last.matches()) {
            return null;
        }
        char mark = last.group(1).charAt(0);
        boolean both = digits.contains(".") && digits.contains(",");
        if (both || last.group(2).length() != THOUSAND) {
            return mark;
        }
        // Three digits after it are thousands: nobody can spend a tenth of a cent.
        return null;
    }

    private static boolean inThousands(String digits) {
        return digits.matches("\\d+|\\d{1,3}([.,]\\d{3})+");
    }

    static @Nullable String currency(String text) {
        String sign = SIGNS.get(text.replaceAll("\\.$", ""));
        String code = text.toUpperCase(Locale.ROOT);
        return sign != null ? sign : code.equals("EURO") ? "EUR" : CODES.contains(code) ? code : null;
    }

    private static Reading checked(String text, BigDecimal amount, @Nullable String currency) {
        if (amount.signum() < 0) {
            return new Reading(null, null, "'" + text + "' is less than nothing");
        }
        if (amount.precision() - amount.scale() > LONGEST) {
            return new Reading(null, null, "'" + text + "' is more than anybody can spend");
        }
        return new Reading(amount, currency, null);
    }

    private static Reading problem(String text) {
        return new Reading(null, null, "'" + text + "' is no amount that can be read; write it as 1250.00");
    }
}
