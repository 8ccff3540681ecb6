package io.whoset.audit.store;

import io.whoset.audit.log.FindingRow;
import io.whoset.forensics.record.RecordId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads accusations, page by page or one by its id. An id begins with its time, so that no column is needed for that. Immutable. */
final class FindingRows {
    private static final int ID_SEQUENCE_BITS = 10;
    private static final long LATEST = Long.MAX_VALUE >> ID_SEQUENCE_BITS;

    private FindingRows() {}

    static Page<FindingRow> page(Connection sql, FindingQuery query) throws SQLException {
        String cursor = query.cursor();
        Filter filter = new Filter()
                .and("writer = ?", query.writer())
                .and("id >= ?", id(query.fromMicros()))
                .and("id < ?", id(query.toMicros()))
                .and("id < ?", cursor == null ? null : RecordId.parse(cursor).value());
        String text = "SELECT line FROM findings" + filter.where() + " ORDER BY id DESC LIMIT " + (query.limit() + 1);
        try (PreparedStatement statement = filter.bind(sql.prepareStatement(text))) {
            List<FindingRow> rows = DuckStore.findingRows(statement);
            boolean more = rows.size() > query.limit();
            List<FindingRow> items = more ? rows.subList(0, query.limit()) : rows;
            return new Page<>(items, more ? items.get(items.size() - 1).id() : null);
        }
    }

    static Optional<FindingRow> one(Connection sql, RecordId id) throws SQLException {
        try (PreparedStatement statement = sql.prepareStatement("SELECT line FROM findings WHERE id = ?")) {
            statement.setLong(1, id.value());
            return DuckStore.findingRows(statement).stream().findFirst();
        }
    }

    private static @Nullable Long id(@Nullable Long micros) {
        return micros == null ? null : (Long) (Math.max(0, Math.min(LATEST, micros)) << ID_SEQUENCE_BITS);
    }
}
