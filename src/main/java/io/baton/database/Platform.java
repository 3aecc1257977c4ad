package io.baton.database;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** The kind of machine that PostgreSQL's binaries are built for, in the words of the Maven artifacts. */
record Platform(String build) {

    private static final List<Platform> AVAILABLE = List.of(
            new Platform("linux-amd64"),
            new Platform("linux-arm64v8"),
            new Platform("linux-amd64-alpine"),
            new Platform("linux-arm64v8-alpine"),
            new Platform("darwin-amd64"),
            new Platform("darwin-arm64v8"),
            new Platform("windows-amd64"));

    static Platform current() {
        return of(
                System.getProperty("os.name"),
                System.getProperty("os.arch"),
                Files.exists(Path.of("/etc/alpine-release")));
    }

    static Platform of(String system, String hardware, boolean alpine) {
        String name = system.toLowerCase(Locale.ROOT);
        String os = name.startsWith("mac") ? "darwin" : name.startsWith("windows") ? "windows" : name;
        String arch = switch (hardware) {
            case "x86_64", "amd64" -> "amd64";
            case "aarch64", "arm64" -> "arm64v8";
            default -> hardware;
        };
        return new Platform(os + "-" + arch + (alpine ? "-alpine" : ""));
    }

    boolean isWindows() {
        return build.startsWith("windows");
    }

    /** Name of the archive on the class path that holds the binaries for this platform. */
    String archive() {
        return "postgres-"
                + build.replace("amd64", "x86_64").replace("arm64v8", "arm_64").replace("alpine", "alpine_linux")
                + ".txz";
    }

    DatabaseStartException missing() {
        List<String> carried = AVAILABLE.stream()
                .filter(platform -> Platform.class.getClassLoader().getResource(platform.archive()) != null)
                .map(Platform::build)
                .toList();
        String found = carried.isEmpty() ? "no platform" : String.join(", ", carried);
        String rebuild = AVAILABLE.contains(this)
                ? "Build it for this machine: ./mvnw package -Dpostgres.platform=" + build + ". Or use"
                : "There are no binaries for this machine; use";
        return new DatabaseStartException(
                "This build of Baton carries PostgreSQL for " + found + ", but this machine needs " + build + ".",
                rebuild + " a PostgreSQL of your own: set SPRING_DATASOURCE_URL.");
    }
}
