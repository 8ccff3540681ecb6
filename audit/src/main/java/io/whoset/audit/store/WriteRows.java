package io.whoset.audit.store;

import io.whoset.audit.log.WriteRow;
import io.whoset.forensics.record.RecordId;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Reads rows of the table {@code writes}. Immutable. */
final class WriteRows {
    /** The columns that are read. */
    static final String COLUMNS =
            "id, ts, route, upstream, peer, writer, conn, process, cmd, key, flags, exptime, bytes, digest, format, shape,"
                    + " partial, outcome, rtt_us, preview_at, verdict, oddities, named";

    private WriteRows() {}

    static WriteRow read(ResultSet row, PreviewReader previews) throws SQLException {
        long id = row.getLong("id");
        Long preview = number(row, "preview_at");
        return new WriteRow(
                new RecordId(id).toString(),
                row.getLong("ts"),
                row.getString("route"),
                row.getString("upstream"),
                row.getString("peer"),
                row.getString("writer"),
                row.getLong("conn"),
                row.getString("process"),
                row.getString("cmd"),
                row.getString("key"),
                number(row, "flags"),
                number(row, "exptime"),
                number(row, "bytes"),
                DigestCode.text(row.getBytes("digest")),
                row.getString("format"),
                row.getString("shape"),
                row.getBoolean("partial"),
                row.getString("outcome"),
                number(row, "rtt_us"),
                preview == null ? null : previews.read(id, preview),
                row.getString("verdict"),
                OdditiesText.parse(row.getString("oddities")),
                named(row));
    }

    private static @Nullable String named(ResultSet row) throws SQLException {
        Long finding = number(row, "named");
        return finding == null ? null : new RecordId(finding).toString();
    }

    private static @Nullable Long number(ResultSet row, String column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? null : value;
    }
}
