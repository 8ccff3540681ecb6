package io.whoset.audit.store;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The conditions of one question with their values. Confined to one thread. */
final class Filter {
    private static final String PID = "split_part(process, ' ', 1)";
    private static final String COMMAND = "substr(process, strpos(process, ' ') + 1)";

    private final List<String> conditions = new ArrayList<>();
    private final List<Object> values = new ArrayList<>();

    /** All that a query says, about rows of {@code writes}. */
    Filter of(WriteQuery query) {
        number("key_hash = ", KeyCode.hash(query.key())).and("key = ?", query.key());
        number("digest_hash = ", KeyCode.hash(query.digest())).and("digest = ?", DigestCode.bytes(query.digest()));
        beginning(query.prefix()).and("starts_with(key, ?)", query.prefix());
        and("? IN (process, " + PID + ", " + COMMAND + ")", query.process());
        number("ts >= ", query.fromMicros()).number("ts < ", query.toMicros());
        return ofRollup(query);
    }

    /** That an id is one of these, of which there is one at least. */
    Filter ids(List<Long> ids) {
        number("id >= ", Collections.min(ids)).number("id <= ", Collections.max(ids));
        conditions.add("id IN (" + ids.stream().map(String::valueOf).collect(Collectors.joining(",")) + ")");
        return this;
    }

    /** That the first sixteen bytes of a key are those of a prefix, as far as it has so many. */
    Filter beginning(@Nullable String prefix) {
        number("key_begin >= ", KeyCode.begin(prefix)).number("key_begin <= ", KeyCode.highestBegin(prefix));
        return number("key_next >= ", KeyCode.next(prefix)).number("key_next <= ", KeyCode.highestNext(prefix));
    }

    /** What of it can be said about rows of {@code minutes}. */
    Filter ofMinutes(WriteQuery query) {
        return ofRollup(query).number("last_ts >= ", query.fromMicros()).number("first_ts < ", query.toMicros());
    }

    /** Whether there is no condition. */
    boolean isEmpty() {
        return conditions.isEmpty();
    }

    /** What of it can be said about rows of {@code minutes} as about those of {@code writes}. */
    Filter ofRollup(WriteQuery query) {
        boolean bad = WriteQuery.BAD.equals(query.verdict());
        and("writer = ?", query.writer()).and("cmd = ?", query.cmd());
        return and(bad ? "verdict NOT IN (?, '')" : "verdict = ?", bad ? "clean" : query.verdict());
    }

    /** Adds a condition that ends with a number, unless that is null; it stands in the text, so that blocks of other numbers are skipped. */
    Filter number(String condition, @Nullable Number number) {
        if (number != null) {
            conditions.add(condition + number);
        }
        return this;
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
