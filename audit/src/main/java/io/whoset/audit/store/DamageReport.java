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
import java.util.Objects;
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
    private static final String BAD_KEYS = "SELECT key_hash, max(id) AS newest FROM writes WHERE writer = ? AND "
            + IS_BAD + " AND key IS NOT NULL GROUP BY key_hash ORDER BY newest DESC LIMIT " + MOST_BAD_KEYS;
    private static final String STILL_HELD = "(CASE WHEN arg_max(coalesce(exptime, 0), id) = 0 THEN true"
            + " WHEN arg_max(exptime, id) > " + THIRTY_DAYS + " THEN arg_max(exptime, id) * 1000000 > ?"
            + " ELSE arg_max(exptime, id) > 0 AND arg_max(ts, id) + arg_max(exptime, id) * 1000000 > ? END)";
    private static final String KEPT =
            "SELECT max(id) FROM writes WHERE id >= %d AND key_hash IN (%s) AND " + TOOK_EFFECT
                    + " GROUP BY route, key HAVING arg_max(writer, id) = ? AND arg_max(verdict, id) IN ('stale', 'poison') AND "
                    + STILL_HELD + " ORDER BY max(id) DESC";
    private static final String GOOD = "SELECT max(id) FROM writes WHERE key_hash IN (%s) AND " + TOOK_EFFECT
            + " AND writer <> ? AND verdict = 'clean' AND digest IS NOT NULL AND NOT partial GROUP BY route, key";
    private static final String FLUSHES = "SELECT route, max(id) FROM writes WHERE cmd = 'flush_all' AND outcome = 'OK'"
            + " AND (SELECT count(*) FROM minutes WHERE cmd = 'flush_all') > 0 GROUP BY route";

    private final Connection sql;
    private final long nowMicros;

    DamageReport(Connection sql, long nowMicros) {
        this.sql = sql;
        this.nowMicros = nowMicros;
    }

    Damage of(String writer) throws SQLException {
        List<WriteRow> bad = new ArrayList<>();
        boolean more = false;
        Map<String, Long> flushes = flushes();
        for (WriteRow row : rows(kept(writer))) {
            boolean held = id(row) > flushes.getOrDefault(row.route(), 0L);
            more |= held && bad.size() == MOST;
            if (held && bad.size() < MOST) {
                bad.add(row);
            }
        }
        Map<String, WriteRow> good = good(writer, bad);
        List<Damaged> keys = new ArrayList<>();
        for (WriteRow row : bad) {
            keys.add(new Damaged(row, good.get(place(row)), until(row)));
        }
        return sums(writer, List.copyOf(keys), more);
    }

    /** The writes that keys hold, by hashes of the keys that were stored badly last: what else has such a hash is looked at alike. */
    private List<Long> kept(String writer) throws SQLException {
        List<Long> hashes = new ArrayList<>();
        long from = Long.MAX_VALUE;
        try (PreparedStatement statement = sql.prepareStatement(BAD_KEYS)) {
            statement.setString(1, writer);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    hashes.add(row.getLong(1));
                    from = row.getLong(2);
                }
            }
        }
        List<Long> ids =
                hashes.isEmpty() ? List.of() : ids(KEPT.formatted(from, joined(hashes)), writer, nowMicros, nowMicros);
        return ids.subList(0, Math.min(ids.size(), 2 * MOST));
    }

    /** When each route was flushed last. */
    private Map<String, Long> flushes() throws SQLException {
        Map<String, Long> flushes = new HashMap<>();
        try (PreparedStatement statement = sql.prepareStatement(FLUSHES);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                flushes.put(row.getString(1), row.getLong(2));
            }
        }
        return flushes;
    }

    /** The newest clean version that another writer stored of each of some keys. */
    private Map<String, WriteRow> good(String writer, List<WriteRow> bad) throws SQLException {
        Map<String, WriteRow> good = new HashMap<>();
        if (!bad.isEmpty()) {
            List<Long> hashes = bad.stream()
                    .map(row -> (long) Objects.requireNonNull(row.key()).hashCode())
                    .distinct()
                    .toList();
            for (WriteRow row : rows(ids(GOOD.formatted(joined(hashes)), writer))) {
                good.put(place(row), row);
            }
        }
        return good;
    }

    private static String joined(List<Long> numbers) {
        return numbers.stream().map(String::valueOf).collect(Collectors.joining(","));
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
