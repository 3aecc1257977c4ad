package io.baton;

import java.util.TimeZone;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.autoconfigure.security.servlet.UserDetailsServiceAutoConfiguration;

/** Baton: keeps customer work moving, from the first lead to the last renewal. */
@SpringBootApplication(exclude = UserDetailsServiceAutoConfiguration.class)
public class BatonApplication {

    public static void main(String[] args) {
        // The engine stores local timestamps without a zone, so every node has to read them in the same one.
        TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
        SpringApplication.run(BatonApplication.class, args);
    }
}
