package io.whoset.audit.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Finds the newest write that took effect of each of some keys.
 *
 * <p>Goes back through the writes in slices that grow eightfold: keys that are written often, which have the most rows, are found in the first.
 *
 * <p>Confined to one thread.
 */
final class NewestWrites {
    private static final String TOOK_EFFECT =
            "coalesce(outcome, 'none') NOT IN ('NOT_STORED', 'EXISTS', 'NOT_FOUND', 'NS',"
                    + " 'EX', 'NF', 'CLIENT_ERROR', 'ERROR') AND cmd NOT IN ('touch', 'gat', 'gats', 'mg')";
    private static final long FIRST_SLICE = 250_000;
    private static final int GROWTH = 8;
    private static final long LAST_SLICE = 10_000_000;

    /** A key of a route, by the hash of its text: of two keys with one hash the one written last is looked at. */
    record Place(String route, int hash) {}

    /**
     * The newest write of a place.
     *
     * @param id its id
     * @param writer who made it
     * @param bad whether it is stale or poisonous
     */
    record Newest(long id, String writer, boolean bad) {}

    private final Connection sql;

    NewestWrites(Connection sql) {
        this.sql = sql;
    }

    /** Of these places, from an id on, where a condition holds that begins with {@code AND} and takes these values. */
    List<Newest> of(Set<Place> places, long from, String condition, List<String> values) throws SQLException {
        Set<Place> wanted = new HashSet<>(places);
        List<Newest> found = new ArrayList<>();
        List<long[]> minutes = Rollup.minutes(sql, new Filter());
        long until = Long.MAX_VALUE;
        for (long writes = FIRST_SLICE; !wanted.isEmpty() && until > from; writes *= GROWTH) {
            long slice = writes > LAST_SLICE ? from : Math.max(from, Rollup.firstOfNewest(minutes, writes));
            look("id >= " + slice + " AND id < " + until + condition, values, wanted, found);
            until = slice;
        }
        return found;
    }

    private void look(String where, List<String> values, Set<Place> wanted, List<Newest> found) throws SQLException {
        String hashes = wanted.stream()
                .map(place -> String.valueOf(place.hash()))
                .distinct()
                .collect(Collectors.joining(","));
        String text = "SELECT route, key_hash, max(id), arg_max(writer, id), arg_max(verdict, id) FROM writes WHERE "
                + where + " AND key_hash IN (" + hashes + ") AND " + TOOK_EFFECT + " GROUP BY route, key_hash";
        try (PreparedStatement statement = sql.prepareStatement(text)) {
            for (int i = 0; i < values.size(); i++) {
                statement.setString(i + 1, values.get(i));
            }
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    String verdict = row.getString(5);
                    boolean bad = verdict.equals("stale") || verdict.equals("poison");
                    if (wanted.remove(new Place(row.getString(1), row.getInt(2)))) {
                        found.add(new Newest(row.getLong(3), row.getString(4), bad));
                    }
                }
            }
        }
    }
}
