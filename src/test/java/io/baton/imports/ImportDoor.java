package io.baton.imports;

import com.fasterxml.jackson.databind.JsonNode;
import io.baton.Rest;
import io.baton.Rest.Answer;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.runtime.Job;

/** Hands files in over REST, as a manager does, and does the work that the engine has in the background. */
class ImportDoor {

    private static final String BOUNDARY = "------a-boundary";

    private final Rest rest;
    private final ManagementService jobs;

    ImportDoor(Rest rest, ManagementService jobs) {
        this.rest = rest;
        this.jobs = jobs;
    }

    Answer post(String user, String query, String name, byte[] file, Map<String, String> parts, String... headers) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        parts.forEach((part, value) -> body.writeBytes(
                ("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + part + "\"\r\n\r\n" + value + "\r\n")
                        .getBytes(StandardCharsets.UTF_8)));
        body.writeBytes(("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name
                        + "\"\r\nContent-Type: application/octet-stream\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        body.writeBytes(file);
        body.writeBytes(("\r\n--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
        var request = rest.request(user, "/api/imports" + query)
                .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                .POST(BodyPublishers.ofByteArray(body.toByteArray()));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return rest.send(request.build());
    }

    Answer dryRun(String csv, String mapping) {
        return post(
                "max",
                "?dryRun=true",
                "customers.csv",
                csv.getBytes(StandardCharsets.UTF_8),
                mapping.isEmpty() ? Map.of() : Map.of("mapping", mapping));
    }

    Answer dryRun(String csv) {
        return dryRun(csv, "");
    }

    /** Imports the file and does all of it; answers what became of it. */
    JsonNode run(String csv, String mapping) {
        Answer answer = post(
                "max",
                "",
                "customers.csv",
                csv.getBytes(StandardCharsets.UTF_8),
                mapping.isEmpty() ? Map.of() : Map.of("mapping", mapping));
        if (answer.status() != 201) {
            throw new AssertionError(answer.raw().body());
        }
        long id = answer.body().get("id").asLong();
        while (step(id)) {
            // One batch each time.
        }
        return rest.get("max", "/api/imports/" + id).body();
    }

    JsonNode run(String csv) {
        return run(csv, "");
    }

    /** Takes an import back, all of it. */
    void undo(long id) {
        undo("max", id);
    }

    void undo(String by, long id) {
        Answer answer = rest.post(by, "/api/imports/" + id + "/undo", "");
        if (answer.status() != 202) {
            throw new AssertionError(answer.raw().body());
        }
        while (step(id)) {
            // One batch each time.
        }
    }

    /** Does the next piece of work of an import, if there is any. */
    boolean step(long id) {
        Job job = job(id);
        if (job != null) {
            jobs.executeJob(job.getId());
        }
        return job != null;
    }

    Job job(long id) {
        return jobs.createJobQuery().messages().list().stream()
                .filter(it -> "import-customers".equals(it.getProcessDefinitionKey())
                        || "undo-import".equals(it.getProcessDefinitionKey()))
                .findFirst()
                .orElse(null);
    }

    List<JsonNode> rows(long id, String outcome) {
        JsonNode page = rest.get(
                        "max",
                        "/api/imports/" + id + "/rows?size=500" + (outcome.isEmpty() ? "" : "&outcome=" + outcome))
                .body();
        return StreamSupport.stream(page.get("items").spliterator(), false).toList();
    }
}
