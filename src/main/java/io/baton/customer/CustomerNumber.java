package io.baton.customer;

import io.baton.api.Refusal;
import java.util.regex.Pattern;

/** A customer's number, such as {@code C-000123}: what people say, what REST uses, and the processes' business key. */
public final class CustomerNumber {

    private static final Pattern FORM = Pattern.compile("C-(\\d{6,18})");

    private static final int DIGITS = 6;

    private CustomerNumber() {}

    /** The number for a row's id. */
    public static String of(long id) {
        String digits = Long.toString(id);
        return "C-" + "0".repeat(Math.max(0, DIGITS - digits.length())) + digits;
    }

    /** Whether a process with this business key is about a customer. */
    public static boolean isOne(String businessKey) {
        return FORM.matcher(businessKey).matches();
    }

    /**
     * The row's id.
     *
     * @throws Refusal not found, where the text is no customer number
     */
    public static long idOf(String number) {
        var matcher = FORM.matcher(number);
        if (!matcher.matches()) {
            throw Refusal.notFound("There is no customer with the number '" + number + "'.");
        }
        return Long.parseLong(matcher.group(1));
    }
}
