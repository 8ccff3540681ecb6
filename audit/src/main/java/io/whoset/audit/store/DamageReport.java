package io.whoset.audit.store;

import io.whoset.audit.log.WriteRow;
import io.whoset.audit.store.Damage.Damaged;
import io.whoset.audit.store.NewestWrites.Newest;
import io.whoset.audit.store.NewestWrites.Place;
import io.whoset.forensics.record.RecordId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
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
    private static final int MOST_READ = 2 * MOST;
    private static final int MOST_BAD_KEYS = 5000;
    private static final long THIRTY_DAYS = TimeUnit.DAYS.toSeconds(30);
    private static final long MICROS = 1_000_000;

    private static final String IS_BAD = "verdict IN ('stale', 'poison')";
    private static final String BAD_KEYS = "SELECT route, key_hash, max(id) AS newest FROM writes WHERE writer = ? AND "
            + IS_BAD + " AND key IS NOT NULL GROUP BY route, key_hash ORDER BY newest DESC LIMIT " + MOST_BAD_KEYS;
    private static final String GOOD = " AND writer <> ? AND verdict = 'clean' AND digest IS NOT NULL AND NOT partial";
    private static final String FLUSHES = "SELECT route, max(id) FROM writes WHERE cmd = 'flush_all' AND outcome = 'OK'"
            + " AND (SELECT count(*) FROM minutes WHERE cmd = 'flush_all') > 0 GROUP BY route";

    private final Connection sql;
    private final WritesById writes;
    private final long nowMicros;

    DamageReport(Connection sql, PreviewReader previews, long nowMicros) {
        this.writes = new WritesById(sql, previews);
        this.sql = sql;
        this.nowMicros = nowMicros;
    }

    Damage of(String writer) throws SQLException {
        List<WriteRow> bad = new ArrayList<>();
        List<Long> kept = kept(writer);
        boolean more = kept.size() > MOST_READ;
        Map<String, Long> flushes = flushes();
        for (WriteRow row : writes.ofValues(more ? kept.subList(0, MOST_READ) : kept)) {
            boolean held = id(row) > flushes.getOrDefault(row.route(), 0L) && isHeld(row);
            more |= held && bad.size() == MOST;
            if (held && bad.size() < MOST) {
                bad.add(row);
            }
        }
        Map<Place, WriteRow> good = good(writer, bad);
        List<Damaged> keys = new ArrayList<>();
        for (WriteRow row : bad) {
            keys.add(new Damaged(row, good.get(place(row)), until(row)));
        }
        return sums(writer, List.copyOf(keys), more);
    }

    /** Bad writes of a writer which nobody replaced since, the newest first. */
    private List<Long> kept(String writer) throws SQLException {
        Set<Place> places = new HashSet<>();
        long from = Long.MAX_VALUE;
        try (PreparedStatement statement = sql.prepareStatement(BAD_KEYS)) {
            statement.setString(1, writer);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    places.add(new Place(row.getString(1), row.getInt(2)));
                    from = row.getLong(3);
                }
            }
        }
        List<Long> kept = new ArrayList<>();
        for (Newest newest : new NewestWrites(sql).of(places, from, "", List.of())) {
            if (newest.writer().equals(writer) && newest.bad()) {
                kept.add(newest.id());
            }
        }
        kept.sort(Comparator.reverseOrder());
        return kept;
    }

    /** The newest clean version of each of some keys that another writer stored. */
    private Map<Place, WriteRow> good(String writer, List<WriteRow> bad) throws SQLException {
        Set<Place> places = bad.stream().map(DamageReport::place).collect(Collectors.toSet());
        List<Long> ids = new NewestWrites(sql)
                .of(places, 0, GOOD, List.of(writer)).stream().map(Newest::id).toList();
        return writes.ofValues(ids).stream()
                .collect(Collectors.toMap(DamageReport::place, row -> row, (newer, older) -> newer));
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

    private static Place place(WriteRow row) {
        return new Place(row.route(), Objects.requireNonNull(row.key()).hashCode());
    }

    private boolean isHeld(WriteRow write) {
        boolean gone = write.exptime() != null && write.exptime() < 0;
        return !gone && (until(write) == 0 || until(write) > nowMicros);
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
