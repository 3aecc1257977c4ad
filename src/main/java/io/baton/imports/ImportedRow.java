package io.baton.imports;

import io.baton.customer.Stage;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row of the file as it was understood; what is null was not given.
 *
 * @param line where it stands in the file
 * @param window the window that a due date is agreed for, or null
 * @param costAmount what it cost to get the lead, with {@code costCurrency} or not at all
 * @param owner a person's user name, or null for the stage's team
 * @param problems why it cannot be taken, if it cannot
 * @param notes what a person should know of it though it can be taken
 */
record ImportedRow(
        long line,
        @Nullable String number,
        @Nullable String reference,
        @Nullable String company,
        @Nullable String contact,
        @Nullable String email,
        @Nullable String phone,
        @Nullable String source,
        @Nullable String campaign,
        @Nullable String product,
        @Nullable String region,
        @Nullable String language,
        @Nullable String timeline,
        @Nullable BigDecimal budgetAmount,
        @Nullable String budgetCurrency,
        @Nullable BigDecimal costAmount,
        @Nullable String costCurrency,
        @Nullable String playbook,
        @Nullable Stage stage,
        @Nullable String window,
        @Nullable String owner,
        @Nullable String lastNote,
        @Nullable String nextStep,
        @Nullable LocalDate due,
        @Nullable LocalDate renewalOn,
        @Nullable LocalDate decisionOn,
        List<Problem> problems,
        List<String> notes) {

    /**
     * Why a row, or a cell of it, cannot be taken.
     *
     * @param column the column's heading, or an empty text where it is about the whole row
     * @param cell such as {@code C17}, or an empty text
     * @param reason in words, to be read behind the column's name
     */
    record Problem(String column, String cell, String reason) {}

    /** The last digits of the phone number: all that is alike however the number is written. */
    @Nullable
    String phoneKey() {
        return phone == null ? null : phoneKey(phone);
    }

    static String phoneKey(String phone) {
        String digits = phone.replaceAll("\\D", "");
        return digits.substring(Math.max(0, digits.length() - 8));
    }
}
