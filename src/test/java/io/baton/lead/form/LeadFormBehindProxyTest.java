package io.baton.lead.form;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.BatonTest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

/** The public form behind a reverse proxy, with the settings of the operations page: two from one address in an hour. */
@BatonTest
@TestPropertySource(
        properties = {
            "server.forward-headers-strategy=native",
            "server.tomcat.remoteip.internal-proxies=127\\\\.0\\\\.0\\\\.2",
            "baton.lead-form.per-address=2"
        })
@DirtiesContext
@Tag("C46")
class LeadFormBehindProxyTest {

    private static final String PROXY = "127.0.0.2";

    @LocalServerPort
    private int port;

    @Test
    void countsEachVisitorOfTheProxyForThemselves() throws IOException {
        assertThat(send(PROXY, "203.0.113.1")).isEqualTo(303);
        assertThat(send(PROXY, "203.0.113.1")).isEqualTo(303);

        assertThat(send(PROXY, "203.0.113.1")).isEqualTo(429);
        assertThat(send(PROXY, "203.0.113.2")).isEqualTo(303);
    }

    @Test
    void takesNoAddressFromWhoeverIsNotTheProxy() throws IOException {
        assertThat(send("127.0.0.3", "203.0.113.11")).isEqualTo(303);
        assertThat(send("127.0.0.3", "203.0.113.12")).isEqualTo(303);

        assertThat(send("127.0.0.3", "203.0.113.13")).isEqualTo(429);
        assertThat(send(PROXY, "203.0.113.13")).isEqualTo(303);
    }

    @Test
    void countsTheAddressThatTheProxySawAndNotWhatTheVisitorWroteBeforeIt() throws IOException {
        assertThat(send(PROXY, "198.51.100.1, 203.0.113.21")).isEqualTo(303);
        assertThat(send(PROXY, "198.51.100.2, 203.0.113.21")).isEqualTo(303);

        assertThat(send(PROXY, "198.51.100.3, 203.0.113.21")).isEqualTo(429);
        assertThat(send(PROXY, "127.0.0.2, 198.51.100.3, 203.0.113.21")).isEqualTo(429);
    }

    /** What a robot sends, which is counted and stored nowhere; answers the status. */
    private int send(String from, String forwardedFor) throws IOException {
        String body = "website=x";
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port, InetAddress.getByName(from), 0)) {
            socket.getOutputStream()
                    .write(("POST /lead-form HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nX-Forwarded-For: "
                                    + forwardedFor
                                    + "\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: "
                                    + body.length() + "\r\n\r\n" + body)
                            .getBytes(StandardCharsets.US_ASCII));
            BufferedReader answer =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            return Integer.parseInt(answer.readLine().split(" ")[1]);
        }
    }
}
