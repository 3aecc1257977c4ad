package io.baton.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** Guessing is slowed by where it comes from, and nobody else is. */
class SignInThrottleTest {

    private Instant now = Instant.parse("2026-03-02T08:00:00Z");
    private final SignInThrottle throttle = new SignInThrottle(new ObjectMapper(), () -> now);

    @Test
    void letsAPersonMistypeSomeTimes() throws Exception {
        for (int i = 0; i < SignInThrottle.FREE_TRIES; i++) {
            assertThat(tries("10.0.0.1", 401)).isEqualTo(401);
        }
    }

    @Test
    void makesAnAddressThatGoesOnWaitLongerEachTimeUpToAMinute() throws Exception {
        exhaust("10.0.0.1");
        for (int wait : new int[] {1, 2, 4, 8, 16, 32, 60, 60, 60}) {
            assertThat(tries("10.0.0.1", 200)).as("after %s s", wait).isEqualTo(429);
            now = now.plusSeconds(wait);
            assertThat(tries("10.0.0.1", 401)).isEqualTo(401);
        }
    }

    @Test
    void leavesOtherAddressesAlone() throws Exception {
        exhaust("10.0.0.1");

        assertThat(tries("10.0.0.1", 200)).isEqualTo(429);
        assertThat(tries("10.0.0.2", 200)).isEqualTo(200);
    }

    @Test
    void forgetsAfterARightPasswordAndAfterAWhile() throws Exception {
        exhaust("10.0.0.1");
        now = now.plusSeconds(1);
        assertThat(tries("10.0.0.1", 200)).isEqualTo(200);
        assertThat(tries("10.0.0.1", 401)).isEqualTo(401);

        exhaust("10.0.0.3");
        now = now.plus(Duration.ofMinutes(16));
        exhaust("10.0.0.3");
    }

    @Test
    void saysWhenToTryAgain() throws Exception {
        exhaust("10.0.0.1");
        MockHttpServletResponse response = send("10.0.0.1", 200);

        assertThat(response.getHeader("Retry-After")).isEqualTo("1");
        assertThat(response.getContentAsString()).contains("Too many wrong passwords came from this address");
    }

    private void exhaust(String address) throws Exception {
        for (int i = 0; i < SignInThrottle.FREE_TRIES; i++) {
            assertThat(tries(address, 401)).isEqualTo(401);
        }
    }

    private int tries(String address, int answer) throws Exception {
        return send(address, answer).getStatus();
    }

    private MockHttpServletResponse send(String address, int answer) throws Exception {
        MockHttpServletRequest request =
                new MockHttpServletRequest("POST", "/camunda/api/admin/auth/user/default/login/tasklist");
        request.setRemoteAddr(address);
        MockHttpServletResponse response = new MockHttpServletResponse();
        throttle.doFilter(
                request, response, (req, res) -> ((jakarta.servlet.http.HttpServletResponse) res).setStatus(answer));
        return response;
    }
}
