package io.baton.exports;

import io.baton.api.Act;
import io.baton.api.Refusal;
import io.baton.customer.CustomerSight;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Hands out everything that a team put in. */
@RestController
@RequestMapping("/api/export")
class ExportController {

    private static final String ALL = "all.zip";

    private final CustomerExport export;
    private final CustomerSight sight;

    ExportController(CustomerExport export, CustomerSight sight) {
        this.sight = sight;
        this.export = export;
    }

    /** @param separator between the cells, {@code ;} or {@code ,} */
    @GetMapping("/{file}")
    @Act("export-customers")
    void write(
            @PathVariable String file, @RequestParam(defaultValue = ";") String separator, HttpServletResponse response)
            throws IOException {
        if (!separator.equals(";") && !separator.equals(",")) {
            throw Refusal.ofField("separator", "must be ; or ,");
        }
        sight.requireEverythingOfAll("The export hands out");
        if (file.equals(ALL)) {
            answer(response, file, "application/zip");
            export.writeAll(separator.charAt(0), response.getOutputStream());
            return;
        }
        ExportTable table = Arrays.stream(ExportTable.values())
                .filter(it -> it.file().equals(file))
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("There is no export '%s'; there are %s and %s."
                        .formatted(
                                file,
                                Arrays.stream(ExportTable.values())
                                        .map(ExportTable::file)
                                        .collect(Collectors.joining(", ")),
                                ALL)));
        answer(response, file, "text/csv;charset=UTF-8");
        export.write(table, separator.charAt(0), response.getOutputStream());
    }

    private static void answer(HttpServletResponse response, String file, String type) {
        response.setContentType(type);
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + file + "\"");
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    }
}
