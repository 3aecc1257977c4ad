package io.baton;

import io.baton.Rest.Answer;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.Deployment;
import org.springframework.boot.test.context.TestComponent;

/** Sends what Camunda Modeler sends when a process owner deploys, and takes it all back after the test. */
@TestComponent
public class Modeler {

    private static final String BOUNDARY = "----WebKitFormBoundaryBaton";

    private final Rest rest;
    private final RepositoryService repository;
    private final List<String> before = new ArrayList<>();

    Modeler(Rest rest, RepositoryService repository) {
        this.rest = rest;
        this.repository = repository;
    }

    /** Asks whether the engine is there, as Modeler does while the address is typed. */
    public Answer version(String user) {
        return rest.get(user, "/engine-rest/version");
    }

    /** Asks whether the user may deploy at all. */
    public Answer deployments(String user) {
        return rest.get(user, "/engine-rest/deployment?maxResults=0");
    }

    /** Deploys files by their names. */
    public Answer deploy(String user, Map<String, String> files) {
        Map<String, byte[]> bytes = new LinkedHashMap<>();
        files.forEach((name, text) -> bytes.put(name, text.getBytes(StandardCharsets.UTF_8)));
        return deployBytes(user, bytes);
    }

    /** Deploys one file. */
    public Answer deploy(String user, String name, String text) {
        return deploy(user, Map.of(name, text));
    }

    /** Deploys files of any content. */
    public Answer deployBytes(String user, Map<String, byte[]> files) {
        begin();
        return rest.send(rest.request(user, "/engine-rest/deployment/create")
                .header("Accept", "application/json")
                .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                .POST(BodyPublishers.ofByteArray(body(files)))
                .build());
    }

    /** The multipart body of a deployment. */
    public static byte[] body(Map<String, byte[]> files) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        field(body, "deployment-name", "Baton changes");
        field(body, "deployment-source", "Camunda Modeler");
        field(body, "enable-duplicate-filtering", "true");
        files.forEach((name, content) -> {
            write(
                    body,
                    "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + name + "\"; filename=\"" + name
                            + "\"\r\nContent-Type: application/octet-stream\r\n\r\n");
            body.writeBytes(content);
            write(body, "\r\n");
        });
        write(body, "--" + BOUNDARY + "--\r\n");
        return body.toByteArray();
    }

    /** Deletes what was deployed since the test began, so that other tests find what they know. */
    public void takeBack() {
        if (before.isEmpty()) {
            return;
        }
        repository.createDeploymentQuery().orderByDeploymentTime().desc().list().stream()
                .map(Deployment::getId)
                .filter(id -> !before.contains(id))
                .forEach(id -> repository.deleteDeployment(id, true));
        before.clear();
    }

    /** Remembers what is deployed; called by the first deployment of a test, where the test does not. */
    public void begin() {
        if (before.isEmpty()) {
            repository.createDeploymentQuery().list().stream()
                    .map(Deployment::getId)
                    .forEach(before::add);
        }
    }

    private static void field(ByteArrayOutputStream body, String name, String value) {
        write(
                body,
                "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n");
    }

    private static void write(ByteArrayOutputStream body, String text) {
        body.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }
}
