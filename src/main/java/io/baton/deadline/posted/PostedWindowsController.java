package io.baton.deadline.posted;

import io.baton.api.Act;
import java.nio.charset.StandardCharsets;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** By when each step is done: a page for people, and the same rows for systems. */
@RestController
class PostedWindowsController {

    /** The page needs nothing but its own style sheet. */
    private static final String NOTHING_ELSE =
            "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final PostedWindows windows;

    PostedWindowsController(PostedWindows windows) {
        this.windows = windows;
    }

    @GetMapping("/api/windows")
    @Act("read-windows")
    PostedWindows.Posted list() {
        return windows.now();
    }

    @GetMapping("/windows")
    @Act("read-windows")
    ResponseEntity<String> page() {
        return ResponseEntity.ok()
                .header("Content-Security-Policy", NOTHING_ELSE)
                .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
                .body(WindowsPage.of(windows.now()));
    }

    @GetMapping("/windows.css")
    @Act("read-windows")
    ResponseEntity<Resource> style() {
        return ResponseEntity.ok()
                .contentType(MediaType.valueOf("text/css"))
                .body(new ClassPathResource("windows.css", PostedWindowsController.class));
    }
}
