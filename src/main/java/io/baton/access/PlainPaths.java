package io.baton.access;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.baton.api.Problems;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Pattern;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses paths that are written in more than one way, before anything decides by them: two readers of one path, one
 * that guards and one that serves, must never read it differently.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class PlainPaths extends OncePerRequestFilter {

    /** Nobody needs to encode a digit or a letter. */
    private static final String LETTER = "3[0-9]|[46][1-9a-f]|[57][0-9a]";

    private static final Pattern TRICK = Pattern.compile(
            "//|/\\.|;|\\\\|%(25|2e|2f|3b|5c|[01][0-9a-f]|7f|" + LETTER + ")", Pattern.CASE_INSENSITIVE);

    private final ObjectMapper json;

    PlainPaths(ObjectMapper json) {
        this.json = json;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (TRICK.matcher(request.getRequestURI()).find()) {
            Doors.write(
                    response,
                    json,
                    Problems.of(
                            HttpStatus.BAD_REQUEST,
                            "bad-path",
                            "Bad path",
                            "The path contains what no path of this installation does, such as '//', ';' or an encoded"
                                    + " slash."));
            return;
        }
        chain.doFilter(request, response);
    }
}
