package io.baton.imports;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.baton.api.Act;
import io.baton.api.FieldChecks;
import io.baton.api.Idempotency;
import io.baton.api.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.Principal;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** Takes in files over REST, and says what became of them. */
@RestController
@RequestMapping("/api/imports")
class ImportController {

    private static final int LARGEST_PAGE = 500;

    private final Imports imports;
    private final ImportReader reader;
    private final Idempotency idempotency;
    private final ObjectMapper json;

    ImportController(Imports imports, ImportReader reader, Idempotency idempotency, ObjectMapper json) {
        this.imports = imports;
        this.reader = reader;
        this.idempotency = idempotency;
        this.json = json;
    }

    /** What an idempotency key stands for. */
    private record Handed(String file, String name, boolean dryRun, String sheet, Mapping mapping) {}

    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @Act("import-customers")
    ResponseEntity<ImportView> take(
            @RequestParam(required = false) @Nullable MultipartFile file,
            @RequestParam(required = false) @Nullable String mapping,
            @RequestParam(required = false) @Nullable String sheet,
            @RequestParam(defaultValue = "false") boolean dryRun,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            Principal by)
            throws IOException {
        if (file == null) {
            throw Refusal.ofField("file", "is missing: send it as the part 'file' of a multipart form");
        }
        Mapping said = mapping(mapping);
        String name = file.getOriginalFilename() == null ? "" : file.getOriginalFilename();
        Path copy = Files.createTempFile("baton-import", null);
        try {
            Handed handed =
                    new Handed(key == null ? "" : copy(file, copy), name, dryRun, sheet == null ? "" : sheet, said);
            if (key == null) {
                file.transferTo(copy);
            }
            return idempotency.once(by.getName(), "imports", key, handed, ImportView.class, () -> {
                long id = taken(copy, name, sheet, said, by.getName());
                if (!dryRun) {
                    imports.begin(id, false, by.getName());
                }
                return ResponseEntity.created(URI.create("/api/imports/" + id)).body(reader.one(id));
            });
        } finally {
            Files.deleteIfExists(copy);
        }
    }

    private long taken(Path file, String name, @Nullable String sheet, Mapping mapping, String by) {
        try {
            return imports.take(file, name, sheet == null || sheet.isBlank() ? null : sheet, mapping, by);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes the file down, and says by what it is known again. */
    private static String copy(MultipartFile file, Path copy) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            try (InputStream in = new DigestInputStream(file.getInputStream(), digest)) {
                Files.copy(in, copy, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    private Mapping mapping(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return Mapping.NONE;
        }
        try {
            return json.readValue(text, Mapping.class);
        } catch (JsonProcessingException e) {
            throw Refusal.ofField(
                    "mapping", "is no JSON such as {\"columns\": {\"Firma\": \"company\"}}: " + e.getOriginalMessage());
        }
    }

    @GetMapping
    @Act("import-customers")
    List<ImportView> newest() {
        return reader.newest();
    }

    @GetMapping("/{id}")
    @Act("import-customers")
    ImportView one(@PathVariable long id) {
        return reader.one(id);
    }

    @GetMapping("/{id}/rows")
    @Act("import-customers")
    ImportReader.RowPage rows(
            @PathVariable long id,
            @RequestParam(required = false) @Nullable String outcome,
            @RequestParam(defaultValue = "0") long after,
            @RequestParam(defaultValue = "100") int size) {
        FieldChecks check = new FieldChecks();
        check.between("size", size, 1, LARGEST_PAGE);
        check.refuseIfWrong();
        return reader.rows(id, outcome, after, size);
    }

    @PutMapping("/{id}/mapping")
    @Act("import-customers")
    ImportView map(@PathVariable long id, @RequestBody Mapping mapping) {
        imports.map(id, mapping);
        return reader.one(id);
    }

    @PostMapping("/{id}/start")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Act("import-customers")
    ImportView start(@PathVariable long id, @RequestParam(defaultValue = "false") boolean ask, Principal by) {
        imports.begin(id, ask, by.getName());
        return reader.one(id);
    }

    @PostMapping("/{id}/retry")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Act("import-customers")
    ImportView retry(@PathVariable long id, Principal by) {
        imports.retry(id, by.getName());
        return reader.one(id);
    }

    @PostMapping("/{id}/undo")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Act("import-customers")
    ImportView undo(@PathVariable long id, Principal by) {
        imports.undo(id, by.getName());
        return reader.one(id);
    }
}
