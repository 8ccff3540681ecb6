package io.whoset.audit.store;

import io.whoset.audit.log.WriteRow;
import io.whoset.audit.store.Damage.Damaged;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what a writer's bad writes still do: the newest of all writes of a key that took effect decides what it holds.
 *
 * <p><b>Source</b> of expiry: protocol.txt, an exptime over thirty days is a date; a negative one is gone at once.
 *
 * <p>Confined to one thread.
 */
final class DamageReport {
    private static final int MOST = 1000;
    private static final long THIRTY_DAYS = TimeUnit.DAYS.toSeconds(30);
    private static final long MICROS = 1_000_000;

    private static final String IS_BAD = "verdict IN ('stale', 'poison')";
    private static final String TOOK_EFFECT =
            "coalesce(outcome, 'none') NOT IN ('NOT_STORED', 'EXISTS', 'NOT_FOUND', 'NS',"
                    + " 'EX', 'NF', 'CLIENT_ERROR', 'ERROR') AND cmd NOT IN ('touch', 'gat', 'gats', 'mg')";
    private static final String KEPT = "SELECT w.* FROM writes w JOIN (SELECT route, key, max(id) AS id FROM writes"
            + " WHERE " + TOOK_EFFECT + " AND key IN (SELECT key FROM writes WHERE writer = ? AND " + IS_BAD + ")"
            + " GROUP BY route, key) newest ON w.id = newest.id"
            + " WHERE w.writer = ? AND " + IS_BAD + " AND w.id > coalesce((SELECT max(id) FROM writes f"
            + " WHERE f.cmd = 'flush_all' AND f.outcome = 'OK' AND f.route = w.route), 0) ORDER BY w.id DESC LIMIT 100000";
    private static final String GOOD =
            "SELECT * FROM writes WHERE writer <> ? AND verdict = 'clean' AND digest IS NOT NULL"
                    + " AND NOT partial AND " + TOOK_EFFECT
                    + " AND key IN (SELECT key FROM writes WHERE writer = ? AND " + IS_BAD + ")"
                    + " QUALIFY row_number() OVER (PARTITION BY route, key ORDER BY id DESC) = 1";

    private final Connection sql;
    private final long nowMicros;

    DamageReport(Connection sql, long nowMicros) {
        this.sql = sql;
        this.nowMicros = nowMicros;
    }

    Damage of(String writer) throws SQLException {
        Map<String, WriteRow> good = new HashMap<>();
        for (WriteRow row : rows(GOOD, writer)) {
            good.put(place(row), row);
        }
        List<Damaged> keys = new ArrayList<>();
        for (WriteRow bad : rows(KEPT, writer)) {
            Long until = until(bad);
            if (until != null) {
                keys.add(new Damaged(bad, good.get(place(bad)), until));
            }
        }
        boolean more = keys.size() > MOST;
        return sums(writer, List.copyOf(more ? keys.subList(0, MOST) : keys), more);
    }

    private Damage sums(String writer, List<Damaged> keys, boolean more) throws SQLException {
        String text = "SELECT coalesce(min(ts), 0), coalesce(max(ts), 0), count(*) FROM writes WHERE writer = ? AND "
                + IS_BAD;
        try (PreparedStatement statement = sql.prepareStatement(text)) {
            statement.setString(1, writer);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return new Damage(writer, row.getLong(1), row.getLong(2), row.getLong(3), keys, more);
            }
        }
    }

    private static String place(WriteRow row) {
        return row.route() + ' ' + row.key();
    }

    private List<WriteRow> rows(String text, String writer) throws SQLException {
        List<WriteRow> rows = new ArrayList<>();
        try (PreparedStatement statement = sql.prepareStatement(text)) {
            statement.setString(1, writer);
            statement.setString(2, writer);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    rows.add(WriteRows.read(row));
                }
            }
        }
        return rows;
    }

    /** When it expires, 0 for never; null where it is gone. */
    private @Nullable Long until(WriteRow write) {
        long exptime = write.exptime() == null ? 0 : write.exptime();
        if (exptime == 0) {
            return 0L;
        }
        long until = exptime > THIRTY_DAYS ? exptime * MICROS : write.tsMicros() + exptime * MICROS;
        return exptime < 0 || until <= nowMicros ? null : (Long) until;
    }
}
