package io.whoset.audit.store;

import io.whoset.audit.log.FindingRow;
import io.whoset.forensics.record.Verdict;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Ranks writers: the accused first, then by writes that are not clean, then by writes. Immutable. */
final class WriterRanking {
    /* The last finding of each rule about each writer stands, unless it withdraws. */
    private static final String STANDING =
            "(SELECT *, row_number() OVER (PARTITION BY writer, rule ORDER BY id DESC) AS place"
                    + " FROM findings) WHERE place = 1 AND verdict <> 'clean'";
    private static final int PEERS = 10;
    private static final int NEWEST = 50_000;

    List<WriterRow> rows(Connection sql, @Nullable String writer) throws SQLException {
        Map<String, List<FindingRow>> accused =
                DuckStore.findingRows(sql, "SELECT line FROM " + STANDING + " ORDER BY id DESC LIMIT 10000").stream()
                        .collect(Collectors.groupingBy(FindingRow::writer));
        Filter filter = new Filter().and("writer = ?", writer);
        Map<String, List<String>> peers = peers(sql, filter);
        Map<String, Long> keys = keys(sql, filter);
        List<WriterRow> rows = new ArrayList<>();
        try (PreparedStatement statement = filter.bind(sql.prepareStatement(question(filter)));
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                rows.add(read(
                        row,
                        accused.getOrDefault(row.getString("writer"), List.of()),
                        peers.getOrDefault(row.getString("writer"), List.of()),
                        keys.getOrDefault(row.getString("writer"), 0L)));
            }
        }
        return rows;
    }

    private static String question(Filter filter) {
        StringBuilder text = new StringBuilder("SELECT writer, sum(writes)::BIGINT AS n, sum(bytes)::BIGINT AS n_bytes,"
                + " min(first_ts) AS first_ts, max(last_ts) AS last_ts");
        for (Verdict verdict : Verdict.values()) {
            text.append(", coalesce(sum(writes) FILTER (verdict = '")
                    .append(verdict.word())
                    .append("'), 0)::BIGINT AS ")
                    .append(verdict.word());
        }
        return text.append(" FROM minutes")
                .append(filter.where())
                .append(" GROUP BY writer ORDER BY writer IN (SELECT writer FROM ")
                .append(STANDING)
                .append(") DESC, coalesce(sum(writes) FILTER (verdict NOT IN ('clean', '')), 0) DESC, n DESC, writer")
                .append(" LIMIT 1000")
                .toString();
    }

    private static WriterRow read(ResultSet row, List<FindingRow> accusations, List<String> peers, long keys)
            throws SQLException {
        Map<String, Long> byVerdict = new TreeMap<>();
        Verdict worst = Verdict.CLEAN;
        for (Verdict verdict : Verdict.values()) {
            long count = row.getLong(verdict.word());
            byVerdict.put(verdict.word(), count);
            worst = count > 0 && verdict != Verdict.CLEAN ? Verdict.SUSPECT : worst;
        }
        for (FindingRow accusation : accusations) {
            worst = worst.or(Verdict.valueOf(accusation.verdict().toUpperCase(Locale.ROOT)));
        }
        return new WriterRow(
                row.getString("writer"),
                row.getLong("n"),
                keys,
                row.getLong("n_bytes"),
                byVerdict,
                row.getLong("first_ts"),
                row.getLong("last_ts"),
                worst.word(),
                peers,
                accusations);
    }

    /** How many keys each writer touched, approximately. */
    private static Map<String, Long> keys(Connection sql, Filter filter) throws SQLException {
        Map<String, Long> keys = new HashMap<>();
        String text =
                "SELECT writer, approx_count_distinct(key_hash) FROM writes" + filter.where() + " GROUP BY writer";
        try (PreparedStatement statement = filter.bind(sql.prepareStatement(text));
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                keys.put(row.getString(1), row.getLong(2));
            }
        }
        return keys;
    }

    /** The newest peers of each writer among the newest writes: all writes of all writers would need memory for each of them. */
    private static Map<String, List<String>> peers(Connection sql, Filter filter) throws SQLException {
        Map<String, List<String>> peers = new HashMap<>();
        String text = "SELECT writer, peer FROM (SELECT writer, peer, id FROM writes" + filter.where()
                + " ORDER BY id DESC LIMIT " + NEWEST + ") GROUP BY writer, peer ORDER BY max(id) DESC";
        try (PreparedStatement statement = filter.bind(sql.prepareStatement(text));
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                List<String> known = peers.computeIfAbsent(row.getString(1), writer -> new ArrayList<>());
                if (known.size() < PEERS) {
                    known.add(row.getString(2));
                }
            }
        }
        return peers;
    }
}
