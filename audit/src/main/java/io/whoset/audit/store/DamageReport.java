package io.whoset.audit.store;

import io.whoset.audit.log.WriteRow;
import io.whoset.audit.store.Damage.Damaged;
import io.whoset.forensics.record.RecordId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Finds out what a writer's bad writes still do: the newest of all writes of a key that took effect decides what it holds.
 *
 * <p><b>Bounds</b> looks at the 5000 keys that it stored badly last, and gives 1000 of them.
 *
 * <p><b>Source</b> of expiry: protocol.txt, an exptime over thirty days is a date; a negative one is gone at once.
 *
 * <p>Confined to one thread.
 */
final class DamageReport {
    private static final int MOST = 1000;
    private static final int MOST_BAD_KEYS = 5000;
    private static final long THIRTY_DAYS = TimeUnit.DAYS.toSeconds(30);
    private static final long MICROS = 1_000_000;

    private static final String IS_BAD = "verdict IN ('stale', 'poison')";
    private static final String TOOK_EFFECT =
            "coalesce(outcome, 'none') NOT IN ('NOT_STORED', 'EXISTS', 'NOT_FOUND', 'NS',"
                    + " 'EX', 'NF', 'CLIENT_ERROR', 'ERROR') AND cmd NOT IN ('touch', 'gat', 'gats', 'mg')";
    private static final String BAD_KEYS =
            "WITH bad AS (SELECT key, key_hash, max(id) AS id FROM writes WHERE writer = ? AND " + IS_BAD
                    + " GROUP BY key, key_hash ORDER BY id DESC LIMIT " + MOST_BAD_KEYS + ") ";
    private static final String OF_BAD_KEYS = " AND id >= (SELECT min(id) FROM bad)"
            + " AND key_hash IN (SELECT key_hash FROM bad) AND key IN (SELECT key FROM bad)";
    private static final String NO_LONGER_FLUSHED =
            "max(id) > coalesce((SELECT max(id) FROM writes f WHERE f.cmd = 'flush_all' AND f.outcome = 'OK'"
                    + " AND f.route = w.route), 0)";
    private static final String STILL_HELD = "(CASE WHEN arg_max(coalesce(exptime, 0), id) = 0 THEN true"
            + " WHEN arg_max(exptime, id) > " + THIRTY_DAYS + " THEN arg_max(exptime, id) * 1000000 > ?"
            + " ELSE arg_max(exptime, id) > 0 AND arg_max(ts, id) + arg_max(exptime, id) * 1000000 > ? END)";
    private static final String KEPT = BAD_KEYS + "SELECT max(id) FROM writes w WHERE " + TOOK_EFFECT + OF_BAD_KEYS
            + " GROUP BY route, key HAVING arg_max(writer, id) = ? AND arg_max(verdict, id) IN ('stale', 'poison') AND "
            + NO_LONGER_FLUSHED + " AND " + STILL_HELD + " ORDER BY max(id) DESC LIMIT " + (MOST + 1);

    private final Connection sql;
    private final long nowMicros;

    DamageReport(Connection sql, long nowMicros) {
        this.sql = sql;
        this.nowMicros = nowMicros;
    }

    Damage of(String writer) throws SQLException {
        List<Long> kept = ids(KEPT, writer, writer, nowMicros, nowMicros);
        boolean more = kept.size() > MOST;
        List<WriteRow> bad = rows(more ? kept.subList(0, MOST) : kept);
        Map<String, WriteRow> good = good(writer, bad);
        List<Damaged> keys = new ArrayList<>();
        for (WriteRow row : bad) {
            keys.add(new Damaged(row, good.get(place(row)), until(row)));
        }
        return sums(writer, List.copyOf(keys), more);
    }

    private Map<String, WriteRow> good(String writer, List<WriteRow> bad) throws SQLException {
        Map<String, WriteRow> good = new HashMap<>();
        if (!bad.isEmpty()) {
            for (WriteRow row : rows(ids(goodOf(bad), writer))) {
                good.put(place(row), row);
            }
        }
        return good;
    }

    /** Asks for the newest clean version that another writer stored of each of some keys. */
    private static String goodOf(List<WriteRow> bad) {
        String held = " IN (SELECT key FROM writes WHERE id IN ("
                + bad.stream().map(row -> String.valueOf(id(row))).collect(Collectors.joining(",")) + "))";
        String hashes = bad.stream()
                .map(row -> String.valueOf(KeyCode.hash(row.key())))
                .distinct()
                .collect(Collectors.joining(","));
        return "SELECT max(id) FROM writes WHERE key_hash IN (" + hashes + ") AND key" + held + " AND " + TOOK_EFFECT
                + " AND writer <> ? AND verdict = 'clean' AND digest IS NOT NULL AND NOT partial GROUP BY route, key";
    }

    private static long id(WriteRow row) {
        return RecordId.parse(row.id()).value();
    }

    private Damage sums(String writer, List<Damaged> keys, boolean more) throws SQLException {
        String text =
                "SELECT coalesce(min(ts), 0), coalesce(max(ts), 0), count(*), count(DISTINCT key) FROM writes WHERE writer = ? AND "
                        + IS_BAD;
        try (PreparedStatement statement = sql.prepareStatement(text)) {
            statement.setString(1, writer);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return new Damage(
                        writer,
                        row.getLong(1),
                        row.getLong(2),
                        row.getLong(3),
                        keys,
                        more || row.getLong(4) > MOST_BAD_KEYS);
            }
        }
    }

    private static String place(WriteRow row) {
        return row.route() + ' ' + row.key();
    }

    private List<Long> ids(String text, Object... values) throws SQLException {
        List<Long> ids = new ArrayList<>();
        try (PreparedStatement statement = sql.prepareStatement(text)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    ids.add(row.getLong(1));
                }
            }
        }
        return ids;
    }

    /** Whole rows, the newest first: found by number before anything else of them is read. */
    private List<WriteRow> rows(List<Long> ids) throws SQLException {
        List<WriteRow> rows = new ArrayList<>();
        if (ids.isEmpty()) {
            return rows;
        }
        String text = WritesById.text(new Filter().ids(ids).where()) + " ORDER BY id DESC";
        try (PreparedStatement statement = sql.prepareStatement(text);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                rows.add(WriteRows.read(row));
            }
        }
        return rows;
    }

    /** When it expires, 0 for never. */
    private static long until(WriteRow write) {
        long exptime = write.exptime() == null ? 0 : write.exptime();
        if (exptime == 0) {
            return 0;
        }
        return exptime > THIRTY_DAYS ? exptime * MICROS : write.tsMicros() + exptime * MICROS;
    }
}
