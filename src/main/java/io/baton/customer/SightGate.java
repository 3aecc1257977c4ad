package io.baton.customer;

import io.baton.api.InBrief;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Before every call under {@code /api} whose path names a customer: who sees nothing of it meets what they would meet if it
 * was not there, who sees it in brief gets no further than {@link InBrief} says, and who may not write changes nothing.
 */
@Configuration(proxyBeanMethods = false)
class SightGate implements HandlerInterceptor, WebMvcConfigurer {

    /** Whether somebody's hats allow the call at all is asked before. */
    private static final int AFTER_AUTHORITY = 1;

    private final CustomerSight sight;

    SightGate(CustomerSight sight) {
        this.sight = sight;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).addPathPatterns("/api/**").order(AFTER_AUTHORITY);
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod method
                && request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE) instanceof Map<?, ?> path
                && path.get("number") instanceof String number
                && CustomerNumber.isOne(number)) {
            boolean reads = HttpMethod.GET.matches(request.getMethod()) || HttpMethod.HEAD.matches(request.getMethod());
            sight.require(number, !method.hasMethodAnnotation(InBrief.class), !reads);
        }
        return true;
    }
}
