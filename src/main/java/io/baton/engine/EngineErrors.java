package io.baton.engine;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.baton.api.Refusal;
import io.baton.api.RequestTooLarge;
import jakarta.annotation.Priority;
import jakarta.persistence.OptimisticLockException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.ProcessEnginePersistenceException;
import org.camunda.bpm.engine.exception.NotFoundException;
import org.camunda.bpm.engine.exception.NullValueException;
import org.camunda.bpm.engine.rest.exception.ExceptionHandlerHelper;
import org.camunda.bpm.engine.rest.exception.RestException;
import org.hibernate.StaleStateException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.ConcurrencyFailureException;

/**
 * What the engine's REST interface calls a server error, or says nothing of, although the caller made it: something that
 * is not there, that the person may not read, or a body that cannot be read.
 */
public final class EngineErrors {

    private static final Logger LOG = LoggerFactory.getLogger(EngineErrors.class);

    private EngineErrors() {}

    /** All of them, for an application of JAX-RS to register. */
    static List<Class<? extends ExceptionMapper<?>>> mappers() {
        return List.of(
                Wrapped.class,
                InAListener.class,
                Missing.class,
                Malformed.class,
                NotStorable.class,
                ChangedMeanwhile.class,
                ChangedInTheEngine.class,
                NoJson.class,
                OtherJson.class,
                TooLong.class,
                TooDeep.class);
    }

    /** Finds out why a call went wrong where the interface hides the reason in an error of its own. */
    @Priority(1)
    public static class Wrapped implements ExceptionMapper<RestException> {

        @Override
        public Response toResponse(RestException error) {
            Refusal refusal = cause(error, Refusal.class);
            if (refusal != null) {
                return new RefusalMapper().toResponse(refusal);
            }
            if (isChangedMeanwhile(error)) {
                return changedMeanwhile(error);
            }
            AuthorizationException denied = cause(error, AuthorizationException.class);
            if (denied != null) {
                return ExceptionHandlerHelper.getInstance().getResponse(denied);
            }
            if (error.getStatus() == Status.INTERNAL_SERVER_ERROR && isMissing(error)) {
                return answer(Status.NOT_FOUND, "RestException", error.getMessage());
            }
            if (error.getStatus() == Status.BAD_REQUEST) {
                return answer(
                        Status.BAD_REQUEST,
                        error.getClass().getSimpleName(),
                        String.valueOf(error.getMessage()).replaceAll(" to java type [\\w.$]+", ""));
            }
            return ExceptionHandlerHelper.getInstance().getResponse(error);
        }

        private static boolean isMissing(RestException error) {
            return cause(error, NullValueException.class) != null || cause(error, NotFoundException.class) != null;
        }
    }

    /** What went wrong in something that follows an event of a task: the engine wraps the reason in an error of its own. */
    @Priority(1)
    public static class InAListener implements ExceptionMapper<ProcessEngineException> {

        @Override
        public Response toResponse(ProcessEngineException error) {
            Refusal refusal = cause(error, Refusal.class);
            if (refusal != null) {
                return new RefusalMapper().toResponse(refusal);
            }
            return isChangedMeanwhile(error)
                    ? changedMeanwhile(error)
                    : ExceptionHandlerHelper.getInstance().getResponse(error);
        }
    }

    /** An id that the engine does not know. */
    @Priority(1)
    public static class Missing implements ExceptionMapper<NullValueException> {

        @Override
        public Response toResponse(NullValueException error) {
            // Most are ids that somebody invented; a table that a step misses must be found in the log.
            LOG.info("Not found: {}", String.valueOf(error.getMessage()).replaceAll("\\p{Cntrl}", " "));
            return answer(Status.NOT_FOUND, "NullValueException", error.getMessage());
        }
    }

    /** A request in which the interface itself, before it asks the engine, misses what it takes for granted. */
    @Priority(1)
    public static class Malformed implements ExceptionMapper<RuntimeException> {

        @Override
        public Response toResponse(RuntimeException error) {
            boolean whileReading = Arrays.stream(error.getStackTrace())
                    .map(StackTraceElement::getClassName)
                    .filter(name -> !name.startsWith("java."))
                    .findFirst()
                    .filter(name -> name.startsWith("org.camunda.bpm.engine.rest."))
                    .isPresent();
            boolean byAccident = error instanceof NullPointerException || error instanceof IndexOutOfBoundsException;
            if (whileReading && byAccident) {
                LOG.warn("Refused a body that the engine's interface cannot take", error);
                return answer(Status.BAD_REQUEST, "InvalidRequest", "The body lacks what this call needs.");
            }
            return ExceptionHandlerHelper.getInstance().getResponse(error);
        }
    }

    /** What the database can neither store nor look for: a text with a NUL, a negative number of rows. */
    @Priority(1)
    public static class NotStorable implements ExceptionMapper<ProcessEnginePersistenceException> {

        /** Class 22 of SQL's states: data exception. */
        private static final String DATA = "22";

        @Override
        public Response toResponse(ProcessEnginePersistenceException error) {
            SQLException reason = cause(error, SQLException.class);
            return reason != null && String.valueOf(reason.getSQLState()).startsWith(DATA)
                    ? answer(
                            Status.BAD_REQUEST,
                            "InvalidRequest",
                            "A text or a number in the request is not one that can be stored or looked for.")
                    : ExceptionHandlerHelper.getInstance().getResponse(error);
        }
    }

    /** Two people did something with the same customer at the same instant: the second is told so. */
    @Priority(1)
    public static class ChangedMeanwhile implements ExceptionMapper<ConcurrencyFailureException> {

        @Override
        public Response toResponse(ConcurrencyFailureException error) {
            return changedMeanwhile(error);
        }
    }

    /** The same, where the engine's own rows were changed. */
    @Priority(1)
    public static class ChangedInTheEngine implements ExceptionMapper<OptimisticLockingException> {

        @Override
        public Response toResponse(OptimisticLockingException error) {
            return changedMeanwhile(error);
        }
    }

    /** Whether somebody else was faster, as the engine, the record or the database says it. */
    private static boolean isChangedMeanwhile(Throwable error) {
        return Stream.of(
                        OptimisticLockingException.class,
                        ConcurrencyFailureException.class,
                        OptimisticLockException.class,
                        StaleStateException.class)
                .anyMatch(reason -> cause(error, reason) != null);
    }

    private static Response changedMeanwhile(Throwable error) {
        LOG.debug("Concurrent change", error);
        return answer(
                Status.CONFLICT,
                "ChangedMeanwhile",
                "Somebody else changed this at the same moment; nothing was written. Read it again and repeat.");
    }

    /** A body that is no JSON, of which the interface says nothing at all. */
    @Priority(1)
    public static class NoJson implements ExceptionMapper<JsonParseException> {

        @Override
        public Response toResponse(JsonParseException error) {
            return answer(
                    Status.BAD_REQUEST,
                    "InvalidRequest",
                    "The body is not valid JSON: see line %d, column %d."
                            .formatted(
                                    error.getLocation().getLineNr(),
                                    error.getLocation().getColumnNr()));
        }
    }

    /** JSON of another form than the call reads. */
    @Priority(1)
    public static class OtherJson implements ExceptionMapper<JsonMappingException> {

        @Override
        public Response toResponse(JsonMappingException error) {
            String path = error.getPath().stream()
                    .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName())
                    .collect(Collectors.joining("."));
            String problem = error instanceof UnrecognizedPropertyException
                    ? "is not a known field."
                    : "has the wrong type or form.";
            return answer(
                    Status.BAD_REQUEST,
                    "InvalidRequest",
                    (path.isEmpty() ? "The body" : "'" + path + "'") + " " + problem);
        }
    }

    /** A body that grew beyond the limit while it was read. */
    @Priority(1)
    public static class TooLong implements ExceptionMapper<RequestTooLarge> {

        @Override
        public Response toResponse(RequestTooLarge error) {
            return answer(Status.REQUEST_ENTITY_TOO_LARGE, "RequestTooLarge", error.getMessage());
        }
    }

    /** JSON that is nested more deeply, or has longer names and numbers, than any honest one. */
    @Priority(1)
    public static class TooDeep implements ExceptionMapper<StreamConstraintsException> {

        @Override
        public Response toResponse(StreamConstraintsException error) {
            return answer(
                    Status.BAD_REQUEST,
                    "InvalidRequest",
                    "The JSON is nested too deeply, or a name or number in it is too long.");
        }
    }

    private static Response answer(Status status, String type, String message) {
        return Response.status(status)
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(Map.of("type", type, "message", message))
                .build();
    }

    private static <T extends Throwable> @Nullable T cause(Throwable error, Class<T> type) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return type.cast(cause);
            }
        }
        return null;
    }
}
