package io.whoset.audit.store;

import io.whoset.audit.log.FindingRow;
import io.whoset.audit.log.LogLine;
import io.whoset.audit.log.WriteRow;
import io.whoset.forensics.record.RecordId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/**
 * Rows on their way into the store.
 *
 * <p>Confined to the store's thread.
 */
final class RowBatch {
    private final List<WriteRow> writes = new ArrayList<>();
    private final List<FindingRow> findings = new ArrayList<>();
    private final List<String> findingLines = new ArrayList<>();
    private final Rollup rollup = new Rollup();
    private int lines;
    private long bytes;

    /** Adds the row of a line; a line that is none, as after a crash, counts but gives no row. */
    void add(byte[] line) {
        lines++;
        bytes += line.length;
        try {
            LogLine read = LogLine.parse(line);
            WriteRow write = read.write();
            FindingRow finding = read.finding();
            if (write != null) {
                rollup.add(write, RecordId.parse(write.id()).value());
                writes.add(write);
            } else if (finding != null) {
                RecordId.parse(finding.id());
                finding.writes().forEach(RecordId::parse);
                findings.add(finding);
                findingLines.add(new String(line, StandardCharsets.UTF_8));
            }
        } catch (IOException | IllegalArgumentException e) {
            return;
        }
    }

    /** Lines that were added, with or without a row. */
    int lines() {
        return lines;
    }

    /** Writes among them. */
    int writes() {
        return writes.size();
    }

    /** Bytes of those lines. */
    long bytes() {
        return bytes;
    }

    /** Rows whose id is this one or higher. */
    long rowsSince(long id) {
        long rows = 0;
        for (WriteRow row : writes) {
            rows += RecordId.parse(row.id()).value() >= id ? 1 : 0;
        }
        for (FindingRow row : findings) {
            rows += RecordId.parse(row.id()).value() >= id ? 1 : 0;
        }
        return rows;
    }

    /** Sums of the rows. */
    Rollup rollup() {
        return rollup;
    }

    void appendTo(DuckDBConnection connection) throws SQLException {
        if (!writes.isEmpty()) {
            rollup.appendTo(connection);
            try (DuckDBAppender out = connection.createAppender("writes")) {
                for (WriteRow row : writes) {
                    append(out, row);
                }
            }
        }
        if (!findings.isEmpty()) {
            try (DuckDBAppender out = connection.createAppender("findings")) {
                for (int i = 0; i < findings.size(); i++) {
                    append(out, findings.get(i), findingLines.get(i));
                }
            }
            Colouring.apply(connection, findings);
        }
    }

    private static void append(DuckDBAppender out, WriteRow row) throws SQLException {
        out.beginRow().append(RecordId.parse(row.id()).value()).append(row.tsMicros());
        out.append(row.route()).append(row.upstream()).append(row.peer()).append(row.writer());
        out.append(row.conn())
                .append(row.process())
                .append(row.cmd())
                .append(row.key())
                .append(row.flags())
                .append(row.exptime());
        out.append(row.bytes())
                .append(row.digest())
                .append(row.format())
                .append(row.shape())
                .append(row.partial());
        out.append(row.outcome()).append(row.rttUs()).append(row.preview()).append(row.verdict());
        out.append(OdditiesText.of(row.findings())).append((String) null).append((Long) null);
        out.append(KeyCode.hash(row.key())).append(KeyCode.begin(row.key())).append(KeyCode.next(row.key()));
        out.append(KeyCode.hash(row.digest())).endRow();
    }

    private static void append(DuckDBAppender out, FindingRow row, String line) throws SQLException {
        out.beginRow().append(RecordId.parse(row.id()).value()).append(row.writer());
        out.append(row.verdict()).append(row.rule()).append(line).endRow();
    }
}
