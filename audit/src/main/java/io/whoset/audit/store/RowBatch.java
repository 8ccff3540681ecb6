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
import org.jspecify.annotations.Nullable;

/**
 * Rows on their way into the store, within one transaction. A write is handed on as soon as its line was read, and is not kept here.
 *
 * <p>Confined to the store's thread.
 */
final class RowBatch implements AutoCloseable {
    private final DuckDBConnection sql;
    private final DuckDBAppender writes;
    private final PreviewWriter previews;
    private final long newFrom;
    private final List<FindingRow> findings = new ArrayList<>();
    private final List<String> findingLines = new ArrayList<>();
    private final Rollup rollup = new Rollup();
    private long writeRows;
    private long newRows;

    /** For this connection, whose transaction has begun, and where previews go; rows count as new from this id on. */
    RowBatch(DuckDBConnection sql, PreviewWriter previews, long newFrom) throws SQLException {
        this.sql = sql;
        this.previews = previews;
        this.newFrom = newFrom;
        this.writes = sql.createAppender("writes");
    }

    /** Adds the row of a line; one without an id, such as that of the start, or that is none, as after a crash, gives no row. */
    void add(byte[] line) throws SQLException, IOException {
        LogLine read;
        long id;
        try {
            read = LogLine.parse(line);
            id = RecordId.parse(read.id()).value();
            if (read.finding() != null) {
                read.finding().writes().forEach(RecordId::parse);
            }
        } catch (IOException | IllegalArgumentException noRow) {
            return;
        }
        WriteRow write = read.write();
        FindingRow finding = read.finding();
        if (write != null) {
            append(write, id);
        } else if (finding != null) {
            findings.add(finding);
            findingLines.add(new String(line, StandardCharsets.UTF_8));
        }
        newRows += id >= newFrom ? 1 : 0;
    }

    /** Writes among the rows. */
    long writes() {
        return writeRows;
    }

    /** Rows that are new. */
    long newRows() {
        return newRows;
    }

    /** Sums of the rows. */
    Rollup rollup() {
        return rollup;
    }

    /** Hands on what is not yet, and gives the writes the verdicts of the findings. */
    void finish() throws SQLException {
        writes.close();
        if (writeRows > 0) {
            rollup.appendTo(sql);
        }
        if (!findings.isEmpty()) {
            try (DuckDBAppender out = sql.createAppender("findings")) {
                for (int i = 0; i < findings.size(); i++) {
                    append(out, findings.get(i), findingLines.get(i));
                }
            }
            Colouring.apply(sql, findings);
        }
    }

    /** Ends it; what was not {@linkplain #finish finished} is for its transaction to roll back. */
    @Override
    public void close() throws SQLException {
        writes.close();
    }

    private void append(WriteRow row, long id) throws SQLException, IOException {
        writeRows++;
        rollup.add(row, id);
        writes.beginRow().append(id).append(row.tsMicros());
        writes.append(row.route()).append(row.upstream()).append(row.peer()).append(row.writer());
        writes.append(row.conn())
                .append(row.process())
                .append(row.cmd())
                .append(row.key())
                .append(row.flags())
                .append(row.exptime());
        writes.append(row.bytes())
                .append(DigestCode.bytes(row.digest()))
                .append(row.format())
                .append(row.shape())
                .append(row.partial());
        writes.append(row.outcome())
                .append(row.rttUs())
                .append(preview(row, id))
                .append(row.verdict());
        writes.append(OdditiesText.of(row.findings())).append((String) null).append((Long) null);
        writes.append(KeyCode.hash(row.key())).append(KeyCode.begin(row.key())).append(KeyCode.next(row.key()));
        writes.append(KeyCode.hash(row.digest())).endRow();
    }

    private @Nullable Long preview(WriteRow row, long id) throws IOException {
        String preview = row.preview();
        return preview == null ? null : (Long) previews.add(id, preview);
    }

    private static void append(DuckDBAppender out, FindingRow row, String line) throws SQLException {
        out.beginRow().append(RecordId.parse(row.id()).value()).append(row.writer());
        out.append(row.verdict()).append(row.rule()).append(line).endRow();
    }
}
