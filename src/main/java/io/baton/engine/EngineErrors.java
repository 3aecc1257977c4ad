package io.baton.engine;

import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.baton.api.Refusal;
import io.baton.api.RequestTooLarge;
import jakarta.annotation.Priority;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.exception.NotFoundException;
import org.camunda.bpm.engine.exception.NullValueException;
import org.camunda.bpm.engine.rest.exception.ExceptionHandlerHelper;
import org.camunda.bpm.engine.rest.exception.RestException;
import org.jspecify.annotations.Nullable;

/**
 * What the engine's REST interface calls a server error although the caller made it: something that is not there, that
 * the person may not read, or that is too long or too deep to be read.
 */
public final class EngineErrors {

    private EngineErrors() {}

    /** All of them, for an application of JAX-RS to register. */
    static List<Class<? extends ExceptionMapper<?>>> mappers() {
        return List.of(Wrapped.class, Missing.class, TooLong.class, TooDeep.class);
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
            AuthorizationException denied = cause(error, AuthorizationException.class);
            if (denied != null) {
                return ExceptionHandlerHelper.getInstance().getResponse(denied);
            }
            if (error.getStatus() == Status.INTERNAL_SERVER_ERROR && isMissing(error)) {
                return answer(Status.NOT_FOUND, "RestException", error.getMessage());
            }
            return ExceptionHandlerHelper.getInstance().getResponse(error);
        }

        private static boolean isMissing(RestException error) {
            return cause(error, NullValueException.class) != null || cause(error, NotFoundException.class) != null;
        }
    }

    /** An id that the engine does not know. */
    @Priority(1)
    public static class Missing implements ExceptionMapper<NullValueException> {

        @Override
        public Response toResponse(NullValueException error) {
            return answer(Status.NOT_FOUND, "NullValueException", error.getMessage());
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
