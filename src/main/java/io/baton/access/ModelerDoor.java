package io.baton.access;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.authorization.Groups;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * The engine's REST interface, for Camunda Modeler and nobody else: a process owner asks whether the engine is there and
 * deploys, with HTTP Basic. Every other request of that interface is denied: REST for other systems is {@code /api}.
 */
@Configuration(proxyBeanMethods = false)
class ModelerDoor {

    private static final String ROOT = "/engine-rest";

    @Bean
    @Order(1)
    SecurityFilterChain modeler(HttpSecurity http, ProcessEngine engine, ObjectMapper json) throws Exception {
        return http.securityMatcher(path(null, ROOT + "/**"))
                .authorizeHttpRequests(requests -> {
                    for (RequestMatcher asked : new RequestMatcher[] {
                        path(HttpMethod.GET, ROOT + "/version"),
                        path(HttpMethod.GET, ROOT + "/deployment"),
                        path(HttpMethod.POST, ROOT + "/deployment/create")
                    }) {
                        requests.requestMatchers(asked).hasAnyAuthority(Hats.PROCESS_OWNERS, Groups.CAMUNDA_ADMIN);
                    }
                    requests.anyRequest().denyAll();
                })
                .authenticationManager(new ProviderManager(new EngineUsers(engine)))
                .httpBasic(
                        basic -> basic.authenticationEntryPoint((request, response, e) -> notSignedIn(response, json)))
                .exceptionHandling(
                        errors -> errors.authenticationEntryPoint((request, response, e) -> notSignedIn(response, json))
                                .accessDeniedHandler((request, response, e) -> write(
                                        response,
                                        json,
                                        HttpStatus.FORBIDDEN,
                                        "Only process owners may deploy, and deploying is all that can be done here.")))
                .addFilterBefore(new EngineIdentity(engine), AuthorizationFilter.class)
                .csrf(csrf -> csrf.disable())
                .requestCache(cache -> cache.disable())
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .build();
    }

    private static RequestMatcher path(@Nullable HttpMethod method, String pattern) {
        var paths = PathPatternRequestMatcher.withDefaults();
        return method == null ? paths.matcher(pattern) : paths.matcher(method, pattern);
    }

    private static void notSignedIn(HttpServletResponse response, ObjectMapper json) throws IOException {
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"Baton\"");
        write(
                response,
                json,
                HttpStatus.UNAUTHORIZED,
                "User or password is wrong: sign in with HTTP Basic as a user of this installation.");
    }

    /** In the form of the engine's own errors, of which Modeler shows the message. */
    private static void write(HttpServletResponse response, ObjectMapper json, HttpStatus status, String message)
            throws IOException {
        response.setStatus(status.value());
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        json.writeValue(response.getOutputStream(), Map.of("type", status.getReasonPhrase(), "message", message));
    }
}
