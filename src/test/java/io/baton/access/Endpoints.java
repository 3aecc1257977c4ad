package io.baton.access;

import jakarta.servlet.ServletException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.catalina.Container;
import org.apache.catalina.Wrapper;
import org.glassfish.jersey.server.model.Resource;
import org.glassfish.jersey.server.model.ResourceMethod;
import org.glassfish.jersey.servlet.ServletContainer;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.embedded.tomcat.TomcatWebServer;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;

/**
 * Every call that the running JAX-RS applications answer: the engine's REST interface and the web apps. They are read
 * from the servlets that run, in the way in which Jersey itself reads its resources, so that what a plugin or another
 * version brings is found too.
 */
final class Endpoints {

    /** A call: HTTP method and path with its parameters, such as {@code POST /engine-rest/task/{id}/claim}. */
    record Endpoint(String method, String path) implements Comparable<Endpoint> {

        @Override
        public int compareTo(Endpoint other) {
            return toString().compareTo(other.toString());
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    private final Set<Endpoint> found = new TreeSet<>();

    private Endpoints() {}

    /** All of them, in the order of their names. */
    static Collection<Endpoint> of(ServletWebServerApplicationContext application) {
        Endpoints endpoints = new Endpoints();
        for (Wrapper servlet : servlets(application)) {
            if (servlet.getServlet() instanceof ServletContainer jersey) {
                for (String mapping : servlet.findMappings()) {
                    endpoints.addAll(jersey.getConfiguration().getClasses(), mapping.replaceAll("/\\*$", ""));
                }
            }
        }
        return endpoints.found;
    }

    /** The servlets that run, by name; each is what a request may reach. */
    static List<Wrapper> servlets(ServletWebServerApplicationContext application) {
        List<Wrapper> servlets = new ArrayList<>();
        var host = ((TomcatWebServer) application.getWebServer()).getTomcat().getHost();
        for (Container context : host.findChildren()) {
            for (Container child : context.findChildren()) {
                servlets.add(loaded((Wrapper) child));
            }
        }
        return servlets;
    }

    private static Wrapper loaded(Wrapper servlet) {
        try {
            servlet.load();
            return servlet;
        } catch (ServletException e) {
            throw new IllegalStateException(servlet.getName(), e);
        }
    }

    private void addAll(Set<Class<?>> classes, String mount) {
        for (Class<?> type : classes) {
            // Without a path it is no root resource: a mapper of errors or of JSON.
            Resource resource = Resource.from(type);
            if (resource != null) {
                add(resource, mount, List.of(type));
            }
        }
    }

    private void add(Resource resource, String before, List<Class<?>> way) {
        String path = joined(before, resource.getPath());
        addMethods(resource, path);
        ResourceMethod locator = resource.getResourceLocator();
        if (locator != null) {
            follow(locator, path, way);
        }
        resource.getChildResources().forEach(child -> add(child, path, way));
    }

    /** What a locator returns is a resource whose own path does not count. */
    private void follow(ResourceMethod locator, String path, List<Class<?>> way) {
        Class<?> next = locator.getInvocable().getRawResponseType();
        if (way.contains(next)) {
            return; // A resource that leads to itself answers nothing new further down.
        }
        List<Class<?>> further = new ArrayList<>(way);
        further.add(next);
        Resource located = Resource.builder(next).build();
        if (located.getResourceMethods().isEmpty()
                && located.getChildResources().isEmpty()) {
            throw new IllegalStateException("What answers below " + path + " cannot be seen from " + next);
        }
        addMethods(located, path);
        located.getChildResources().forEach(child -> add(child, path, further));
    }

    private void addMethods(Resource resource, String path) {
        resource.getResourceMethods().forEach(method -> found.add(new Endpoint(method.getHttpMethod(), path)));
    }

    private static String joined(String before, @Nullable String path) {
        if (path == null || path.isEmpty() || path.equals("/")) {
            return before;
        }
        return before + (path.startsWith("/") ? "" : "/") + path;
    }
}
