package io.whoset.audit.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Counts writes by bucket and writer: the accused and the busiest by name, the rest as one. Sums of minutes or seconds answer where they can, the writes
 * themselves where seconds of long ago are asked for, or what no sum knows. Immutable.
 */
final class RateReport {
    private static final long MINUTE = 60;
    private static final String TEXT = "WITH counted AS (%s GROUP BY bucket, writer HAVING n > 0),"
            + " told AS (SELECT writer FROM counted GROUP BY writer"
            + " ORDER BY writer IN (SELECT writer FROM findings) DESC, sum(n) DESC, writer LIMIT "
            + RateQuery.MAX_WRITERS + ")"
            + " SELECT bucket, CASE WHEN writer IN (SELECT writer FROM told) THEN writer END AS who, sum(n)::BIGINT"
            + " FROM counted GROUP BY bucket, who ORDER BY bucket, who NULLS LAST";

    private RateReport() {}

    static List<RatePoint> of(Connection sql, RateQuery query) throws SQLException {
        List<RatePoint> points = new ArrayList<>();
        Filter filter = new Filter();
        String counted = counted(sql, query, filter);
        try (PreparedStatement statement = filter.bind(sql.prepareStatement(TEXT.formatted(counted)));
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                points.add(new RatePoint(row.getLong(1) * query.step(), row.getString(2), row.getLong(3)));
            }
        }
        return points;
    }

    private static String counted(Connection sql, RateQuery query, Filter filter) throws SQLException {
        WriteQuery of = query.of().atAnyTime();
        if (of.isOfRollup() && query.step() % MINUTE == 0) {
            return from("minutes", "minute", "sum(writes)", query, 1, MINUTE, filter.ofRollup(of));
        }
        boolean isOfSeconds = of.isOfRollup() && of.cmd() == null && of.verdict() == null;
        return isOfSeconds && reach(sql) <= query.from()
                ? from("seconds", "second", "sum(writes)", query, 1, 1, filter.ofRollup(of))
                : from("writes", "ts", "count(*)", query, 1_000_000, 1, filter.of(of));
    }

    /** From which second on there are sums of seconds. */
    private static long reach(Connection sql) throws SQLException {
        String text = "SELECT coalesce(min(second), " + Long.MAX_VALUE + ") FROM seconds";
        try (PreparedStatement statement = sql.prepareStatement(text);
                ResultSet row = statement.executeQuery()) {
            return row.next() ? row.getLong(1) : Long.MAX_VALUE;
        }
    }

    /** Numbers stand in the text, so that blocks of other times are skipped. */
    private static String from(
            String table, String column, String sum, RateQuery query, long each, long seconds, Filter filter) {
        filter.number(column + " >= ", query.from() * each / seconds)
                .number(column + " < ", query.to() * each / seconds);
        return "SELECT " + column + " // " + query.step() * each / seconds + " AS bucket, writer, " + sum
                + " AS n FROM " + table + filter.where();
    }
}
