package io.baton.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.BatonTest;
import io.baton.Rest;
import io.baton.Rest.Answer;
import io.baton.Rows;
import io.baton.WebApp;
import io.baton.WebApp.Session;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Bodies that are made to fill the memory or the stack of the server, at every door. */
@BatonTest
@TestInstance(Lifecycle.PER_CLASS)
class OversizedBodiesTest {

    private static final String TOO_LONG = "{\"name\":\"" + "x".repeat(300 * 1024) + "\"}";

    @Autowired
    private Rest rest;

    @Autowired
    private WebApp webApp;

    @Autowired
    private Rows rows;

    private Session mia;

    @BeforeAll
    void signIn() {
        mia = webApp.signIn("mia");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/camunda/api/engine/engine/default/task",
                "/camunda/api/engine/engine/default/task/count",
                "/camunda/api/engine/engine/default/task/none/complete",
                "/camunda/api/engine/engine/default/filter/create",
                "/camunda/api/engine/engine/default/process-definition/key/lead-intake/submit-form",
                "/camunda/api/engine/engine/default/process-instance",
                "/camunda/api/cockpit/plugin/base/default/process-instance",
                "/api/leads"
            })
    @Tag("C48")
    void refusesABodyThatIsTooLongWithAndWithoutItsLength(String path) {
        Map<String, String> before = rows.contents();

        Answer withLength =
                mia.send(json(path).POST(BodyPublishers.ofString(TOO_LONG)).build());
        Answer chunked = mia.send(json(path)
                .POST(BodyPublishers.ofInputStream(
                        () -> new ByteArrayInputStream(TOO_LONG.getBytes(StandardCharsets.UTF_8))))
                .build());

        for (Answer answer : new Answer[] {withLength, chunked}) {
            assertThat(answer.status()).as(answer.raw().body()).isEqualTo(413);
            assertThat(answer.raw().body()).contains("larger than 256 KB").doesNotContain("\tat ");
        }
        assertThat(rows.contents()).isEqualTo(before);
    }

    @Test
    @Tag("C48")
    void refusesASignInThatIsTooLong() {
        String form = "username=tom&password=" + "x".repeat(300 * 1024);
        for (boolean chunked : new boolean[] {false, true}) {
            Session stranger = webApp.visit();
            Answer answer = stranger.send(stranger.request("/camunda/api/admin/auth/user/default/login/tasklist")
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(
                            chunked
                                    ? BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(form.getBytes()))
                                    : BodyPublishers.ofString(form))
                    .build());

            assertThat(answer.status()).as(answer.raw().body()).isEqualTo(chunked ? 411 : 413);
        }
    }

    static Stream<Arguments> hostileJson() {
        return Stream.of(
                Arguments.of("lists in lists", "{\"orQueries\":" + "[".repeat(100_000)),
                Arguments.of("objects in objects", "{\"a\":".repeat(40_000)),
                Arguments.of("a query in a query", "{\"orQueries\":[".repeat(5_000) + "{}" + "]}".repeat(5_000)),
                Arguments.of("a number of 100,000 digits", "{\"priority\":" + "9".repeat(100_000) + "}"),
                Arguments.of("a key of 100,000 letters", "{\"" + "k".repeat(100_000) + "\":1}"),
                Arguments.of("no JSON", "<x/>"),
                Arguments.of("a NUL", "{\"nameLike\":\"a\\u0000b\"}"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("hostileJson")
    @Tag("C48")
    void refusesJsonThatNobodyWritesByHand(String name, String body) {
        Answer answer = mia.post(WebApp.ENGINE + "/task", body);

        assertThat(answer.status()).as(answer.raw().body()).isEqualTo(400);
        assertThat(answer.body().path("message").asText())
                .isNotBlank()
                .doesNotContain("com.fasterxml", "org.camunda", "java.", "org.postgresql", "StreamReadConstraints");
    }

    /** Nothing here reads compressed bodies, so none can grow on the way. */
    @ParameterizedTest
    @ValueSource(strings = {"/camunda/api/engine/engine/default/task", "/api/leads"})
    @Tag("C48")
    void unpacksNoBody(String path) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(packed)) {
            zip.write("{\"company\":\"".getBytes(StandardCharsets.UTF_8));
            zip.write(new byte[10 * 1024 * 1024]);
        }
        Answer answer = mia.send(json(path)
                .header("Content-Encoding", "gzip")
                .POST(BodyPublishers.ofByteArray(packed.toByteArray()))
                .build());

        assertThat(answer.status()).as(answer.raw().body()).isIn(400, 415);
    }

    @Test
    @Tag("C48")
    void refusesAPathAndAHeaderThatAreTooLong() {
        Answer path = rest.get("mia", "/api/customers?q=" + "x".repeat(100_000));
        Answer header = rest.send(rest.request("mia", "/api/customers")
                .header("X-Long", "x".repeat(100_000))
                .GET()
                .build());

        assertThat(path.status()).isIn(400, 414, 431);
        assertThat(header.status()).isIn(400, 431);
        assertThat(path.raw().body() + header.raw().body()).doesNotContain("\tat ", "Exception:");
    }

    private HttpRequest.Builder json(String path) {
        return mia.request(path).header("Content-Type", "application/json");
    }
}
