package io.baton.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.zaxxer.hikari.HikariDataSource;
import io.baton.engine.Desk;
import io.baton.lead.LeadIntake;
import io.baton.lead.NewLead;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/** The whole application: leads over its REST interface, tasks as a person completes them. */
class BatonArm implements Arm {

    private static final String CALLER = "integration";

    private final URI leads;
    private final LeadIntake intake;
    private final Desk desk;
    private final HikariDataSource pool;
    private final ObjectMapper json;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String authorization =
            "Basic " + Base64.getEncoder().encodeToString((CALLER + ":" + CALLER).getBytes(StandardCharsets.UTF_8));

    BatonArm(int port, LeadIntake intake, Desk desk, HikariDataSource pool, ObjectMapper json) {
        this.leads = URI.create("http://127.0.0.1:" + port + "/api/leads");
        this.intake = intake;
        this.desk = desk;
        this.pool = pool;
        this.json = json;
    }

    @Override
    public String name() {
        return "baton";
    }

    @Override
    public void takeIn(NewLead lead) {
        try {
            HttpRequest post = HttpRequest.newBuilder(leads)
                    .header("Authorization", authorization)
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(json.writeValueAsString(lead)))
                    .build();
            HttpResponse<String> response = http.send(post, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 201) {
                throw new IllegalStateException(response.statusCode() + ": " + response.body());
            }
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String newLead(NewLead lead) {
        String[] number = new String[1];
        desk.as(CALLER, () -> number[0] = intake.receive(lead, CALLER));
        return number[0];
    }

    @Override
    public void complete(String businessKey, String task, String person, Map<String, Object> answers) {
        desk.complete(businessKey, task, person, new HashMap<>(answers));
    }

    @Override
    public HikariDataSource pool() {
        return pool;
    }

    @Override
    public String schema() {
        return "public";
    }
}
