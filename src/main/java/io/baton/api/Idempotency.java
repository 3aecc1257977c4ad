package io.baton.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Lets a caller repeat a call safely: the same {@code Idempotency-Key} with the same body gets the stored answer, and
 * nothing is done twice, also when both calls arrive at the same instant on two nodes.
 *
 * <p>The key's row is written first, in the transaction that does the work: a second call waits for that row in the
 * database, and finds the answer there or, if the first one failed, does the work itself.
 */
@Component
public class Idempotency {

    /** How long an answer is kept. */
    static final Duration KEPT = Duration.ofHours(24);

    private static final String KEY_FORM = "[\\x21-\\x7E]{1,128}";
    private static final int CLEANED_AT_ONCE = 100;

    private final JdbcClient jdbc;
    private final ObjectMapper json;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Idempotency(JdbcClient jdbc, ObjectMapper json, TransactionTemplate transaction, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * Does the work once per key.
     *
     * @param caller whose key it is; keys of different callers never meet
     * @param operation what the key is for
     * @param key the caller's key, or null to do the work unconditionally
     * @param body the request's body as it was read
     * @param answer the type of the answer's body
     * @param work does the work; runs in a transaction together with the key's row
     * @throws Refusal where the key is malformed (400) or was used with another body (422)
     */
    public <T> ResponseEntity<T> once(
            String caller,
            String operation,
            @Nullable String key,
            Object body,
            Class<T> answer,
            Supplier<ResponseEntity<T>> work) {
        if (key == null) {
            return transaction.execute(status -> work.get());
        }
        if (!key.matches(KEY_FORM)) {
            throw Refusal.ofField("Idempotency-Key", "must be 1 to 128 printable ASCII characters without spaces");
        }
        Map<String, Object> id = Map.of("caller", caller, "operation", operation, "key", key);
        return transaction.execute(
                status -> claimed(id, hash(body)) ? stored(id, work.get()) : answered(id, hash(body), answer));
    }

    private boolean claimed(Map<String, Object> id, String hash) {
        OffsetDateTime now = OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
        jdbc.sql("""
                        delete from idempotent_call where (caller, operation, key) in (
                            select caller, operation, key from idempotent_call where created_at < :outdated
                             limit :some for update skip locked)
                        """)
                .param("outdated", now.minus(KEPT))
                .param("some", CLEANED_AT_ONCE)
                .update();
        return jdbc.sql("""
                        insert into idempotent_call (caller, operation, key, request_hash, status, body, created_at)
                        values (:caller, :operation, :key, :hash, 0, '', :now)
                        on conflict (caller, operation, key) do update
                           set request_hash = excluded.request_hash, created_at = excluded.created_at
                         where idempotent_call.created_at < :outdated
                        """)
                        .params(id)
                        .param("hash", hash)
                        .param("now", now)
                        .param("outdated", now.minus(KEPT))
                        .update()
                == 1;
    }

    private <T> ResponseEntity<T> stored(Map<String, Object> id, ResponseEntity<T> done) {
        URI location = done.getHeaders().getLocation();
        jdbc.sql("""
                        update idempotent_call set status = :status, location = :location, body = :body
                         where caller = :caller and operation = :operation and key = :key
                        """)
                .params(id)
                .param("status", done.getStatusCode().value())
                .param("location", location == null ? null : location.toString(), java.sql.Types.VARCHAR)
                .param("body", write(done.getBody()))
                .update();
        return done;
    }

    private <T> ResponseEntity<T> answered(Map<String, Object> id, String hash, Class<T> answer) {
        return jdbc.sql("""
                        select request_hash, status, location, body from idempotent_call
                         where caller = :caller and operation = :operation and key = :key
                        """)
                .params(id)
                .query((row, index) -> {
                    if (!row.getString("request_hash").equals(hash)) {
                        throw Refusal.keyReused(
                                "This Idempotency-Key was used before with another body; use a new key.");
                    }
                    var response = ResponseEntity.status(row.getInt("status"));
                    String location = row.getString("location");
                    if (location != null) {
                        response.location(URI.create(location));
                    }
                    return response.body(read(row.getString("body"), answer));
                })
                .single();
    }

    private String hash(Object body) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256")
                            .digest(write(body).getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    private String write(@Nullable Object body) {
        try {
            return json.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Cannot write an answer as JSON", e);
        }
    }

    private <T> T read(String body, Class<T> answer) {
        try {
            return json.readValue(body, answer);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Cannot read a stored answer", e);
        }
    }
}
