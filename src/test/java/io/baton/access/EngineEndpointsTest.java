package io.baton.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.BatonTest;
import io.baton.Modeler;
import io.baton.Rest;
import io.baton.Rest.Answer;
import io.baton.Rows;
import io.baton.Unguarded;
import io.baton.Walk;
import io.baton.WebApp;
import io.baton.WebApp.Session;
import io.baton.access.Endpoints.Endpoint;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.ProcessEngine;
import org.glassfish.jersey.servlet.ServletContainer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;

/**
 * Every call that the engine and the web apps answer, found in the running application: each belongs to a class of
 * operation, and each that the table denies somebody is really tried by that person.
 */
@BatonTest
@TestInstance(Lifecycle.PER_CLASS)
class EngineEndpointsTest {

    private static final Set<Integer> REFUSED = Set.of(400, 401, 403, 404, 405);
    private static final Set<String> NOTHING = Set.of("", "[]", "{}", "{\"count\":0}");

    /** A file and a value as a browser sends them. */
    private static final String MULTIPART = """
            --x\r
            Content-Disposition: form-data; name="attachment-name"\r
            \r
            Evil\r
            --x\r
            Content-Disposition: form-data; name="valueType"\r
            \r
            String\r
            --x\r
            Content-Disposition: form-data; name="%s"; filename="evil.txt"\r
            Content-Type: text/plain\r
            \r
            Evil\r
            --x--\r
            """;

    @Autowired
    private ServletWebServerApplicationContext application;

    @Autowired
    private ProcessEngine engine;

    @Autowired
    private Walk walk;

    @Autowired
    private Unguarded unguarded;

    @Autowired
    private Rows rows;

    @Autowired
    private WebApp webApp;

    @Autowired
    private Rest rest;

    private final EndpointTable table = EndpointTable.read();
    private Collection<Endpoint> endpoints = List.of();
    private EngineSituation situation;

    /** Sends a request in somebody's name. */
    private interface Door {

        HttpRequest.Builder request(String path);

        Answer send(HttpRequest request);
    }

    @BeforeAll
    void createOneOfEverything() {
        endpoints = Endpoints.of(application);
        situation = new EngineSituation(engine, walk, unguarded);
        situation.create();
    }

    @AfterAll
    void takeItBack() {
        situation.takeBack();
    }

    @Test
    @Tag("C48")
    void knowsEveryCallAndNamesNoneThatIsGone() {
        assertThat(endpoints).hasSizeGreaterThan(1_000);
        assertThat(endpoints.stream().filter(it -> table.type(it).isEmpty()))
                .as("calls that no line of engine-endpoints.csv knows")
                .isEmpty();
        assertThat(table.unused(endpoints))
                .as("lines and classes without a call")
                .isEmpty();
    }

    @Test
    @Tag("C48")
    void knowsEveryServletThatAnswers() {
        assertThat(Endpoints.servlets(application))
                .filteredOn(it -> !it.getServletClass().equals(ServletContainer.class.getName()))
                .extracting(it -> it.getName())
                .as("servlets beside those whose calls are found here, and that of /api")
                .containsOnly("dispatcherServlet");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "anonymous,",
        "other-staff,sam",
        "hat,tom",
        "manager,max",
        "process-owner,olga",
        "administrator,admin",
        "integration,integration"
    })
    @Tag("C48")
    void keepsWhatTheTableDeniesBehindTheWebApps(String role, @Nullable String person) {
        // A system has no web app to sign in to: it tries without a session.
        Session session = person == null || role.equals("integration")
                ? webApp.visit()
                : webApp.signIn(person, role.equals("process-owner") ? "cockpit" : "tasklist");

        sweep("/camunda/", role, person, new Door() {
            @Override
            public HttpRequest.Builder request(String path) {
                return session.request(path);
            }

            @Override
            public Answer send(HttpRequest request) {
                return session.send(request);
            }
        });
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "anonymous,",
        "other-staff,sam",
        "hat,tom",
        "manager,max",
        "process-owner,olga",
        "administrator,admin",
        "integration,integration"
    })
    @Tag("C48")
    void keepsWhatTheTableDeniesBehindModelersDoor(String role, @Nullable String person) {
        sweep("/engine-rest", role, person, new Door() {
            @Override
            public HttpRequest.Builder request(String path) {
                return rest.request(person, path);
            }

            @Override
            public Answer send(HttpRequest request) {
                return rest.send(request);
            }
        });
    }

    private void sweep(String mount, String role, @Nullable String person, Door door) {
        List<String> problems = new ArrayList<>();
        Map<String, String> start = rows.contents();
        Map<String, String> before = start;
        for (Endpoint endpoint : endpoints) {
            if (!endpoint.path().startsWith(mount) || !isTried(endpoint, role)) {
                continue;
            }
            Answer answer = attempt(endpoint, String.valueOf(person), door);
            String problem = problem(endpoint, role, answer);
            if (problem != null) {
                problems.add(endpoint + " " + problem + ": " + answer.status() + " "
                        + answer.raw().body());
            }
            // What was refused at the door is looked at once, at the end.
            if (isChange(endpoint) && answer.status() != 401 && answer.status() != 403) {
                Map<String, String> after = rows.contents();
                if (!after.equals(before)) {
                    problems.add(endpoint + " changed something, and answered " + answer.status());
                }
                before = after;
            }
        }

        assertThat(problems).isEmpty();
        assertThat(rows.contents()).isEqualTo(start);
    }

    /** What somebody may change is tried where it belongs to somebody else; the rest is the matter of other tests. */
    private boolean isTried(Endpoint endpoint, String role) {
        // Modeler's door has every call twice; who may not pass it at all need not try both.
        boolean twice = endpoint.path().startsWith("/engine-rest/engine/{name}/");
        if (twice && !Set.of("process-owner", "administrator").contains(role)) {
            return false;
        }
        return !table.right(endpoint, role).equals("yes") || !isChange(endpoint);
    }

    private @Nullable String problem(Endpoint endpoint, String role, Answer answer) {
        String right = table.right(endpoint, role);
        int status = answer.status();
        String body = answer.raw().body();
        boolean refused = REFUSED.contains(status);
        if (status >= 500) {
            return "is a server error";
        }
        if (role.equals("anonymous") && right.equals("no") && status != 401) {
            return "does not ask for a sign-in";
        }
        if (right.equals("yes") || refused) {
            return null;
        }
        if (right.equals("none")) {
            return NOTHING.contains(body.replaceAll("\\s", "")) ? null : "shows something";
        }
        if (right.equals("own") && !isChange(endpoint)) {
            return situation.secrets().stream().anyMatch(body::contains) ? "shows somebody else's" : null;
        }
        return "is not refused";
    }

    private Answer attempt(Endpoint endpoint, String me, Door door) {
        String path = situation.path(endpoint.path());
        String body = situation.filled(table.body(endpoint), me);
        String query = body.startsWith("?") ? body : "";
        HttpRequest.Builder request = door.request(path + query).setHeader("Accept", "*/*");
        String type = contentType(endpoint);
        if (!type.isEmpty()) {
            request.header("Content-Type", type);
        }
        return door.send(request.method(endpoint.method(), content(endpoint, query.isEmpty() ? body : ""))
                .build());
    }

    private static String contentType(Endpoint endpoint) {
        if (!endpoint.method().matches("POST|PUT")) {
            return "";
        }
        if (isDeployment(endpoint)) {
            return "multipart/form-data; boundary=----WebKitFormBoundaryBaton";
        }
        return isUpload(endpoint) ? "multipart/form-data; boundary=x" : "application/json";
    }

    private static BodyPublisher content(Endpoint endpoint, String body) {
        if (isDeployment(endpoint)) {
            return BodyPublishers.ofByteArray(Modeler.body(Map.of("lead-intake.bpmn", changedDiagram())));
        }
        if (isUpload(endpoint)) {
            return BodyPublishers.ofString(MULTIPART.formatted(endpoint.path().endsWith("/data") ? "data" : "content"));
        }
        return body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body);
    }

    private static boolean isDeployment(Endpoint endpoint) {
        return endpoint.path().endsWith("/deployment/create");
    }

    private static boolean isUpload(Endpoint endpoint) {
        return endpoint.method().equals("POST") && endpoint.path().matches(".*/(data|attachment/create)");
    }

    /** Whether a call is for more than reading; some are asked by POST since their question is long. */
    private boolean isChange(Endpoint endpoint) {
        String type = table.type(endpoint).orElseThrow();
        return !endpoint.method().matches("GET|OPTIONS") && !type.startsWith("read-");
    }

    private static byte[] changedDiagram() {
        try {
            return (Files.readString(Path.of("processes/lead/lead-intake.bpmn")) + "\n")
                    .getBytes(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
