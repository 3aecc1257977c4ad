package io.baton.access;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.baton.api.Problems;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import org.camunda.bpm.engine.ProcessEngine;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.www.BasicAuthenticationFilter;

/** Which paths there are, and how one gets in. What no line here names is denied. */
@Configuration(proxyBeanMethods = false)
class Doors {

    /** Camunda's web apps sign people in and guard their requests themselves. */
    @Bean
    @Order(1)
    SecurityFilterChain webApps(HttpSecurity http) throws Exception {
        return http.securityMatcher(Doors::isOfTheWebApps)
                .authorizeHttpRequests(requests -> requests.requestMatchers(Doors::createsAnAdministrator)
                        .denyAll()
                        .anyRequest()
                        .permitAll())
                .csrf(csrf -> csrf.disable())
                .headers(headers -> headers.disable())
                .requestCache(cache -> cache.disable())
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .build();
    }

    /** The web apps bring servlets of their own, whose paths Spring's matchers see without their first half. */
    private static boolean isOfTheWebApps(HttpServletRequest request) {
        String path = path(request);
        return path.equals("/camunda") || path.startsWith("/camunda/");
    }

    /** The web apps' first-steps page, which asks nobody for a password. {@link Administrator} does its work. */
    private static boolean createsAnAdministrator(HttpServletRequest request) {
        return path(request).startsWith("/camunda/api/admin/setup/");
    }

    private static String path(HttpServletRequest request) {
        return request.getServletPath() + Objects.requireNonNullElse(request.getPathInfo(), "");
    }

    @Bean
    @Order(2)
    SecurityFilterChain rest(HttpSecurity http, ProcessEngine engine, ObjectMapper json, Environment environment)
            throws Exception {
        boolean demo = environment.acceptsProfiles(Profiles.of("demo"));
        AuthenticationEntryPoint signInFirst = signInFirst(json);
        return http.authorizeHttpRequests(requests -> {
                    requests.dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.FORWARD)
                            .permitAll();
                    requests.requestMatchers("/", "/favicon.ico", "/actuator/health", "/actuator/health/**")
                            .permitAll();
                    requests.requestMatchers("/api/**").authenticated();
                    if (demo) {
                        requests.requestMatchers("/v3/api-docs/**").permitAll();
                    } else {
                        requests.requestMatchers("/v3/api-docs/**").authenticated();
                    }
                    requests.anyRequest().denyAll();
                })
                .authenticationManager(engineUsers(engine))
                .httpBasic(basic -> basic.authenticationEntryPoint(signInFirst))
                .exceptionHandling(errors -> errors.authenticationEntryPoint(signInFirst)
                        .accessDeniedHandler((request, response, e) -> write(
                                response,
                                json,
                                Problems.of(
                                        HttpStatus.FORBIDDEN,
                                        "forbidden",
                                        "Forbidden",
                                        "You may not do this: " + e.getMessage() + "."))))
                .addFilterBefore(new WebAppSession(engine, json), BasicAuthenticationFilter.class)
                .addFilterBefore(new EngineIdentity(engine), AuthorizationFilter.class)
                .csrf(csrf -> csrf.disable())
                .requestCache(cache -> cache.disable())
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .headers(Customizer.withDefaults())
                .build();
    }

    /**
     * Asks for a sign-in where there is something behind it. Anywhere else a browser would show its own password box
     * above the web apps' sign-in form, because they look for pages that Baton does not have.
     */
    private static AuthenticationEntryPoint signInFirst(ObjectMapper json) {
        return (request, response, e) -> {
            if (path(request).startsWith("/api/") || path(request).startsWith("/v3/")) {
                response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"Baton\"");
                write(response, json, notSignedIn());
            } else {
                write(response, json, nothingHere());
            }
        };
    }

    private static AuthenticationManager engineUsers(ProcessEngine engine) {
        return new ProviderManager(new EngineUsers(engine));
    }

    private static ProblemDetail notSignedIn() {
        return Problems.of(
                HttpStatus.UNAUTHORIZED,
                "not-signed-in",
                "Not signed in",
                "Sign in with HTTP Basic as a user of this installation, or with the web apps' session.");
    }

    private static ProblemDetail nothingHere() {
        return Problems.of(HttpStatus.NOT_FOUND, "not-found", "Not found", "There is nothing at this address.");
    }

    static void write(HttpServletResponse response, ObjectMapper json, ProblemDetail problem) throws IOException {
        response.setStatus(problem.getStatus());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        json.writeValue(response.getOutputStream(), problem);
    }
}
