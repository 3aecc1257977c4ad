package io.baton.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Refuses a body that is larger than any honest one, behind whichever door, before it is read into memory. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class RequestSizeLimit extends OncePerRequestFilter {

    static final int LARGEST_BODY = 256 * 1024;
    static final int LARGEST_DEPLOYMENT = 8 * 1024 * 1024;
    /** A table of 200,000 customers; the server writes it to a file, not into memory. */
    static final int LARGEST_TABLE = 32 * 1024 * 1024;
    /** What is sent as a form is a name and a password, except for the lead form. */
    static final int LARGEST_FORM = 16 * 1024;
    /** A message of the greatest length, in letters that take nine characters each as a form sends them. */
    static final int LARGEST_LEAD = 64 * 1024;

    private final ObjectMapper json;

    RequestSizeLimit(ObjectMapper json) {
        this.json = json;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        int largest = largest(request);
        if (request.getContentLengthLong() > largest) {
            refuse(response, Problems.tooLarge(largest));
        } else if (isForm(request) && request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null) {
            // The server reads a form by itself, past what counts below.
            refuse(
                    response,
                    Problems.of(
                            HttpStatus.LENGTH_REQUIRED,
                            "length-required",
                            "Length required",
                            "A form has to say how long it is."));
        } else {
            chain.doFilter(new Limited(request, largest), response);
        }
    }

    private void refuse(HttpServletResponse response, ProblemDetail problem) throws IOException {
        // Where Modeler looks for it.
        problem.setProperty("message", problem.getDetail());
        response.setStatus(problem.getStatus());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        json.writeValue(response.getOutputStream(), problem);
    }

    private static int largest(HttpServletRequest request) {
        if (isForm(request)) {
            return request.getRequestURI().equals("/lead-form") ? LARGEST_LEAD : LARGEST_FORM;
        }
        if (bringsTable(request)) {
            return LARGEST_TABLE;
        }
        return deploys(request) ? LARGEST_DEPLOYMENT : LARGEST_BODY;
    }

    private static boolean isForm(HttpServletRequest request) {
        String type = request.getContentType();
        return type != null
                && type.strip().toLowerCase(Locale.ROOT).startsWith(MediaType.APPLICATION_FORM_URLENCODED_VALUE);
    }

    private static boolean bringsTable(HttpServletRequest request) {
        String type = request.getContentType();
        String path = request.getRequestURI();
        return type != null
                && type.strip().toLowerCase(Locale.ROOT).startsWith(MediaType.MULTIPART_FORM_DATA_VALUE)
                && (path.equals("/api/imports") || path.equals("/imports"));
    }

    private static boolean deploys(HttpServletRequest request) {
        return request.getRequestURI().startsWith("/engine-rest/")
                || request.getRequestURI().endsWith("/deployment/create");
    }

    /** Counts what is read, for a body that does not say how long it is. */
    private static final class Limited extends HttpServletRequestWrapper {

        private final int largest;

        Limited(HttpServletRequest request, int largest) {
            super(request);
            this.largest = largest;
        }

        @Override
        public ServletInputStream getInputStream() throws IOException {
            ServletInputStream body = super.getInputStream();
            return new ServletInputStream() {

                private long read;

                @Override
                public int read() throws IOException {
                    int next = body.read();
                    count(next < 0 ? 0 : 1);
                    return next;
                }

                @Override
                public int read(byte[] bytes, int offset, int length) throws IOException {
                    int got = body.read(bytes, offset, length);
                    count(Math.max(got, 0));
                    return got;
                }

                private void count(int bytes) throws RequestTooLarge {
                    read += bytes;
                    if (read > largest) {
                        throw new RequestTooLarge(largest);
                    }
                }

                @Override
                public boolean isFinished() {
                    return body.isFinished();
                }

                @Override
                public boolean isReady() {
                    return body.isReady();
                }

                @Override
                public void setReadListener(ReadListener listener) {
                    body.setReadListener(listener);
                }
            };
        }
    }
}
