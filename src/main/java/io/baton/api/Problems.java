package io.baton.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.baton.api.Refusal.FieldProblem;
import java.net.URI;
import java.util.List;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Answers every error under {@code /api} with RFC 9457 problem details: a stable type, a sentence, and the fields. */
@RestControllerAdvice
public class Problems extends ResponseEntityExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
    private static final String TYPE = "urn:baton:problem:";

    /** Problem details for a kind of problem that has no exception of its own. */
    public static ProblemDetail of(HttpStatus status, String type, String title, String detail) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setType(URI.create(TYPE + type));
        problem.setTitle(title);
        return problem;
    }

    @ExceptionHandler
    ProblemDetail refused(Refusal refusal) {
        Refusal.Kind kind = refusal.kind();
        ProblemDetail problem =
                withErrors(of(kind.status(), kind.type(), kind.title(), refusal.getMessage()), refusal.errors());
        if (!refusal.missing().isEmpty()) {
            problem.setProperty("missing", refusal.missing());
        }
        return problem;
    }

    @ExceptionHandler
    ProblemDetail wrongType(MethodArgumentTypeMismatchException e) {
        String expected = boolean.class.equals(e.getRequiredType()) ? "true or false" : "a number";
        return refused(Refusal.ofField(e.getName(), "must be " + expected + ", but is '" + e.getValue() + "'"));
    }

    @ExceptionHandler({ConcurrencyFailureException.class, OptimisticLockingException.class})
    ProblemDetail changedMeanwhile(Exception e) {
        LOG.debug("Concurrent change", e);
        return of(
                HttpStatus.CONFLICT,
                "changed-meanwhile",
                "Changed meanwhile",
                "Somebody else changed this at the same moment; nothing was written. Read it again and repeat.");
    }

    @ExceptionHandler
    ProblemDetail unexpected(RuntimeException e) {
        LOG.error("Unexpected error", e);
        return of(
                HttpStatus.INTERNAL_SERVER_ERROR,
                "unexpected",
                "Unexpected error",
                "Something went wrong on our side; nothing was written. The log says what.");
    }

    @Override
    protected ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        ProblemDetail problem = findCause(e, RequestTooLarge.class) != null
                ? tooLarge(RequestSizeLimit.LARGEST_BODY)
                : refused(unreadable(findCause(e, JsonProcessingException.class)));
        return handleExceptionInternal(e, problem, headers, HttpStatusCode.valueOf(problem.getStatus()), request);
    }

    @Override
    protected ResponseEntity<Object> handleMaxUploadSizeExceededException(
            MaxUploadSizeExceededException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return handleExceptionInternal(
                e, tooLarge(RequestSizeLimit.LARGEST_TABLE), headers, HttpStatus.PAYLOAD_TOO_LARGE, request);
    }

    @Override
    protected ResponseEntity<Object> createResponseEntity(
            @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        if (body instanceof ProblemDetail problem && URI.create("about:blank").equals(problem.getType())) {
            String title = problem.getTitle() == null ? "error" : problem.getTitle();
            problem.setType(
                    URI.create(TYPE + title.toLowerCase(java.util.Locale.ROOT).replace(' ', '-')));
        }
        return super.createResponseEntity(body, headers, status, request);
    }

    static ProblemDetail tooLarge(int largest) {
        return of(
                HttpStatus.PAYLOAD_TOO_LARGE,
                "too-large",
                "Too large",
                largest == RequestSizeLimit.LARGEST_TABLE
                        ? "The file is larger than " + largest / 1024 / 1024
                                + " MB: split it, or leave out the columns that are not imported."
                        : "The request's body is larger than " + largest / 1024 + " KB.");
    }

    private static Refusal unreadable(@Nullable JsonProcessingException e) {
        if (e == null) {
            return Refusal.because("The request needs a JSON body.");
        }
        if (e instanceof UnrecognizedPropertyException unknown) {
            return Refusal.ofField(path(unknown), "is not a known field");
        }
        if (e instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()) {
            return Refusal.ofField(path(mapping), "has the wrong type or form");
        }
        var at = e.getLocation();
        return Refusal.because("The body is not valid JSON"
                + (at == null ? "." : ": see line " + at.getLineNr() + ", column " + at.getColumnNr() + "."));
    }

    private static String path(JsonMappingException e) {
        return e.getPath().stream()
                .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName())
                .collect(Collectors.joining("."));
    }

    private static ProblemDetail withErrors(ProblemDetail problem, List<FieldProblem> errors) {
        if (!errors.isEmpty()) {
            problem.setProperty("errors", errors);
        }
        return problem;
    }

    private static <T extends Throwable> @Nullable T findCause(Throwable thrown, Class<T> type) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return type.cast(cause);
            }
        }
        return null;
    }
}
