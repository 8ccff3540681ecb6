package io.whoset.audit.store;

import io.whoset.audit.log.WriteRow;
import io.whoset.forensics.record.RecordId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads writes by their ids, as the evidence of a finding, or from where they lie. Confined to one thread. */
final class WritesById {
    private final Connection sql;
    private final PreviewReader previews;

    WritesById(Connection sql, PreviewReader previews) {
        this.sql = sql;
        this.previews = previews;
    }

    List<WriteRow> of(List<RecordId> ids) throws SQLException {
        return ofValues(ids.stream().map(RecordId::value).toList());
    }

    /** By the ids' numbers, the newest first. */
    List<WriteRow> ofValues(List<Long> ids) throws SQLException {
        return ids.isEmpty()
                ? List.of()
                : read("SELECT rowid FROM writes" + new Filter().ids(ids).where());
    }

    /** From where they lie, the newest first; where one of them lies elsewhere by now, all of them by their ids. */
    List<WriteRow> at(List<RowPlace> places) throws SQLException {
        if (places.isEmpty()) {
            return List.of();
        }
        List<WriteRow> rows = read("SELECT unnest([" + listed(places) + "])");
        Set<String> found = rows.stream().map(WriteRow::id).collect(Collectors.toSet());
        List<RecordId> ids =
                places.stream().map(place -> new RecordId(place.id())).toList();
        return ids.stream().map(RecordId::toString).collect(Collectors.toSet()).equals(found) ? rows : of(ids);
    }

    private static String listed(List<RowPlace> places) {
        return places.stream().map(place -> String.valueOf(place.row())).collect(Collectors.joining(","));
    }

    /**
     * Reads the rows whose numbers another question gives. Of each column the engine then reads the parts in which they are, a tenth of what it reads where it
     * looks for them in whole rows.
     */
    private List<WriteRow> read(String numbers) throws SQLException {
        String text = "SELECT " + WriteRows.COLUMNS + " FROM writes WHERE rowid IN (" + numbers + ") ORDER BY id DESC";
        List<WriteRow> rows = new ArrayList<>();
        try (PreparedStatement statement = sql.prepareStatement(text);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                rows.add(WriteRows.read(row, previews));
            }
        }
        return rows;
    }
}
