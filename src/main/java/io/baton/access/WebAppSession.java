package io.baton.access;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.baton.api.Problems;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.webapp.impl.security.auth.AuthenticationUtil;
import org.camunda.bpm.webapp.impl.security.filter.util.CsrfConstants;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets somebody who is signed in to a web app call {@code /api} with that session. What changes something needs the web
 * apps' CSRF token besides.
 */
class WebAppSession extends OncePerRequestFilter {

    private final ProcessEngine engine;
    private final ObjectMapper json;

    WebAppSession(ProcessEngine engine, ObjectMapper json) {
        this.engine = engine;
        this.json = json;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String user = request.getHeader(HttpHeaders.AUTHORIZATION) == null ? signedIn(engine, request) : null;
        if (user == null) {
            chain.doFilter(request, response);
            return;
        }
        if (changesSomething(request) && !hasToken(request)) {
            Doors.write(
                    response,
                    json,
                    Problems.of(
                            HttpStatus.FORBIDDEN,
                            "csrf-token-missing",
                            "CSRF token missing",
                            "A call with the web apps' session needs the header X-XSRF-TOKEN with the cookie's value."));
            return;
        }
        SecurityContextHolder.getContext().setAuthentication(EngineUsers.signedIn(engine, user));
        chain.doFilter(request, response);
    }

    /** Who is signed in to a web app with this request's session, or null. */
    static @Nullable String signedIn(ProcessEngine engine, HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session == null) {
            return null;
        }
        var authentication =
                AuthenticationUtil.getAuthsFromSession(session).getAuthenticationForProcessEngine(engine.getName());
        return authentication == null ? null : authentication.getIdentityId();
    }

    private static boolean changesSomething(HttpServletRequest request) {
        return !CsrfConstants.CSRF_NON_MODIFYING_METHODS_PATTERN
                .matcher(request.getMethod())
                .matches();
    }

    private static boolean hasToken(HttpServletRequest request) {
        Object expected = request.getSession(false).getAttribute(CsrfConstants.CSRF_TOKEN_SESSION_ATTR_NAME);
        String header = request.getHeader(CsrfConstants.CSRF_TOKEN_HEADER_NAME);
        String given = header == null ? WebAppToken.inAddress(request) : header;
        return expected != null
                && given != null
                && MessageDigest.isEqual(
                        expected.toString().getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }
}
