package io.whoset.audit.store;

import io.whoset.audit.log.WriteRow;
import io.whoset.forensics.record.RecordId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Reads writes by their ids: the evidence of a finding. Immutable. */
final class WritesById {
    private WritesById() {}

    static List<WriteRow> of(Connection sql, List<RecordId> ids) throws SQLException {
        return ofValues(sql, ids.stream().map(RecordId::value).toList());
    }

    /** By the ids' numbers, the newest first. */
    static List<WriteRow> ofValues(Connection sql, List<Long> ids) throws SQLException {
        List<WriteRow> rows = new ArrayList<>();
        if (ids.isEmpty()) {
            return rows;
        }
        try (PreparedStatement statement = sql.prepareStatement(text(new Filter().ids(ids)));
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                rows.add(WriteRows.read(row));
            }
        }
        return rows;
    }

    /**
     * Asks first only for where the rows lie. The engine then reads of each column the parts in which they are, a tenth of what it reads where it looks for them
     * in whole rows.
     */
    private static String text(Filter ids) {
        return "SELECT " + WriteRows.COLUMNS + " FROM writes WHERE rowid IN (SELECT rowid FROM writes" + ids.where()
                + ") ORDER BY id DESC";
    }
}
