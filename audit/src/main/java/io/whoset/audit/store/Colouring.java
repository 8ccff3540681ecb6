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
    private static final String NAME = "UPDATE writes SET was = coalesce(was, verdict), verdict = ?, named = ?"
            + " WHERE id BETWEEN ? AND ? AND writer = ? AND verdict NOT IN ('stale', 'poison') AND id IN (";
    private static final String WITHDRAW = "UPDATE writes SET verdict = was, was = NULL, named = NULL"
            + " WHERE named IN (SELECT id FROM findings WHERE writer = ? AND rule = ?)";

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
        String list = ids.stream().map(String::valueOf).collect(Collectors.joining(",", "", ")"));
        try (PreparedStatement statement = sql.prepareStatement(NAME + list)) {
            statement.setString(1, finding.verdict());
            statement.setLong(2, RecordId.parse(finding.id()).value());
            statement.setLong(3, ids.get(0));
            statement.setLong(4, ids.get(ids.size() - 1));
            statement.setString(5, finding.writer());
            statement.executeUpdate();
        }
    }

    private static void withdraw(DuckDBConnection sql, FindingRow finding) throws SQLException {
        try (PreparedStatement statement = sql.prepareStatement(WITHDRAW)) {
            statement.setString(1, finding.writer());
            statement.setString(2, finding.rule());
            statement.executeUpdate();
        }
    }
}
