package io.baton.deployment;

import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Remembers every content of every model that some release of Baton brought to this installation. */
@Component
class ShippedHashes {

    private final JdbcClient jdbc;

    ShippedHashes(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    boolean contains(ModelKey key, String hash) {
        return jdbc.sql(
                        "select exists (select 1 from shipped_model where kind = :kind and id = :id and sha256 = :hash)")
                .param("kind", key.kind().name())
                .param("id", key.id())
                .param("hash", hash)
                .query(Boolean.class)
                .single();
    }

    void add(ModelKey key, String hash) {
        jdbc.sql("insert into shipped_model (kind, id, sha256) values (:kind, :id, :hash) on conflict do nothing")
                .param("kind", key.kind().name())
                .param("id", key.id())
                .param("hash", hash)
                .update();
    }

    /** The models of which Baton ever shipped one. */
    Set<ModelKey> keys() {
        return jdbc
                .sql("select distinct kind, id from shipped_model")
                .query((row, index) -> new ModelKey(Kind.valueOf(row.getString("kind")), row.getString("id")))
                .list()
                .stream()
                .collect(Collectors.toSet());
    }
}
