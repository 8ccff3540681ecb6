package io.whoset.audit.store;

import io.whoset.audit.log.LogPosition;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** Lines of a log that is not there. Confined to the test's thread. */
final class GivenLines implements Lines {
    private final Deque<byte[]> lines = new ArrayDeque<>();
    private LogPosition position = LogPosition.BEGIN;

    static GivenLines of(String... texts) {
        GivenLines given = new GivenLines();
        for (String text : texts) {
            given.add(text.getBytes(StandardCharsets.UTF_8));
        }
        return given;
    }

    void add(byte[] line) {
        lines.add(line);
    }

    /** Puts them into a store, as if they ended at this place in a log. */
    void into(StoreFile store, long offset) throws SQLException, IOException {
        position = new LogPosition("head", offset);
        store.take(this, 0);
    }

    @Override
    public byte @Nullable [] next() {
        return lines.poll();
    }

    @Override
    public LogPosition position() {
        return position;
    }
}
