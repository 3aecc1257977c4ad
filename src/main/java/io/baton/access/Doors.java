package io.baton.access;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.baton.api.Problems;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ProcessEngine;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.www.BasicAuthenticationFilter;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/** Which paths there are, and how one gets in. What no line here names is denied. */
@Configuration(proxyBeanMethods = false)
class Doors {

    /** For people: who is not signed in is shown where to. */
    private static final Pattern PAGES = Pattern.compile("/windows|/imports(/.*)?");

    /**
     * Camunda's web apps sign people in and guard their requests themselves, but leave too much open: the set-up of a
     * first administrator (CVE-2026-77226, not fixed in the community edition), the password policy.
     * Without a session only what the sign-in page needs is answered.
     */
    @Bean
    @Order(1)
    SecurityFilterChain webApps(HttpSecurity http, ProcessEngine engine) throws Exception {
        return http.securityMatcher(new OrRequestMatcher(path("/camunda/**"), path("/camunda")))
                .authorizeHttpRequests(requests -> {
                    requests.dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.FORWARD)
                            .permitAll();
                    requests.requestMatchers(path("/camunda/api/admin/setup/**"), path("/camunda/app/admin/*/setup/**"))
                            .denyAll();
                    // Says whether a password is right, as often as one asks: guessing must go by the sign-in.
                    requests.requestMatchers(path("/camunda/api/engine/engine/*/identity/verify/**"))
                            .denyAll();
                    // Would hold a request open until there is work, for which the web apps' filters are not made.
                    requests.requestMatchers(path("/camunda/api/engine/engine/*/external-task/fetchAndLock/**"))
                            .denyAll();
                    // The engine's own drawing of a form, which fails on the live context of ours.
                    requests.requestMatchers(path("/camunda/api/engine/engine/*/task/*/rendered-form/**"))
                            .denyAll();
                    // The sign-in form asks for the engines' names before it sends the password.
                    requests.requestMatchers(path(HttpMethod.GET, "/camunda/api/engine/engine/"))
                            .permitAll();
                    requests.requestMatchers(path(HttpMethod.GET, "/camunda/api/admin/auth/user/*"))
                            .permitAll();
                    requests.requestMatchers(path(HttpMethod.POST, "/camunda/api/admin/auth/user/*/login/*"))
                            .permitAll();
                    requests.requestMatchers(path(HttpMethod.GET, "/camunda/api/*/plugin/*/static/**"))
                            .permitAll();
                    requests.requestMatchers(path("/camunda/api/**"))
                            .access((authentication, context) -> new AuthorizationDecision(
                                    WebAppSession.signedIn(engine, context.getRequest()) != null));
                    requests.anyRequest().permitAll();
                })
                .exceptionHandling(errors -> errors.authenticationEntryPoint(
                        // Without WWW-Authenticate: the browser would ask for a password in a window of its own.
                        (request, response, e) -> response.setStatus((WebAppSession.signedIn(engine, request) == null
                                        ? HttpStatus.UNAUTHORIZED
                                        : HttpStatus.FORBIDDEN)
                                .value())))
                .csrf(csrf -> csrf.disable())
                .headers(headers -> headers.disable())
                .requestCache(cache -> cache.disable())
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .build();
    }

    /** The web apps bring servlets of their own: only the whole path says where a request goes. */
    private static RequestMatcher path(String pattern) {
        return PathPatternRequestMatcher.withDefaults().matcher(pattern);
    }

    private static RequestMatcher path(HttpMethod method, String pattern) {
        return PathPatternRequestMatcher.withDefaults().matcher(method, pattern);
    }

    /**
     * The page on which anybody can become a lead. It knows no session and no cookie, so another site can send nothing in
     * somebody's name; the page itself says which sites may embed it.
     */
    @Bean
    @Order(2)
    SecurityFilterChain leadForm(HttpSecurity http) throws Exception {
        return http.securityMatcher(path("/lead-form"))
                .authorizeHttpRequests(requests -> {
                    requests.requestMatchers(path(HttpMethod.GET, "/lead-form"), path(HttpMethod.POST, "/lead-form"))
                            .permitAll();
                    requests.anyRequest().denyAll();
                })
                .csrf(csrf -> csrf.disable())
                .requestCache(cache -> cache.disable())
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .headers(headers -> headers.frameOptions(options -> options.disable()))
                .build();
    }

    @Bean
    @Order(3)
    SecurityFilterChain rest(HttpSecurity http, ProcessEngine engine, ObjectMapper json, Environment environment)
            throws Exception {
        boolean demo = environment.acceptsProfiles(Profiles.of("demo"));
        AuthenticationEntryPoint signInFirst = signInFirst(json);
        return http.authorizeHttpRequests(requests -> {
                    requests.dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.FORWARD)
                            .permitAll();
                    requests.requestMatchers("/", "/favicon.ico", "/actuator/health", "/actuator/health/**")
                            .permitAll();
                    requests.requestMatchers(
                                    "/api/**", "/windows", "/windows.css", "/imports", "/imports/*", "/imports/*/*")
                            .authenticated();
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
     * Asks for a sign-in. Only systems are asked for Basic: a browser would show its own password box above the web apps'
     * sign-in form, which looks for pages that Baton does not have.
     */
    private static AuthenticationEntryPoint signInFirst(ObjectMapper json) {
        return (request, response, e) -> {
            String path = request.getRequestURI();
            if (PAGES.matcher(path).matches() && request.getHeader(HttpHeaders.AUTHORIZATION) == null) {
                response.sendRedirect("/camunda/app/tasklist/default/");
                return;
            }
            if (Stream.of("/api/", "/v3/", "/engine-rest").anyMatch(path::startsWith)) {
                response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"Baton\"");
            }
            write(response, json, notSignedIn());
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

    static void write(HttpServletResponse response, ObjectMapper json, ProblemDetail problem) throws IOException {
        response.setStatus(problem.getStatus());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        json.writeValue(response.getOutputStream(), problem);
    }
}
