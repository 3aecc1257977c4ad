package io.baton.access;

import io.baton.api.Act;
import io.baton.api.Refusal;
import io.baton.api.Texts;
import io.baton.engine.Decisions;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Asks the decision table {@code authority} before every call under {@code /api} and the pages of windows and imports; what it does not know is refused. */
@Configuration(proxyBeanMethods = false)
class Authority implements HandlerInterceptor, WebMvcConfigurer {

    private static final String TABLE = "authority";

    private final Decisions decisions;

    Authority(Decisions decisions) {
        this.decisions = decisions;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).addPathPatterns("/api/**", "/windows", "/windows.css", "/imports", "/imports/**");
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod method) {
            require(method.getMethodAnnotation(Act.class));
        }
        return true;
    }

    private void require(@Nullable Act act) {
        List<Map<String, Object>> rows = act == null ? List.of() : decisions.rows(TABLE, Map.of("act", act.value()));
        if (rows.isEmpty()) {
            throw Refusal.forbidden("Nobody may do this: the table " + TABLE + " has no row for it.");
        }
        String hats = (String) rows.get(0).get("hats");
        List<String> allowed = Texts.list(hats);
        Authentication person = SecurityContextHolder.getContext().getAuthentication();
        boolean may = person.getAuthorities().stream()
                .map(GrantedAuthority::getAuthority)
                .anyMatch(allowed::contains);
        if (!may) {
            throw Refusal.forbidden("You may not " + rows.get(0).get("label") + "; these may: " + hats + ".");
        }
    }
}
