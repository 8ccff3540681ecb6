package io.whoset.audit.store;

import io.whoset.audit.log.FindingRow;
import io.whoset.forensics.record.RecordId;
import io.whoset.forensics.record.Verdict;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.duckdb.DuckDBConnection;

/**
 * Gives earlier writes the verdict of a finding that names them: their lines were written before anybody knew. A withdrawal gives it back.
 *
 * <p>Store's thread only. <b>Bounds</b> a finding names 500 writes at most.
 */
final class Colouring {
    private static final Set<String> BAD = Set.of(Verdict.STALE.word(), Verdict.POISON.word());
    private static final String NAME = "UPDATE writes SET was = coalesce(was, verdict), verdict = ?, named = ?";
    private static final String WITHDRAWN = " WHERE named IN (SELECT id FROM findings WHERE writer = ? AND rule = ?)";
    private static final String WITHDRAW = "UPDATE writes SET verdict = was, was = NULL, named = NULL";

    private Colouring() {}

    /** Takes findings in the order of the log; their rows and those of the writes before them are there. */
    static void apply(DuckDBConnection sql, List<FindingRow> findings) throws SQLException {
        for (FindingRow finding : findings) {
            if (finding.verdict().equals(Verdict.CLEAN.word())) {
                withdraw(sql, finding);
            } else if (BAD.contains(finding.verdict()) && !finding.writes().isEmpty()) {
                name(sql, finding);
            }
        }
    }

    private static void name(DuckDBConnection sql, FindingRow finding) throws SQLException {
        List<Long> ids = finding.writes().stream()
                .map(id -> RecordId.parse(id).value())
                .sorted()
                .toList();
        String list = ids.stream().map(String::valueOf).collect(Collectors.joining(","));
        String which = " WHERE id BETWEEN " + ids.get(0) + " AND " + ids.get(ids.size() - 1)
                + " AND writer = ? AND verdict NOT IN ('stale', 'poison') AND id IN (" + list + ")";
        Rollup.move(sql, "'" + finding.verdict() + "'", which, finding.writer());
        long named = RecordId.parse(finding.id()).value();
        execute(sql, NAME + which, finding.verdict(), named, finding.writer());
    }

    private static void withdraw(DuckDBConnection sql, FindingRow finding) throws SQLException {
        Rollup.move(sql, "was", WITHDRAWN, finding.writer(), finding.rule());
        execute(sql, WITHDRAW + WITHDRAWN, finding.writer(), finding.rule());
    }

    private static void execute(DuckDBConnection sql, String text, Object... values) throws SQLException {
        try (PreparedStatement statement = sql.prepareStatement(text)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.executeUpdate();
        }
    }
}
