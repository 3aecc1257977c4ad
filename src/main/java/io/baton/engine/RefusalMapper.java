package io.baton.engine;

import io.baton.api.Refusal;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.ServletRegistration;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.jersey.ResourceConfigCustomizer;
import org.springframework.boot.web.servlet.ServletContextInitializer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;

/**
 * Shows a {@link Refusal} to a person in the Tasklist as the sentence that it is, with status 400, where the engine's
 * REST interface would call it a server error.
 */
public class RefusalMapper implements ExceptionMapper<Refusal> {

    private static final Logger LOG = LoggerFactory.getLogger(RefusalMapper.class);

    @Override
    public Response toResponse(Refusal refusal) {
        LOG.info("Refused: {}", refusal.getMessage().replaceAll("\\p{Cntrl}", " "));
        return Response.status(refusal.kind().status().value())
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(Map.of("type", "Refusal", "message", refusal.getMessage()))
                .build();
    }

    /**
     * Adds the mappers to the interfaces behind the web apps, the engine's among them, once all servlets are registered
     * and before the first is used.
     */
    @Component
    static class Registration implements ServletContextInitializer {

        @Override
        public void onStartup(ServletContext servletContext) {
            servletContext.addListener(new ServletContextListener() {
                @Override
                public void contextInitialized(ServletContextEvent event) {
                    addMappers(servletContext);
                }
            });
        }

        private static void addMappers(ServletContext servletContext) {
            String mappers = Stream.concat(Stream.of(RefusalMapper.class), EngineErrors.mappers().stream())
                    .map(Class::getName)
                    .collect(Collectors.joining(","));
            for (String app : List.of("Engine", "Admin", "Cockpit", "Tasklist", "Welcome")) {
                ServletRegistration api = servletContext.getServletRegistration(app + " Api");
                if (api == null) {
                    throw new IllegalStateException("The web apps' interface '" + app + "' is not registered");
                }
                api.setInitParameter("jersey.config.server.provider.classnames", mappers);
            }
        }
    }

    /** The same for the engine's REST interface that Modeler calls. */
    @Configuration(proxyBeanMethods = false)
    static class ModelerRegistration {

        @Bean
        static ResourceConfigCustomizer refusalsForModeler() {
            return interfaceOfTheEngine -> {
                interfaceOfTheEngine.register(RefusalMapper.class);
                EngineErrors.mappers().forEach(interfaceOfTheEngine::register);
            };
        }
    }
}
