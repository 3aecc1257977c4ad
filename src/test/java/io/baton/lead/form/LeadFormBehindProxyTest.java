package io.baton.lead.form;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.web.ServerProperties;
import org.springframework.boot.autoconfigure.web.embedded.TomcatWebServerFactoryCustomizer;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServer;
import org.springframework.mock.env.MockEnvironment;

/**
 * Whose address the public form counts behind a reverse proxy, with the settings of the operations page: on the server that
 * Baton runs on, which answers here with nothing but the address.
 */
@Tag("C46")
class LeadFormBehindProxyTest {

    private static final String PROXY = "127.0.0.2";
    private static final String NO_PROXY = "127.0.0.3";

    private WebServer server;

    @BeforeEach
    void start() {
        start(new MockEnvironment()
                .withProperty("server.forward-headers-strategy", "native")
                .withProperty("server.tomcat.remoteip.internal-proxies", "127\\.0\\.0\\.2"));
    }

    private void start(MockEnvironment settings) {
        TomcatServletWebServerFactory factory = new TomcatServletWebServerFactory(0);
        ServerProperties properties =
                Binder.get(settings).bind("server", ServerProperties.class).get();
        new TomcatWebServerFactoryCustomizer(settings, properties).customize(factory);
        server = factory.getWebServer(
                context -> context.addServlet("address", new Address()).addMapping("/"));
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    /** What {@link LeadFormController} counts by. */
    private static class Address extends HttpServlet {

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.getWriter().print(request.getRemoteAddr());
        }
    }

    @Test
    void countsEachVisitorOfTheProxyForThemselves() throws IOException {
        assertThat(address(PROXY, "203.0.113.1")).isEqualTo("203.0.113.1");
        assertThat(address(PROXY, "203.0.113.2")).isEqualTo("203.0.113.2");
    }

    @Test
    void takesNoAddressFromWhoeverIsNotTheProxy() throws IOException {
        assertThat(address(NO_PROXY, "203.0.113.11")).isEqualTo(NO_PROXY);
    }

    @Test
    void countsTheAddressThatTheProxySawAndNotWhatTheVisitorWroteBeforeIt() throws IOException {
        assertThat(address(PROXY, "198.51.100.1, 203.0.113.21")).isEqualTo("203.0.113.21");
        assertThat(address(PROXY, "127.0.0.2, 198.51.100.3, 203.0.113.21")).isEqualTo("203.0.113.21");
    }

    @Test
    void believesNobodyAsShipped() throws IOException {
        stop();
        start(new MockEnvironment().withProperty("server.forward-headers-strategy", "none"));

        assertThat(address(PROXY, "203.0.113.1")).isEqualTo(PROXY);
        assertThat(Files.readString(Path.of("src/main/resources/application.yaml")))
                .contains("forward-headers-strategy: none");
    }

    private String address(String from, String forwardedFor) throws IOException {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), server.getPort(), InetAddress.getByName(from), 0)) {
            socket.getOutputStream()
                    .write(("GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nX-Forwarded-For: " + forwardedFor
                                    + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            return answer.substring(answer.indexOf("\r\n\r\n") + 4).strip();
        }
    }
}
