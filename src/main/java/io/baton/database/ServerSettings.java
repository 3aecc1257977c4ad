package io.baton.database;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The settings of the embedded server: ours for a small machine, the operator's on top, and those that keep data safe
 * and strangers out, which nobody changes.
 */
record ServerSettings(Map<String, String> chosen) {

    private static final Pattern NAME = Pattern.compile("[a-z_][a-z0-9_]*(\\.[a-z_][a-z0-9_]*)?");

    private static final Map<String, String> DEFAULTS = new TreeMap<>(Map.ofEntries(
            Map.entry("max_connections", "100"),
            Map.entry("shared_buffers", "128MB"),
            Map.entry("work_mem", "8MB"),
            Map.entry("random_page_cost", "1.1"),
            Map.entry("jit", "off"),
            // Parallel queries need shared memory, of which containers have 64 MB by default.
            Map.entry("max_parallel_workers_per_gather", "0"),
            Map.entry("lc_messages", "C"),
            // A log file for each day of the week, each overwritten a week later.
            Map.entry("logging_collector", "on"),
            Map.entry("log_directory", "../log"),
            Map.entry("log_filename", "postgres-%a.log"),
            Map.entry("log_rotation_age", "1d"),
            Map.entry("log_rotation_size", "0"),
            Map.entry("log_truncate_on_rotation", "on")));

    private static final Map<String, String> FIXED = new TreeMap<>(Map.ofEntries(
            Map.entry("fsync", "on"),
            Map.entry("synchronous_commit", "on"),
            Map.entry("full_page_writes", "on"),
            Map.entry("listen_addresses", "127.0.0.1"),
            Map.entry("unix_socket_directories", ""),
            Map.entry("password_encryption", "scram-sha-256"),
            Map.entry("allow_alter_system", "off"),
            Map.entry("timezone", "UTC"),
            Map.entry("log_timezone", "UTC")));

    private static final Set<String> REFUSED = Set.of(
            "port",
            "data_directory",
            "config_file",
            "hba_file",
            "ident_file",
            "include",
            "include_dir",
            "include_if_exists",
            "zero_damaged_pages",
            "ignore_checksum_failure");

    /**
     * Takes what stands under {@code baton.database.settings}; dashes may stand for underscores, as property names
     * prefer them.
     *
     * @throws DatabaseStartException for a setting that cannot be changed or cannot be one
     */
    static ServerSettings of(Map<String, String> properties) {
        Map<String, String> chosen = new TreeMap<>();
        properties.forEach((key, value) -> {
            String name = key.toLowerCase(Locale.ROOT).replace('-', '_');
            // An environment variable arrives with dots for underscores.
            String spelled = name.replace('.', '_');
            if (FIXED.containsKey(spelled) || REFUSED.contains(spelled)) {
                throw new DatabaseStartException(
                        "baton.database.settings cannot change \"" + spelled
                                + "\": the embedded PostgreSQL keeps what was" + " committed, and keeps to itself.",
                        "Remove the setting, or use a PostgreSQL of your own: set SPRING_DATASOURCE_URL.");
            }
            if (!NAME.matcher(name).matches() || value.chars().anyMatch(Character::isISOControl)) {
                throw new DatabaseStartException(
                        "baton.database.settings holds what cannot be a setting of PostgreSQL: \"" + key + "\".",
                        "Write it like baton.database.settings.shared-preload-libraries=pg_stat_statements, in a file or"
                                + " as an argument: environment variables cannot carry such names.");
            }
            chosen.put(name, value);
        });
        return new ServerSettings(chosen);
    }

    boolean preloads(String library) {
        return chosen.getOrDefault("shared_preload_libraries", "").contains(library);
    }

    /** The text of {@code postgresql.conf}. */
    String file() {
        Map<String, String> settings = new LinkedHashMap<>(DEFAULTS);
        settings.putAll(chosen);
        settings.putAll(FIXED);
        StringBuilder text = new StringBuilder("# Written by Baton at every start: change baton.database.settings.*\n");
        settings.forEach((name, value) -> text.append(name)
                .append(" = '")
                .append(value.replace("\\", "\\\\").replace("'", "''"))
                .append("'\n"));
        return text.toString();
    }
}
