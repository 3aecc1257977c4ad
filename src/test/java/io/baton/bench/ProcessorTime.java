package io.baton.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * How long processors have worked, which says more than a clock where other work goes on beside.
 *
 * @param java milliseconds in this process, its compiler and garbage collector included
 * @param database milliseconds in the processes of PostgreSQL that live now
 */
record ProcessorTime(double java, double database) {

    static ProcessorTime now(JdbcClient jdbc) {
        ProcessHandle backend = ProcessHandle.of(
                        jdbc.sql("select pg_backend_pid()").query(Long.class).single())
                .orElseThrow(() -> new IllegalStateException("The database runs on another machine"));
        ProcessHandle server = backend.parent().orElseThrow();
        double java =
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime() / 1e6;
        double database = Stream.concat(Stream.of(server), server.descendants())
                .mapToDouble(process ->
                        process.info().totalCpuDuration().orElse(Duration.ZERO).toMillis())
                .sum();
        return new ProcessorTime(java, database);
    }

    /** What was spent since an earlier reading, on each of so many units. */
    ProcessorTime since(ProcessorTime before, int units) {
        return new ProcessorTime((java - before.java) / units, (database - before.database) / units);
    }

    @Override
    public String toString() {
        return "%.2f ms in Java, %.2f ms in the database".formatted(java, database);
    }
}
