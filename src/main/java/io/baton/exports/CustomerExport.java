package io.baton.exports;

import io.baton.sheet.SafeCsvWriter;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/** Writes tables out row by row, all as they were at one moment; the database hands over a few hundred rows at a time. */
@Service
@Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
class CustomerExport {

    private static final int AT_ONCE = 500;

    private final JdbcTemplate jdbc;

    CustomerExport(DataSource database) {
        jdbc = new JdbcTemplate(database);
        jdbc.setFetchSize(AT_ONCE);
    }

    /** Writes one table. */
    void write(ExportTable table, char separator, OutputStream out) throws IOException {
        try (SafeCsvWriter csv = new SafeCsvWriter(staysOpen(out), separator)) {
            csv.row(table.headings());
            jdbc.query(table.sql(), (RowCallbackHandler) row -> csv.row(table.cells(row)));
        } catch (UncheckedIOException e) {
            // Whoever was to read it has gone.
            throw e.getCause();
        }
    }

    /** Writes all tables into one archive. */
    void writeAll(char separator, OutputStream out) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (ExportTable table : ExportTable.values()) {
                zip.putNextEntry(new ZipEntry(table.file()));
                write(table, separator, zip);
                zip.closeEntry();
            }
        }
    }

    private static OutputStream staysOpen(OutputStream out) {
        return new FilterOutputStream(out) {
            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                out.write(bytes, offset, length);
            }

            @Override
            public void close() throws IOException {
                out.flush();
            }
        };
    }
}
