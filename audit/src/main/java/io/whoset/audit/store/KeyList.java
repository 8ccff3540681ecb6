package io.whoset.audit.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Lists keys that begin alike, those written last first.
 *
 * <p><b>Bounds</b> of the newest writes that match, {@value #WRITES_EACH} for each key that is wanted and at most {@value #MOST_WRITES}: millions of different
 * keys would need memory for each.
 *
 * <p>Immutable.
 */
final class KeyList {
    private static final int WRITES_EACH = 200;
    private static final int MOST_WRITES = 20_000;
    private static final String TEXT = "SELECT key, count(*) AS n, count(DISTINCT writer) AS who,"
            + " count(*) FILTER (verdict IN ('stale', 'poison')) AS bad, max(ts) AS last_ts,"
            + " arg_max(writer, id) AS last_writer, arg_max(verdict, id) AS last_verdict"
            + " FROM (SELECT id, ts, key, writer, verdict FROM writes WHERE key_begin >= ? AND key_begin <= ? AND starts_with(key, ?)"
            + " ORDER BY id DESC LIMIT ?) GROUP BY key ORDER BY max(id) DESC LIMIT ?";

    private KeyList() {}

    static List<KeyRow> of(Connection sql, String prefix, int limit) throws SQLException {
        List<KeyRow> keys = new ArrayList<>();
        try (PreparedStatement statement = sql.prepareStatement(TEXT)) {
            statement.setObject(1, KeyCode.begin(prefix));
            statement.setObject(2, KeyCode.highestBegin(prefix));
            statement.setString(3, prefix);
            statement.setInt(4, Math.min(MOST_WRITES, limit * WRITES_EACH));
            statement.setInt(5, limit);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    keys.add(new KeyRow(
                            row.getString("key"),
                            row.getLong("n"),
                            row.getLong("who"),
                            row.getLong("bad"),
                            row.getLong("last_ts"),
                            row.getString("last_writer"),
                            row.getString("last_verdict")));
                }
            }
        }
        return keys;
    }
}
