package io.baton.lead.pool;

import io.baton.deadline.Window;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The rules of a lead pool, as a row of {@code lead-pools.dmn} says them.
 *
 * @param id what {@code route-lead.dmn} calls it
 * @param label what people call it
 * @param team whose people serve it: a group
 * @param person who gets its leads, where the mode is named
 * @param perDay how many leads a person may take in a day, or null
 * @param inHand how many new leads a person may have at a time, or null
 * @param cooldown for which business time a lead that was taken back from somebody is left to others, or null
 * @param lookAgain after which business time it is looked for a free hand again, while leads wait to be assigned
 * @param countsFor for whom a lead counts that is qualified or lost: {@code owner} or {@code first-owner}
 */
record Pool(
        String id,
        String label,
        String team,
        Mode mode,
        @Nullable String person,
        @Nullable Integer perDay,
        @Nullable Integer inHand,
        @Nullable Window cooldown,
        Window lookAgain,
        String countsFor) {

    static final String FIRST_OWNER = "first-owner";

    /** How leads find their person. */
    enum Mode {
        /** Whoever of the team takes it. */
        CLAIM("claim"),
        /** Whoever got one longest ago. */
        ROUND_ROBIN("round-robin"),
        /** Whoever has the fewest. */
        LEAST_BUSY("least-busy"),
        /** The person of the row. */
        NAMED("named");

        private final String id;

        Mode(String id) {
            this.id = id;
        }

        String id() {
            return id;
        }

        static Mode of(String id) {
            return Arrays.stream(values())
                    .filter(mode -> mode.id.equals(id))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("the mode '" + id + "' is none of "
                            + Arrays.stream(values()).map(Mode::id).collect(Collectors.joining(", "))));
        }
    }

    /** Whether leads are assigned; else people claim them. */
    boolean assigns() {
        return mode != Mode.CLAIM;
    }

    /** What is left of a pool that the table has lost while leads were in it: its team goes on serving it, without limits. */
    static Pool withoutRow(String id, String team) {
        return new Pool(id, id, team, Mode.CLAIM, null, null, null, null, Window.parse("1 business day"), "owner");
    }

    /**
     * Reads a row.
     *
     * @throws IllegalArgumentException where a cell says nothing usable; says which
     */
    static Pool of(String id, Map<String, Object> row) {
        Mode mode = Mode.of(text(row, "mode"));
        String person = blankToNull(text(row, "person"));
        if (mode == Mode.NAMED && person == null) {
            throw new IllegalArgumentException("the mode is 'named', and no person is");
        }
        if (text(row, "team").isEmpty()) {
            throw new IllegalArgumentException("no team serves it");
        }
        String cooldown = text(row, "cooldown");
        return new Pool(
                id,
                text(row, "label"),
                text(row, "team"),
                mode,
                person,
                limit(row, "perDay"),
                limit(row, "inHand"),
                cooldown.isEmpty() ? null : length("cooldown", cooldown),
                length("lookAgain", text(row, "lookAgain")),
                // A table from before the column, or a row that leaves it open.
                FIRST_OWNER.equals(text(row, "countsFor")) ? FIRST_OWNER : "owner");
    }

    /** A length of business time that something takes; such as {@code 5 business days}. */
    static Window length(String column, String text) {
        Window length = Window.parse(text);
        if (length.before()) {
            throw new IllegalArgumentException(column + " is '" + text + "'; take the word 'before' out");
        }
        return length;
    }

    private static @Nullable Integer limit(Map<String, Object> row, String column) {
        Object cell = row.get(column);
        if (cell == null) {
            return null;
        }
        if (!(cell instanceof Number number) || number.intValue() < 1) {
            throw new IllegalArgumentException(
                    column + " is '" + cell + "'; give a number of leads from 1 on, or leave it empty for no limit");
        }
        return number.intValue();
    }

    private static @Nullable String blankToNull(String text) {
        return text.isEmpty() ? null : text;
    }

    private static String text(Map<String, Object> row, String column) {
        Object cell = row.get(column);
        return cell == null ? "" : cell.toString().strip();
    }
}
