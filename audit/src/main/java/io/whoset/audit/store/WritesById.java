package io.whoset.audit.store;

import io.whoset.audit.log.WriteRow;
import io.whoset.forensics.record.RecordId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Reads writes by their ids: the evidence of a finding. Their range of ids lets the engine pass over all older and newer rows. Immutable. */
final class WritesById {
    private WritesById() {}

    static List<WriteRow> of(Connection sql, List<RecordId> ids) throws SQLException {
        List<WriteRow> rows = new ArrayList<>();
        if (ids.isEmpty()) {
            return rows;
        }
        List<Long> values = ids.stream().map(RecordId::value).sorted().toList();
        String list = values.stream().map(String::valueOf).collect(Collectors.joining(","));
        try (PreparedStatement statement = sql.prepareStatement(
                "SELECT * FROM writes WHERE id BETWEEN ? AND ? AND id IN (" + list + ") ORDER BY id DESC")) {
            statement.setLong(1, values.get(0));
            statement.setLong(2, values.get(values.size() - 1));
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    rows.add(WriteRows.read(row));
                }
            }
        }
        return rows;
    }
}
