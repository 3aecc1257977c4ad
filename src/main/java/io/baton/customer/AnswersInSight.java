package io.baton.customer;

import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;

/**
 * Whatever call answers with a customer: it is shown as whoever asks sees it now, which may be less than before they wrote.
 * Of a customer of whom they see nothing, such as one whose lead they handed in, they hear no more than that it was taken.
 */
@ControllerAdvice
class AnswersInSight implements ResponseBodyAdvice<Object> {

    private final CustomerSight sight;

    AnswersInSight(CustomerSight sight) {
        this.sight = sight;
    }

    @Override
    public boolean supports(MethodParameter method, Class<? extends HttpMessageConverter<?>> converter) {
        return true;
    }

    @Override
    public @Nullable Object beforeBodyWrite(
            @Nullable Object body,
            MethodParameter method,
            MediaType type,
            Class<? extends HttpMessageConverter<?>> converter,
            ServerHttpRequest request,
            ServerHttpResponse response) {
        if (!(body instanceof CustomerView customer)) {
            return body;
        }
        CustomerView seen = sight.seen(customer);
        if (seen == null) {
            response.setStatusCode(HttpStatus.ACCEPTED);
            response.getHeaders().setLocation(null);
        }
        return seen;
    }
}
