package io.baton;

import io.baton.Rest.Answer;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import org.springframework.boot.test.context.TestComponent;

/** Signs in to the web apps and calls what stands behind them, as the Tasklist's own page does. */
@TestComponent
public class WebApp {

    /** Where the web apps reach the engine. */
    public static final String ENGINE = "/camunda/api/engine/engine/default";

    private final Rest rest;

    WebApp(Rest rest) {
        this.rest = rest;
    }

    /** A session that nobody has signed in to. */
    public Session visit() {
        Session session = new Session();
        session.get("/camunda/app/tasklist/default/");
        return session;
    }

    /** A session of somebody who signed in to the Tasklist; the password is the user name. */
    public Session signIn(String user) {
        return signIn(user, "tasklist");
    }

    /** A session of somebody who signed in to one of the web apps. */
    public Session signIn(String user, String app) {
        Session session = visit();
        Answer answer = session.signIn(user, user, app);
        if (answer.status() != 200) {
            throw new IllegalStateException(user + " cannot sign in: " + answer.status());
        }
        // Signing in makes a new session; the next page that the person may open brings its token.
        session.get("/camunda/app/" + app + "/default/");
        return session;
    }

    /** One browser's session: cookies and the CSRF token. */
    public final class Session {

        private final CookieManager cookies = new CookieManager();
        private final HttpClient http =
                HttpClient.newBuilder().cookieHandler(cookies).build();

        public Answer signIn(String user, String password, String app) {
            String form = "username=" + encoded(user) + "&password=" + encoded(password);
            return send(request("/camunda/api/admin/auth/user/default/login/" + app)
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(BodyPublishers.ofString(form))
                    .build());
        }

        public Answer get(String path) {
            return send(request(path).GET().build());
        }

        public Answer post(String path, String json) {
            return method("POST", path, json);
        }

        /** Any other method with a JSON body and the session's token. */
        public Answer method(String method, String path, String json) {
            return send(request(path)
                    .header("Content-Type", "application/json")
                    .method(method, BodyPublishers.ofString(json))
                    .build());
        }

        /** A request with the session's token, to be completed by the caller. */
        public HttpRequest.Builder request(String path) {
            HttpRequest.Builder request = HttpRequest.newBuilder(rest.uri(path)).header("Accept", "application/json");
            String token = cookie("XSRF-TOKEN");
            return token.isEmpty() ? request : request.header("X-XSRF-TOKEN", token);
        }

        /** The value of one of the session's cookies, or an empty string. */
        public String cookie(String name) {
            return cookies.getCookieStore().getCookies().stream()
                    .filter(cookie -> cookie.getName().equals(name))
                    .map(HttpCookie::getValue)
                    .findFirst()
                    .orElse("");
        }

        public Answer send(HttpRequest request) {
            return rest.send(http, request);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
