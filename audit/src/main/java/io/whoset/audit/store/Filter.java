package io.whoset.audit.store;

import io.whoset.forensics.record.RecordId;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The conditions of one question with their values. Confined to one thread. */
final class Filter {
    private final List<String> conditions = new ArrayList<>();
    private final List<Object> values = new ArrayList<>();

    Filter of(WriteQuery query) {
        and("key = ?", query.key()).and("starts_with(key, ?)", query.prefix()).and("writer = ?", query.writer());
        and("digest = ?", query.digest()).and("cmd = ?", query.cmd());
        boolean bad = WriteQuery.BAD.equals(query.verdict());
        and(bad ? "verdict NOT IN (?, '')" : "verdict = ?", bad ? "clean" : query.verdict());
        and("ts >= ?", query.fromMicros()).and("ts < ?", query.toMicros());
        String cursor = query.cursor();
        return and("id < ?", cursor == null ? null : RecordId.parse(cursor).value());
    }

    /** Adds a condition with one value, unless that is null. */
    Filter and(String condition, @Nullable Object value) {
        if (value != null) {
            conditions.add(condition);
            values.add(value);
        }
        return this;
    }

    String where() {
        return conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions);
    }

    PreparedStatement bind(PreparedStatement statement) throws SQLException {
        for (int i = 0; i < values.size(); i++) {
            statement.setObject(i + 1, values.get(i));
        }
        return statement;
    }
}
