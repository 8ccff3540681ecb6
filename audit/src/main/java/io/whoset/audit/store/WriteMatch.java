package io.whoset.audit.store;

import io.whoset.audit.log.WriteRow;
import io.whoset.forensics.record.RecordId;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The conditions of a query for rows that are not in the store: what {@link Filter} says in SQL. Immutable. */
public final class WriteMatch implements Predicate<WriteRow> {
    private final WriteQuery query;

    /** The conditions of this query; its limit is the caller's. */
    public WriteMatch(WriteQuery query) {
        this.query = query;
    }

    @Override
    public boolean test(WriteRow row) {
        return isOf(row)
                && same(query.writer(), row.writer())
                && isOfProcess(row)
                && same(query.digest(), row.digest())
                && same(query.cmd(), row.cmd())
                && hasVerdict(row)
                && isWithin(row);
    }

    private boolean isOf(WriteRow row) {
        String key = row.key();
        return same(query.key(), key) && (query.prefix() == null || (key != null && key.startsWith(query.prefix())));
    }

    private boolean isOfProcess(WriteRow row) {
        String wanted = query.process();
        String had = row.process();
        if (wanted == null || had == null) {
            return wanted == null;
        }
        int space = had.indexOf(' ');
        return wanted.equals(had)
                || wanted.equals(had.substring(space + 1))
                || wanted.equals(had.substring(0, Math.max(space, 0)));
    }

    private boolean hasVerdict(WriteRow row) {
        String verdict = query.verdict();
        return WriteQuery.BAD.equals(verdict)
                ? !row.verdict().equals("clean") && !row.verdict().isEmpty()
                : same(verdict, row.verdict());
    }

    private boolean isWithin(WriteRow row) {
        Long from = query.fromMicros();
        Long to = query.toMicros();
        String cursor = query.cursor();
        return (from == null || row.tsMicros() >= from)
                && (to == null || row.tsMicros() < to)
                && (cursor == null
                        || RecordId.parse(row.id()).value()
                                < RecordId.parse(cursor).value());
    }

    private static boolean same(@Nullable String wanted, @Nullable String had) {
        return wanted == null || wanted.equals(had);
    }
}
