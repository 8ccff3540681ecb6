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
 * keys would need memory for each. Of writes that {@link SortedRuns} hold, the newest {@value #MOST_IDS}, and only where younger ones do not suffice.
 *
 * <p>Immutable.
 */
final class KeyList {
    private static final int WRITES_EACH = 200;
    private static final int MOST_WRITES = 20_000;
    private static final int MOST_IDS = 3_000;
    private static final String TEXT = "SELECT key, count(*) AS n, count(DISTINCT writer) AS who,"
            + " count(*) FILTER (verdict IN ('stale', 'poison')) AS bad, max(ts) AS last_ts,"
            + " arg_max(writer, id) AS last_writer, arg_max(verdict, id) AS last_verdict FROM (SELECT * FROM (%s)"
            + " WHERE starts_with(key, ?) ORDER BY id DESC LIMIT %d) GROUP BY key ORDER BY max(id) DESC LIMIT %d";
    private static final String WRITES = "SELECT id, ts, key, writer, verdict FROM writes";

    private KeyList() {}

    static List<KeyRow> of(Connection sql, String prefix, int limit) throws SQLException {
        int most = Math.min(MOST_WRITES, limit * WRITES_EACH);
        long end = SortedRuns.end(sql);
        Filter begins = new Filter().beginning(prefix);
        String young = WRITES + begins.where() + " AND id >= " + end;
        List<KeyRow> keys = read(sql, prefix, young, most, limit);
        if (keys.stream().mapToLong(KeyRow::writes).sum() >= most) {
            return keys;
        }
        List<Long> ids = SortedRuns.newest(sql, WriteQuery.ofPrefix(prefix, 1), 0, end, MOST_IDS).stream()
                .map(SortedRuns.Sorted::id)
                .toList();
        if (ids.isEmpty()) {
            return keys;
        }
        Filter old = new Filter().ids(ids);
        return read(sql, prefix, young + " UNION ALL " + WRITES + old.where(), most, limit);
    }

    private static List<KeyRow> read(Connection sql, String prefix, String writes, int most, int limit)
            throws SQLException {
        List<KeyRow> keys = new ArrayList<>();
        try (PreparedStatement statement = sql.prepareStatement(TEXT.formatted(writes, most, limit))) {
            statement.setString(1, prefix);
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
