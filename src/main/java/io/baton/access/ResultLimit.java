package io.baton.access;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.baton.api.Problems;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets no call read a whole table of the engine: a list that does not say how long it may be gets {@link #MOST_RESULTS}
 * rows, and one that asks for more is refused. The engine's own limit cannot be used, since the web apps' pages ask for some
 * short lists without saying how long.
 */
@Component
class ResultLimit extends OncePerRequestFilter {

    static final int MOST_RESULTS = 2_000;

    private static final String PARAMETER = "maxResults";

    private final ObjectMapper json;

    ResultLimit(ObjectMapper json) {
        this.json = json;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String path = request.getRequestURI();
        // Metrics have a limit of their own, which is lower.
        return (!path.startsWith("/camunda/api/") && !path.startsWith("/engine-rest")) || path.endsWith("/metrics");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        // Not request.getParameter: that would read the body of a form, which is somebody else's.
        String[] asked = limits(request.getQueryString());
        if (asked.length == 0) {
            chain.doFilter(new Limited(request), response);
        } else if (asked.length > 1 || !asked[0].matches("\\d{1,4}") || Integer.parseInt(asked[0]) > MOST_RESULTS) {
            Doors.write(
                    response,
                    json,
                    Problems.of(
                            HttpStatus.BAD_REQUEST,
                            "too-many-results",
                            "Too many results",
                            PARAMETER + " must be one number between 0 and " + MOST_RESULTS + "."));
        } else {
            chain.doFilter(request, response);
        }
    }

    /** What stands behind the parameter, as often as it is given; its name may be encoded, its value is a plain number. */
    private static String[] limits(@Nullable String query) {
        return Arrays.stream(query == null ? new String[0] : query.split("&"))
                .map(pair -> pair.split("=", 2))
                .filter(pair -> decoded(pair[0]).equals(PARAMETER))
                .map(pair -> pair.length == 1 ? "" : pair[1])
                .toArray(String[]::new);
    }

    private static String decoded(String name) {
        try {
            return URLDecoder.decode(name, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return name; // What cannot be decoded is not the parameter's name; who reads it says what is wrong.
        }
    }

    /** The same request, which says how many rows it wants. */
    private static class Limited extends HttpServletRequestWrapper {

        Limited(HttpServletRequest request) {
            super(request);
        }

        @Override
        public String getQueryString() {
            String query = super.getQueryString();
            return (query == null || query.isEmpty() ? "" : query + "&") + PARAMETER + "=" + MOST_RESULTS;
        }
    }
}
