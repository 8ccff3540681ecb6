package io.whoset.audit.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Where writes lie, by key, by digest and by the begin of their key: a number, an id and the write's place, sorted by the number in runs of about a million. The
 * engine keeps the least and the greatest number of each block of rows, so that it looks at one block of a run and passes over the others. A place is how many
 * writes were sorted before this one: as only the oldest are ever forgotten, all places are off from the engine's numbers of rows by the same.
 *
 * <p><b>Units, bounds</b> a run is {@value #RUN} writes: sixteen of the engine's blocks, so that no block belongs to two runs. Sorting one takes a third of a
 * second and some 20 MB each fifty seconds where 20,000 writes a second come in. Writes since the last run are in none.
 *
 * <p>Immutable.
 */
final class SortedRuns {
    /** Writes in one run. */
    static final int RUN = 16 * StoreFile.ROW_GROUP;

    /**
     * A write in the runs.
     *
     * @param id its id
     * @param place how many writes were sorted up to it
     */
    record Sorted(long id, long place) {}

    private SortedRuns() {}

    /** Makes the tables. */
    static void create(Statement sql) throws SQLException {
        sql.execute("CREATE TABLE by_key(number INTEGER, id BIGINT, place BIGINT)");
        sql.execute("CREATE TABLE by_digest(number INTEGER, id BIGINT, place BIGINT)");
        sql.execute("CREATE TABLE by_begin(key_begin BIGINT, key_next BIGINT, id BIGINT, place BIGINT)");
    }

    static void drop(Statement sql) throws SQLException {
        sql.execute("DROP TABLE IF EXISTS by_key");
        sql.execute("DROP TABLE IF EXISTS by_digest");
        sql.execute("DROP TABLE IF EXISTS by_begin");
    }

    /** The first id that is in no run. */
    static long end(Connection sql) throws SQLException {
        return StoreEngine.number(sql, "SELECT sorted_to FROM meta");
    }

    /** Writes that are in no run. */
    static long rest(Connection sql) throws SQLException {
        return StoreEngine.number(sql, "SELECT count(*) FROM writes WHERE id >= " + end(sql));
    }

    /** Makes one more run of so many of the oldest writes that are in none, which begin with this id; gives the first id behind it. */
    static long extend(Connection sql, long from, int writes) throws SQLException {
        try (Statement statement = sql.createStatement()) {
            long to = 1
                    + StoreEngine.number(
                            sql,
                            "SELECT max(id) FROM (SELECT id FROM writes WHERE id >= " + from + " ORDER BY id LIMIT "
                                    + writes + ")");
            String of = ", id, " + places(sql) + " + row_number() OVER () FROM writes WHERE id >= " + from
                    + " AND id < " + to;
            statement.execute("INSERT INTO by_key SELECT key_hash" + of + " ORDER BY key_hash");
            statement.execute("INSERT INTO by_digest SELECT digest_hash" + of + " ORDER BY digest_hash");
            statement.execute("INSERT INTO by_begin SELECT key_begin, key_next" + of + " ORDER BY key_begin, key_next");
            return to;
        }
    }

    /** The highest place that is taken. */
    private static long places(Connection sql) throws SQLException {
        return StoreEngine.number(sql, "SELECT max(place) FROM by_begin");
    }

    /** Forgets ids below this one. */
    static void forgetBefore(Statement sql, long id) throws SQLException {
        sql.execute("DELETE FROM by_key WHERE id < " + id);
        sql.execute("DELETE FROM by_digest WHERE id < " + id);
        sql.execute("DELETE FROM by_begin WHERE id < " + id);
    }

    /** Whether the runs tell anything of what a query asks for. */
    static boolean tell(WriteQuery query) {
        return query.key() != null || query.digest() != null || query.prefix() != null;
    }

    /** Writes that a query may ask for, with ids from one on and below another, the newest first, at most so many: {@link #inRows} tells their rows. */
    static List<Sorted> newest(Connection sql, WriteQuery query, long from, long below, int limit) throws SQLException {
        Filter filter = new Filter().number("id >= ", from).number("id < ", below);
        String table;
        if (query.key() != null) {
            table = "by_key"
                    + filter.number("number = ", KeyCode.hash(query.key())).where();
        } else if (query.digest() != null) {
            table = "by_digest"
                    + filter.number("number = ", KeyCode.hash(query.digest())).where();
        } else {
            table = "by_begin" + filter.beginning(query.prefix()).where();
        }
        List<Sorted> found = new ArrayList<>();
        try (PreparedStatement statement =
                        sql.prepareStatement("SELECT id, place FROM " + table + " ORDER BY id DESC LIMIT " + limit);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                found.add(new Sorted(row.getLong(1), row.getLong(2)));
            }
        }
        return found;
    }

    /** The engine's numbers of the rows of some writes, one at least; numbers of none where the first was forgotten meanwhile. */
    static List<RowPlace> inRows(Connection sql, List<Sorted> writes) throws SQLException {
        Sorted first = writes.get(0);
        long off = first.place()
                - StoreEngine.number(sql, "SELECT coalesce(max(rowid), -1) FROM writes WHERE id = " + first.id());
        return writes.stream()
                .map(write -> new RowPlace(write.id(), write.place() - off))
                .toList();
    }
}
