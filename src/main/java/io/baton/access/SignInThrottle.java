package io.baton.access;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.baton.api.ClientNetwork;
import io.baton.api.Problems;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Slows down whoever guesses passwords, by where the guesses come from.
 *
 * <p>The engine's own brake locks the guessed account, the administrator's included, so that a stranger could keep
 * everybody out; it is switched off, and this one takes its place. After some wrong passwords an address waits, twice as
 * long after each further one, up to a minute. Behind a proxy the address is the proxy's unless
 * {@code server.forward-headers-strategy} is set.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
class SignInThrottle extends OncePerRequestFilter {

    static final int FREE_TRIES = 10;

    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);
    private static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(15);
    private static final int ADDRESSES_REMEMBERED = 10_000;

    /** Wrong tries from one address; by access order, so that the least recent is forgotten first. */
    private final Map<String, Tries> addresses = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Tries> eldest) {
            return size() > ADDRESSES_REMEMBERED;
        }
    };

    private final ObjectMapper json;
    private final InstantSource time;

    private record Tries(int wrong, Instant last) {

        /** The address may try again then. */
        Instant again() {
            if (wrong < FREE_TRIES) {
                return last;
            }
            long seconds = 1L << Math.min(wrong - FREE_TRIES, 10);
            return last.plusSeconds(Math.min(seconds, LONGEST_WAIT.toSeconds()));
        }
    }

    @Autowired
    SignInThrottle(ObjectMapper json) {
        // The machine's own time: the application's clock may be moved by the demo.
        this(json, InstantSource.system());
    }

    SignInThrottle(ObjectMapper json, InstantSource time) {
        this.json = json;
        this.time = time;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !triesAPassword(request);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String address = ClientNetwork.of(request.getRemoteAddr());
        Instant now = time.instant();
        Tries before = tries(address, now);
        if (before != null && now.isBefore(before.again())) {
            long wait = Math.max(1, Duration.between(now, before.again()).toSeconds());
            response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(wait));
            Doors.write(
                    response,
                    json,
                    Problems.of(
                            HttpStatus.TOO_MANY_REQUESTS,
                            "too-many-sign-ins",
                            "Too many sign-ins",
                            "Too many wrong passwords came from this address; try again in " + wait + " s."));
            return;
        }
        chain.doFilter(request, response);
        if (response.getStatus() == HttpStatus.UNAUTHORIZED.value()) {
            wrong(address, now);
        } else if (response.getStatus() < HttpStatus.BAD_REQUEST.value()) {
            right(address);
        }
    }

    private static boolean triesAPassword(HttpServletRequest request) {
        return request.getHeader(HttpHeaders.AUTHORIZATION) != null
                || (request.getMethod().equals("POST")
                        && request.getRequestURI().contains("/login/"));
    }

    private synchronized @Nullable Tries tries(String address, Instant now) {
        Tries tries = addresses.get(address);
        if (tries != null && tries.last().plus(FORGOTTEN_AFTER).isBefore(now)) {
            addresses.remove(address);
            return null;
        }
        return tries;
    }

    private synchronized void wrong(String address, Instant now) {
        addresses.merge(address, new Tries(1, now), (old, one) -> new Tries(old.wrong() + 1, now));
    }

    private synchronized void right(String address) {
        addresses.remove(address);
    }
}
