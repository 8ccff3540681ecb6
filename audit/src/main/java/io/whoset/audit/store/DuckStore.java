package io.whoset.audit.store;

import io.whoset.audit.log.FindingRow;
import io.whoset.audit.log.LogLine;
import io.whoset.audit.log.Retention;
import io.whoset.audit.log.WriteRow;
import io.whoset.forensics.record.RecordId;
import io.whoset.forensics.record.TimeSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The store in a DuckDB file of the audit directory, fed from the writer log by a thread of its own; it may be deleted at any time, and is
 * rebuilt from the log.
 *
 * <p>Safe for many threads.
 *
 * <p><b>Errors</b> {@link StoreException} where the file cannot be opened, or is not open within 5 s of the question.
 */
public final class DuckStore implements WriteStore, AutoCloseable {
    private static final long OPEN_WAIT_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final StoreFeeder feeder;
    private final Thread thread;
    private final TimeSource time;
    private final WriterRanking ranking;

    /** Opens in the background the store of an audit directory whose log this process writes; with a memory of 0 there is none, and no question has an answer. */
    @SuppressWarnings("ThreadPriorityCheck") // a wish, nothing depends on it
    public DuckStore(Path dir, int memoryMib, TimeSource time, Retention retention, RecordId lastId) {
        this.feeder = new StoreFeeder(dir, memoryMib, time, retention, lastId);
        this.time = time;
        this.ranking = new WriterRanking(time);
        this.thread = new Thread(feeder, "whoset-store");
        thread.setPriority(Thread.MIN_PRIORITY);
        thread.setDaemon(true);
        if (memoryMib > 0) {
            thread.start();
        }
    }

    /** Rows of writes and findings that were taken over with higher ids than the last when the store was opened. */
    public long rowsTaken() {
        return feeder.rowsTaken();
    }

    @Override
    public List<WriterRow> writers() {
        return ask((sql, previews) -> ranking.rows(sql, null));
    }

    @Override
    public Optional<WriterRow> writer(String writer) {
        return ask((sql, previews) -> ranking.rows(sql, writer).stream().findFirst());
    }

    @Override
    public Damage damage(String writer) {
        long now = time.epochMicros(time.nanos());
        return ask((sql, previews) -> new DamageReport(sql, previews, now).of(writer));
    }

    @Override
    public Page<WriteRow> writes(WriteQuery query) {
        return ask((sql, previews) -> {
            List<WriteRow> rows = new Search(sql, previews, query, query.limit() + 1).newest();
            boolean more = rows.size() > query.limit();
            List<WriteRow> items = more ? rows.subList(0, query.limit()) : rows;
            return new Page<>(items, more ? items.get(items.size() - 1).id() : null);
        });
    }

    @Override
    public List<WriteRow> writes(List<RecordId> ids) {
        return ask((sql, previews) -> new WritesById(sql, previews).of(ids));
    }

    @Override
    public List<KeyRow> keys(String prefix, int limit) {
        return ask((sql, previews) -> KeyList.of(sql, prefix, limit));
    }

    @Override
    public Page<FindingRow> findings(FindingQuery query) {
        return ask((sql, previews) -> FindingRows.page(sql, query));
    }

    @Override
    public Optional<FindingRow> finding(RecordId id) {
        return ask((sql, previews) -> FindingRows.one(sql, id));
    }

    @Override
    public List<RatePoint> rates(RateQuery query) {
        return ask((sql, previews) -> RateReport.of(sql, query));
    }

    @Override
    public long sinceMicros() {
        return ask((sql, previews) -> {
            try (PreparedStatement statement = sql.prepareStatement("SELECT coalesce(min(first_ts), 0) FROM minutes");
                    ResultSet row = statement.executeQuery()) {
                return row.next() ? row.getLong(1) : 0L;
            }
        });
    }

    /** Takes over what the log still has, and closes the file; idempotent. */
    @Override
    public void close() {
        feeder.finish();
        LockSupport.unpark(thread);
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    static List<FindingRow> findingRows(Connection sql, String text) throws SQLException {
        try (PreparedStatement statement = sql.prepareStatement(text)) {
            return findingRows(statement);
        }
    }

    static List<FindingRow> findingRows(PreparedStatement statement) throws SQLException {
        List<FindingRow> rows = new ArrayList<>();
        try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                byte[] line = row.getString(1).getBytes(StandardCharsets.UTF_8);
                rows.add(Objects.requireNonNull(LogLine.parse(line).finding()));
            }
        } catch (IOException e) {
            throw new SQLException("a finding in the store cannot be read", e);
        }
        return rows;
    }

    private <T> T ask(Question<T> question) {
        try {
            return open().ask(question);
        } catch (SQLException e) {
            throw new StoreException("the store cannot answer: " + e.getMessage(), e);
        }
    }

    private StoreFile open() throws SQLException {
        long until = time.nanos() + OPEN_WAIT_NANOS;
        @Nullable StoreFile file = feeder.current();
        while (file == null && thread.isAlive() && time.nanos() - until < 0) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
            file = feeder.current();
        }
        if (file == null) {
            throw new SQLException("it is not open, see the log of whoset");
        }
        return file;
    }
}
