package io.baton;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.core.env.Environment;

/** Calls the running application over HTTP, as another system does. */
@TestComponent
public class Rest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Environment environment;
    private final HttpClient http = HttpClient.newHttpClient();

    Rest(Environment environment) {
        this.environment = environment;
    }

    /**
     * An answer.
     *
     * @param body the JSON of the body, or a missing node where it is none
     */
    public record Answer(int status, JsonNode body, HttpResponse<String> raw) {

        /** The value of a header, or an empty string. */
        public String header(String name) {
            return raw.headers().firstValue(name).orElse("");
        }
    }

    public Answer get(String user, String path) {
        return send(request(user, path).GET().build());
    }

    public Answer post(String user, String path, String json, String... headers) {
        HttpRequest.Builder request =
                request(user, path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(json));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request.build());
    }

    /** Any other method; a body that is empty is not sent. */
    public Answer method(@Nullable String user, String method, String path, String json) {
        return send(request(user, path)
                .header("Content-Type", "application/json")
                .method(method, json.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(json))
                .build());
    }

    /** A request with Basic authentication where a user is named; the password is the user name. */
    public HttpRequest.Builder request(@Nullable String user, String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path));
        if (user != null) {
            request.header(
                    "Authorization",
                    "Basic "
                            + Base64.getEncoder().encodeToString((user + ":" + user).getBytes(StandardCharsets.UTF_8)));
        }
        return request;
    }

    public URI uri(String path) {
        return URI.create("http://127.0.0.1:" + environment.getProperty("local.server.port") + path);
    }

    public Answer send(HttpRequest request) {
        return send(http, request);
    }

    Answer send(HttpClient http, HttpRequest request) {
        try {
            HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
            return new Answer(response.statusCode(), json(response.body()), response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode json(String body) {
        try {
            return body.isBlank() ? JSON.missingNode() : JSON.readTree(body);
        } catch (JsonProcessingException e) {
            return JSON.missingNode();
        }
    }
}
