package io.baton.api;

import java.util.List;
import org.springframework.http.HttpStatus;

/**
 * A refusal in words: something from outside cannot be accepted, and nothing was changed.
 *
 * <p>Thrown by business code and by process steps. It rolls back the transaction, so the customer's record and the
 * process instance stay as they were; REST callers get it as problem details, and a person in the Tasklist reads
 * {@link #getMessage()} as it stands. The message is therefore a sentence for a clerk.
 */
public class Refusal extends RuntimeException {

    /** What kind of refusal it is; the kind decides the HTTP status and the stable problem type. */
    public enum Kind {
        /** The input itself is wrong: 400. */
        INVALID_INPUT("invalid-input", "Invalid input", HttpStatus.BAD_REQUEST),
        /** Somebody else may do it: 403. */
        FORBIDDEN("forbidden", "Forbidden", HttpStatus.FORBIDDEN),
        /** What the input speaks of does not exist: 404. */
        NOT_FOUND("not-found", "Not found", HttpStatus.NOT_FOUND),
        /** The input is right, but not in the present state: 409. */
        CONFLICT("conflict", "Conflict", HttpStatus.CONFLICT),
        /** A stage cannot be left yet: 409, with what is missing. */
        GATE_CLOSED("gate-closed", "Gate closed", HttpStatus.CONFLICT),
        /** An idempotency key came again with another body: 422. */
        KEY_REUSED("idempotency-key-reused", "Idempotency key reused", HttpStatus.UNPROCESSABLE_ENTITY);

        private final String type;
        private final String title;
        private final HttpStatus status;

        Kind(String type, String title, HttpStatus status) {
            this.type = type;
            this.title = title;
            this.status = status;
        }

        /** The last part of the problem type, stable for callers. */
        public String type() {
            return type;
        }

        public String title() {
            return title;
        }

        public HttpStatus status() {
            return status;
        }
    }

    /** One wrong field: its name as the caller wrote it (dotted for nested fields) and what is wrong with it. */
    public record FieldProblem(String field, String reason) {}

    /** One criterion that is not met: its stable id, and what it is in words. */
    public record Missing(String criterion, String label) {}

    private final Kind kind;
    private final List<FieldProblem> errors;
    private final List<Missing> missing;

    private Refusal(Kind kind, String message, List<FieldProblem> errors) {
        this(kind, message, errors, List.of());
    }

    private Refusal(Kind kind, String message, List<FieldProblem> errors, List<Missing> missing) {
        super(message);
        this.kind = kind;
        this.errors = List.copyOf(errors);
        this.missing = List.copyOf(missing);
    }

    /** Refuses input whose fields are wrong; the message lists every field with its reason. */
    public static Refusal ofFields(List<FieldProblem> errors) {
        String message = errors.stream()
                .map(error -> error.field() + " " + error.reason())
                .collect(java.util.stream.Collectors.joining("; ", "", "."));
        return new Refusal(Kind.INVALID_INPUT, capitalised(message), errors);
    }

    /** Refuses one field. */
    public static Refusal ofField(String field, String reason) {
        return ofFields(List.of(new FieldProblem(field, reason)));
    }

    /** Refuses what a person did in a form; {@code sentence} is shown to that person as it stands. */
    public static Refusal because(String sentence) {
        return new Refusal(Kind.INVALID_INPUT, sentence, List.of());
    }

    /** Refuses what is right in itself but not possible now. */
    public static Refusal conflict(String sentence) {
        return new Refusal(Kind.CONFLICT, sentence, List.of());
    }

    /** Refuses what the acting person may not do; {@code sentence} says who may. */
    public static Refusal forbidden(String sentence) {
        return new Refusal(Kind.FORBIDDEN, sentence, List.of());
    }

    /** Says that something does not exist. */
    public static Refusal notFound(String sentence) {
        return new Refusal(Kind.NOT_FOUND, sentence, List.of());
    }

    /** Says that a stage cannot be left, and everything that is missing. */
    public static Refusal closedGate(String sentence, List<Missing> missing) {
        return new Refusal(Kind.GATE_CLOSED, sentence, List.of(), missing);
    }

    static Refusal keyReused(String sentence) {
        return new Refusal(
                Kind.KEY_REUSED, sentence, List.of(new FieldProblem("Idempotency-Key", "was used with another body")));
    }

    public Kind kind() {
        return kind;
    }

    /** The wrong fields; empty where the refusal is about the whole. */
    public List<FieldProblem> errors() {
        return errors;
    }

    /** The criteria that are not met; empty where the refusal is about something else. */
    public List<Missing> missing() {
        return missing;
    }

    private static String capitalised(String text) {
        return text.isEmpty() ? text : Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}
