package io.baton.imports;

import io.baton.access.WebAppToken;
import io.baton.api.Act;
import io.baton.api.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Principal;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** The page on which a team lead hands a file in, sees what would become of it, and has it imported or undone. */
@RestController
@RequestMapping("/imports")
class ImportsPageController {

    /** The page needs nothing but its own style sheet and itself. */
    private static final String NOTHING_ELSE =
            "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    private static final int ROWS = 100;

    private final Imports imports;
    private final ImportReader reader;
    private final ImportTables tables;

    ImportsPageController(Imports imports, ImportReader reader, ImportTables tables) {
        this.imports = imports;
        this.reader = reader;
        this.tables = tables;
    }

    @GetMapping
    @Act("import-customers")
    ResponseEntity<String> list(HttpServletRequest request) {
        return page(HttpStatus.OK, new ImportsPage(WebAppToken.of(request)).list(reader.newest(), null));
    }

    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @Act("import-customers")
    ResponseEntity<String> take(
            @RequestParam MultipartFile file,
            @RequestParam(required = false) @Nullable String sheet,
            HttpServletRequest request,
            Principal by)
            throws IOException {
        Path copy = Files.createTempFile("baton-import", null);
        try {
            file.transferTo(copy);
            String name = file.getOriginalFilename() == null ? "" : file.getOriginalFilename();
            long id = imports.take(
                    copy, name, sheet == null || sheet.isBlank() ? null : sheet, Mapping.NONE, by.getName());
            return to(id);
        } catch (Refusal refusal) {
            return page(
                    HttpStatus.BAD_REQUEST,
                    new ImportsPage(WebAppToken.of(request)).list(reader.newest(), refusal.getMessage()));
        } finally {
            Files.deleteIfExists(copy);
        }
    }

    @GetMapping("/{id}")
    @Act("import-customers")
    ResponseEntity<String> one(
            @PathVariable long id,
            @RequestParam(defaultValue = "") String outcome,
            @RequestParam(defaultValue = "0") long after,
            HttpServletRequest request) {
        return page(HttpStatus.OK, one(id, outcome, after, null, request));
    }

    @PostMapping("/{id}/mapping")
    @Act("import-customers")
    ResponseEntity<String> map(
            @PathVariable long id, @RequestParam Map<String, String> answers, HttpServletRequest request) {
        return done(id, request, () -> imports.map(id, mapping(reader.one(id), answers)));
    }

    @PostMapping("/{id}/start")
    @Act("import-customers")
    ResponseEntity<String> start(
            @PathVariable long id,
            @RequestParam(defaultValue = "false") boolean ask,
            HttpServletRequest request,
            Principal by) {
        return done(id, request, () -> imports.begin(id, ask, by.getName()));
    }

    @PostMapping("/{id}/retry")
    @Act("import-customers")
    ResponseEntity<String> retry(@PathVariable long id, HttpServletRequest request, Principal by) {
        return done(id, request, () -> imports.retry(id, by.getName()));
    }

    @PostMapping("/{id}/undo")
    @Act("import-customers")
    ResponseEntity<String> undo(@PathVariable long id, HttpServletRequest request, Principal by) {
        return done(id, request, () -> imports.undo(id, by.getName()));
    }

    private static Mapping mapping(ImportView view, Map<String, String> answers) {
        Map<String, String> columns = new LinkedHashMap<>();
        Map<String, String> dates = new LinkedHashMap<>();
        for (ImportView.ColumnView column : view.columns()) {
            columns.put(column.heading(), answers.getOrDefault("field-" + column.column(), ""));
            String order = answers.getOrDefault("dates-" + column.column(), "");
            if (!order.isEmpty()) {
                dates.put(column.heading(), order);
            }
        }
        Map<String, Map<String, String>> values = new LinkedHashMap<>();
        if (view.mapping().values() != null) {
            view.mapping().values().forEach((field, meanings) -> values.put(field, new LinkedHashMap<>(meanings)));
        }
        for (UnknownWords.Unknown word : view.unknown()) {
            String meaning = answers.get(ImportsPage.nameOf(word));
            // What the page did not ask about stays as it was said before.
            if (meaning != null) {
                Map<String, String> meanings = values.computeIfAbsent(word.field(), it -> new LinkedHashMap<>());
                meanings.keySet().removeIf(it -> Words.plain(it).equals(Words.plain(word.word())));
                if (!meaning.isEmpty()) {
                    meanings.put(word.word(), meaning);
                }
            }
        }
        values.values().removeIf(Map::isEmpty);
        String currency = answers.getOrDefault("currency", "").strip();
        return new Mapping(
                columns,
                values.isEmpty() ? null : values,
                dates,
                currency.isEmpty() ? null : currency,
                answers.get("ownerNotFound"),
                answers.get("closed"),
                answers.get("alike"));
    }

    private ResponseEntity<String> done(long id, HttpServletRequest request, Runnable act) {
        try {
            act.run();
            return to(id);
        } catch (Refusal refusal) {
            return page(refusal.kind().status(), one(id, "", 0, refusal.getMessage(), request));
        }
    }

    private String one(long id, String outcome, long after, @Nullable String error, HttpServletRequest request) {
        return new ImportsPage(WebAppToken.of(request))
                .one(
                        reader.one(id),
                        tables.labels(),
                        reader.rows(id, outcome.isEmpty() ? null : outcome, after, ROWS),
                        outcome,
                        error);
    }

    private static ResponseEntity<String> to(long id) {
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .location(URI.create("/imports/" + id))
                .build();
    }

    private static ResponseEntity<String> page(HttpStatus status, String page) {
        return ResponseEntity.status(status)
                .header("Content-Security-Policy", NOTHING_ELSE)
                .header("Cache-Control", "no-store")
                .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
                .body(page);
    }
}
