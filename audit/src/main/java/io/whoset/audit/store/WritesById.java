package io.whoset.audit.store;

import io.whoset.audit.log.WriteRow;
import io.whoset.forensics.record.RecordId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/** Reads writes by their ids: the evidence of a finding. Immutable. */
final class WritesById {
    private WritesById() {}

    static List<WriteRow> of(Connection sql, List<RecordId> ids) throws SQLException {
        List<WriteRow> rows = new ArrayList<>();
        if (ids.isEmpty()) {
            return rows;
        }
        String text = text(ids.stream().map(RecordId::value).toList()) + " ORDER BY id DESC";
        try (PreparedStatement statement = sql.prepareStatement(text);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                rows.add(WriteRows.read(row));
            }
        }
        return rows;
    }

    /**
     * Asks for the rows of some ids, which are one at least: first only for where they lie. The engine then reads of each column the parts in which they
     * are, a tenth of what it reads where the ids are looked for in whole rows.
     */
    static String text(List<Long> ids) {
        return "SELECT * FROM writes WHERE rowid IN (SELECT rowid FROM writes WHERE id BETWEEN " + Collections.min(ids)
                + " AND " + Collections.max(ids) + " AND id IN ("
                + ids.stream().map(String::valueOf).collect(Collectors.joining(",")) + "))";
    }
}
