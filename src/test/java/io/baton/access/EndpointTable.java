package io.baton.access;

import io.baton.access.Endpoints.Endpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What is written down of the engine's calls: their classes, who may do each class, and the bodies to try them with. */
final class EndpointTable {

    private static final Path FOLDER = Path.of("src", "test", "resources", "access");

    /** Where the doors stand; the longer path first. */
    private static final Map<String, String> DOORS = doors();

    private final List<Line> lines = new ArrayList<>();
    private final Map<String, Map<String, String>> rights = new LinkedHashMap<>();
    private final Map<Pattern, String> bodies = new LinkedHashMap<>();

    /** One line: what it says, and which calls it means. */
    private record Line(String text, Pattern calls, String type) {}

    private EndpointTable() {}

    static EndpointTable read() {
        EndpointTable table = new EndpointTable();
        for (String text : rows("engine-endpoints.csv")) {
            String[] cells = text.split(",");
            table.lines.add(new Line(text, calls(cells[0], cells[1] + "/" + cells[2]), cells[3]));
        }
        List<String> rights = new ArrayList<>(lines("engine-rights.csv"));
        String[] roles = rights.remove(0).split(",");
        for (String text : rights) {
            String[] cells = text.split(",");
            Map<String, String> byRole = new LinkedHashMap<>();
            for (int i = 1; i < roles.length; i++) {
                byRole.put(roles[i], cells[i]);
            }
            table.rights.put(cells[0], byRole);
        }
        for (String text : lines("engine-bodies.txt")) {
            String[] halves = text.split(" \\| ", 2);
            String[] call = halves[0].split(" ", 2);
            table.bodies.put(calls(call[0], "*/" + call[1]), halves[1]);
        }
        return table;
    }

    /** Which class of operation a call belongs to, if the table knows it. */
    Optional<String> type(Endpoint endpoint) {
        return line(endpoint).map(Line::type);
    }

    /** Whether somebody of a role may make a call: {@code yes}, {@code own}, {@code none} or {@code no}. */
    String right(Endpoint endpoint, String role) {
        return rights.get(type(endpoint).orElseThrow()).get(role);
    }

    /** The body, or the query after a question mark, with which the call does what it is for. */
    String body(Endpoint endpoint) {
        return bodies.entrySet().stream()
                .filter(body -> body.getKey().matcher(name(endpoint)).matches())
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(endpoint.method().matches("POST|PUT") ? "{}" : "");
    }

    /** The lines that decide about none of these calls, and the classes that no line names. */
    List<String> unused(Iterable<Endpoint> endpoints) {
        List<Line> unused = new ArrayList<>(lines);
        List<String> types = new ArrayList<>(rights.keySet());
        for (Endpoint endpoint : endpoints) {
            line(endpoint).ifPresent(line -> {
                unused.remove(line);
                types.remove(line.type());
            });
        }
        List<String> names = new ArrayList<>(unused.stream().map(Line::text).toList());
        names.addAll(types);
        return names;
    }

    private Optional<Line> line(Endpoint endpoint) {
        String name = name(endpoint);
        return lines.stream()
                .filter(line -> line.calls().matcher(name).matches())
                .findFirst();
    }

    /** The call with its door for the beginning of its path. */
    private static String name(Endpoint endpoint) {
        return DOORS.entrySet().stream()
                .filter(door -> endpoint.path().startsWith(door.getValue()))
                .findFirst()
                .map(door -> endpoint.method() + " " + door.getKey() + "/"
                        + endpoint.path().substring(door.getValue().length()))
                .orElse(endpoint.toString());
    }

    private static Pattern calls(String methods, String path) {
        String method = methods.equals("*") ? "[A-Z]+" : "(" + methods + ")";
        String parts = Arrays.stream(path.split("/")).map(EndpointTable::part).collect(Collectors.joining());
        return Pattern.compile(method + " " + parts.substring(1));
    }

    private static String part(String part) {
        if (part.equals("**")) {
            return "(/.+)?";
        }
        return Arrays.stream(part.split("\\|"))
                .map(one ->
                        Arrays.stream(one.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining("[^/]*")))
                .collect(Collectors.joining("|", "/(", ")"));
    }

    private static List<String> rows(String file) {
        return lines(file).stream().skip(1).toList();
    }

    private static List<String> lines(String file) {
        try {
            return Files.readAllLines(FOLDER.resolve(file)).stream()
                    .filter(line -> !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> doors() {
        Map<String, String> doors = new LinkedHashMap<>();
        doors.put("engine", "/camunda/api/engine/engine/{name}/");
        doors.put("web", "/camunda/api/");
        doors.put("modeler", "/engine-rest/");
        return doors;
    }
}
