package io.baton;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** The application in another process on the same database, with nothing in its memory: what a restart leaves. */
@TestComponent
public class NextRun {

    private final HikariDataSource database;
    private final TimeMachine time;

    NextRun(HikariDataSource database, TimeMachine time) {
        this.database = database;
        this.time = time;
    }

    /** What is done in it; made there by its constructor without parameters. */
    public interface Work {

        /** @param arguments as they were given here */
        void in(ApplicationContext run, List<String> arguments) throws Exception;
    }

    /** Starts it at the time that it is here, has it do the work, and ends it. */
    public void does(Class<? extends Work> work, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                NextRun.class.getName(),
                String.valueOf(time.now().toEpochMilli()),
                work.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder run = new ProcessBuilder(command).redirectErrorStream(true);
        run.environment()
                .putAll(Map.of(
                        "SPRING_DATASOURCE_URL", database.getJdbcUrl(),
                        "SPRING_DATASOURCE_USERNAME", database.getUsername(),
                        "SPRING_DATASOURCE_PASSWORD", database.getPassword(),
                        "SERVER_PORT", "0",
                        "CAMUNDA_BPM_JOB_EXECUTION_ENABLED", "false"));
        Process process = run.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
    }

    public static void main(String[] arguments) throws Exception {
        ClockUtil.setCurrentTime(new Date(Long.parseLong(arguments[0])));
        Work work = (Work) Class.forName(arguments[1]).getDeclaredConstructor().newInstance();
        try (ConfigurableApplicationContext run = SpringApplication.run(
                new Class<?>[] {BatonApplication.class, TimeMachine.class, Walk.class}, new String[0])) {
            work.in(run, List.of(arguments).subList(2, arguments.length));
        }
    }
}
