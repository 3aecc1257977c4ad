package io.baton.database;

import java.nio.file.Path;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the application keeps its data, and how its own PostgreSQL is set.
 *
 * @param dataDir folder of the embedded database, relative to the working directory
 * @param database the embedded database
 */
@ConfigurationProperties("baton")
record DatabaseProperties(
        @DefaultValue("data") String dataDir, @DefaultValue Database database) {

    /**
     * The embedded database.
     *
     * @param settings settings of {@code postgresql.conf}; dashes may stand for underscores
     */
    record Database(@DefaultValue Map<String, String> settings) {}

    Path dataDirectory() {
        return Path.of(dataDir);
    }
}
