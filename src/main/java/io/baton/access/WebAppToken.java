package io.baton.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.Arrays;
import org.camunda.bpm.webapp.impl.security.filter.util.CsrfConstants;
import org.jspecify.annotations.Nullable;

/** The token that a page of ours puts into its forms, so that no other site can send them. */
public final class WebAppToken {

    /** The field's name; it stands in the address to which a form is sent, since what is in a body is read much later. */
    static final String FIELD = "_csrf";

    private WebAppToken() {}

    /** The token of the request's session, or an empty text where nobody is signed in with one. */
    public static String of(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        Object token = session == null ? null : session.getAttribute(CsrfConstants.CSRF_TOKEN_SESSION_ATTR_NAME);
        return token == null ? "" : token.toString();
    }

    /** The token in the address to which a form of ours was sent, or null; forms without a script can set no header. */
    static @Nullable String inAddress(HttpServletRequest request) {
        String query = request.getQueryString();
        if (query == null || !(request.getRequestURI() + "/").startsWith("/imports/")) {
            return null;
        }
        return Arrays.stream(query.split("&"))
                .filter(it -> it.startsWith(FIELD + "="))
                .map(it -> it.substring(FIELD.length() + 1))
                .findFirst()
                .orElse(null);
    }
}
