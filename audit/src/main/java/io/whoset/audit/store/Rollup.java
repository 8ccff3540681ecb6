package io.whoset.audit.store;

import io.whoset.audit.log.WriteRow;
import io.whoset.forensics.record.RecordId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/**
 * How many writes there were, kept beside the writes: by minute of their id, writer, command and verdict in {@code minutes}, by second and writer in
 * {@code seconds}. Sums of a day are then sums over some thousand rows, and a search knows where it may stop.
 *
 * <p>Confined to the store's thread.
 */
final class Rollup {
    /* Rows are only ever appended, several for one minute, and add up; each batch of the log brings some. Once a minute is over its rows are
     * folded into one each, in the same transaction as the batch that showed it. A write that is coloured later moves from one row to another by a
     * negative and a positive one. Refused: one row a minute that is updated by each batch, which leaves a dead version of it ten times a second. */

    private static final long MICROS = 1_000_000;
    private static final long KEEP_SECONDS = 2 * 3600;

    private final Map<Minute, Sum> minutes = new HashMap<>();
    private final Map<Second, Sum> seconds = new HashMap<>();

    private record Minute(long minute, String writer, String cmd, String verdict) {}

    private record Second(long second, String writer) {}

    private static final class Sum {
        private long writes;
        private long bytes;
        private long first = Long.MAX_VALUE;
        private long last = Long.MIN_VALUE;

        private void add(WriteRow row) {
            writes++;
            bytes += row.bytes() == null ? 0 : row.bytes();
            first = Math.min(first, row.tsMicros());
            last = Math.max(last, row.tsMicros());
        }
    }

    /** Makes both tables. */
    static void create(Statement sql) throws SQLException {
        sql.execute("CREATE TABLE minutes(minute BIGINT, writer VARCHAR, cmd VARCHAR, verdict VARCHAR, writes BIGINT,"
                + " bytes BIGINT, first_ts BIGINT, last_ts BIGINT)");
        sql.execute("CREATE TABLE seconds(second BIGINT, writer VARCHAR, writes BIGINT)");
    }

    /** The minute in which a line got its id, since 1970. */
    static long minuteOf(long id) {
        return new RecordId(id).micros() / (60 * MICROS);
    }

    /** The first id that a line of this minute can have. */
    static long firstIdOf(long minute) {
        return RecordId.first(minute * 60 * MICROS).value();
    }

    /** Minutes in which something is, with how many writes they hold, the newest first. */
    static List<long[]> minutes(Connection sql, Filter filter) throws SQLException {
        String text = "SELECT minute, sum(writes)::BIGINT FROM minutes" + filter.where()
                + " GROUP BY minute HAVING sum(writes) > 0 ORDER BY minute DESC";
        List<long[]> minutes = new ArrayList<>();
        try (PreparedStatement statement = filter.bind(sql.prepareStatement(text));
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                minutes.add(new long[] {row.getLong(1), row.getLong(2)});
            }
        }
        return minutes;
    }

    /** The id from which on such {@linkplain #minutes minutes} hold so many writes; 0 where all of them hold fewer. */
    static long firstOfNewest(List<long[]> minutes, long writes) {
        long left = writes;
        for (long[] minute : minutes) {
            left -= minute[1];
            if (left <= 0) {
                return firstIdOf(minute[0]);
            }
        }
        return 0;
    }

    void add(WriteRow row, long id) {
        Minute minute = new Minute(minuteOf(id), row.writer(), row.cmd(), row.verdict());
        minutes.computeIfAbsent(minute, first -> new Sum()).add(row);
        Second second = new Second(Math.floorDiv(row.tsMicros(), MICROS), row.writer());
        seconds.computeIfAbsent(second, first -> new Sum()).add(row);
    }

    /** The newest minute that was added, -1 for none. */
    long newestMinute() {
        return minutes.keySet().stream().mapToLong(Minute::minute).max().orElse(-1);
    }

    void appendTo(DuckDBConnection connection) throws SQLException {
        try (DuckDBAppender out = connection.createAppender("minutes")) {
            for (Map.Entry<Minute, Sum> entry : minutes.entrySet()) {
                Minute of = entry.getKey();
                Sum sum = entry.getValue();
                out.beginRow()
                        .append(of.minute())
                        .append(of.writer())
                        .append(of.cmd())
                        .append(of.verdict());
                out.append(sum.writes)
                        .append(sum.bytes)
                        .append(sum.first)
                        .append(sum.last)
                        .endRow();
            }
        }
        try (DuckDBAppender out = connection.createAppender("seconds")) {
            for (Map.Entry<Second, Sum> entry : seconds.entrySet()) {
                out.beginRow()
                        .append(entry.getKey().second())
                        .append(entry.getKey().writer());
                out.append(entry.getValue().writes).endRow();
            }
        }
    }

    /** Folds the rows of each minute from one until before another into one each, and forgets seconds of long ago. */
    static void fold(Statement sql, long fromMinute, long untilMinute) throws SQLException {
        String minutes = " WHERE minute >= " + fromMinute + " AND minute < " + untilMinute;
        fold(
                sql,
                "minutes",
                "minute, writer, cmd, verdict",
                "sum(writes)::BIGINT, sum(bytes)::BIGINT, min(first_ts), max(last_ts)",
                minutes);
        String seconds = " WHERE second < " + untilMinute * 60;
        sql.execute("DELETE FROM seconds WHERE second < " + (untilMinute * 60 - KEEP_SECONDS));
        fold(sql, "seconds", "second, writer", "sum(writes)::BIGINT", seconds + " AND second >= " + fromMinute * 60);
    }

    /** Notes, before it is done, that the verdict of some writes becomes another, which is an expression over their rows. */
    static void move(DuckDBConnection connection, String becomes, String which, Object... values) throws SQLException {
        move(connection, "verdict, -count(*), -coalesce(sum(bytes), 0)::BIGINT", which, "verdict", values);
        move(connection, becomes + ", count(*), coalesce(sum(bytes), 0)::BIGINT", which, becomes, values);
    }

    private static void move(DuckDBConnection connection, String sums, String which, String verdict, Object... values)
            throws SQLException {
        String text = "INSERT INTO minutes SELECT (id >> 10) // 60000000, writer, cmd, " + sums
                + ", min(ts), max(ts) FROM writes" + which + " GROUP BY (id >> 10) // 60000000, writer, cmd, "
                + verdict;
        try (PreparedStatement statement = connection.prepareStatement(text)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.executeUpdate();
        }
    }

    private static void fold(Statement sql, String table, String by, String sums, String where) throws SQLException {
        sql.execute("CREATE OR REPLACE TEMP TABLE folded AS SELECT " + by + ", " + sums + " FROM " + table + where
                + " GROUP BY " + by + " HAVING sum(writes) > 0");
        sql.execute("DELETE FROM " + table + where);
        sql.execute("INSERT INTO " + table + " FROM folded");
    }
}
