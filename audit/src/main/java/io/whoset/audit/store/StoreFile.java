package io.whoset.audit.store;

import io.whoset.audit.log.LogPosition;
import io.whoset.forensics.record.RecordId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The DuckDB file of an audit directory with the previews beside it, and how far into the log it knows.
 *
 * <p><b>Bounds</b> four questions at once, so that their memory is bounded and rows still come in.
 *
 * <p>Confined to the store's thread, {@link #ask} and {@link #connect} excepted, which are safe for many.
 */
final class StoreFile implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(StoreFile.class);
    private static final int VERSION = 9;

    /** Rows that are put down together: the engine's unit, whose least and greatest numbers it keeps. A multiple of 2048. */
    static final int ROW_GROUP = 61_440;

    private static final long FOLD_MINUTES = 60;

    /** Of previews, put down together at the latest: a killed process reads them again. */
    private static final long MOST_LOOSE_PREVIEWS = 64L << 20;

    private static final int CHECKPOINT_TRIES = 40;
    private static final long CHECKPOINT_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
    private static final int QUESTIONS = 4;
    private static final long WAIT_SECONDS = 5;
    private static final long CLOSE_SECONDS = 20;

    /** Its name in an audit directory. */
    static final String NAME = "store.duckdb";

    private final DuckDBConnection root;
    private final Path file;
    private final int run;
    private final long mostLooseBytes;
    private final @Nullable Object key;
    private final PreviewFiles previewFiles;
    private final PreviewWriter newPreviews;
    private final Semaphore questions = new Semaphore(QUESTIONS, true);
    private volatile @Nullable SQLException broken;
    private long foldedUntil = -1;
    private long unsorted;
    private long sortedTo;
    private long looseRows;
    private long looseBytes;
    private long previewsFrom;
    private long previewsPutDown;
    private boolean putDown = true;

    private StoreFile(DuckDBConnection root, Path file, int memoryMib, int run) throws IOException {
        this.root = root;
        this.file = file;
        this.run = run;
        this.mostLooseBytes = ((long) memoryMib << 20) / 2;
        this.key = key(file);
        this.previewFiles = new PreviewFiles(file.resolveSibling(file.getFileName() + ".previews"));
        this.newPreviews = new PreviewWriter(previewFiles);
    }

    /**
     * Opens the file, or begins it.
     *
     * @throws SQLException where it cannot be read, and {@link Breakage#setAside} may help, or where it cannot be written
     */
    static StoreFile open(Path file, int memoryMib) throws SQLException, IOException {
        return open(file, memoryMib, SortedRuns.RUN, ROW_GROUP);
    }

    /** The same with runs of so many writes, and groups of so many rows. */
    static StoreFile open(Path file, int memoryMib, int run, int rowGroup) throws SQLException, IOException {
        StoreFile store = new StoreFile(StoreEngine.attach(file, memoryMib, rowGroup), file, memoryMib, run);
        try {
            if (store.prepare()) {
                return store;
            }
        } catch (SQLException | IOException | RuntimeException e) {
            store.closeAfter(e);
            throw e;
        }
        store.root.close();
        Files.delete(file);
        return open(file, memoryMib, run, rowGroup);
    }

    /**
     * Opens a file that is there and changes nothing in it.
     *
     * @throws SQLException where it cannot be read, or another process holds it
     */
    static StoreFile openReadOnly(Path file, int memoryMib) throws SQLException, IOException {
        StoreFile store = new StoreFile(StoreEngine.attachReadOnly(file, memoryMib), file, memoryMib, SortedRuns.RUN);
        try {
            store.requireVersion();
            store.forgetPreviews(StoreEngine.number(store.root, "SELECT previews_from FROM meta"));
            return store;
        } catch (SQLException e) {
            store.closeAfter(e);
            throw e;
        }
    }

    private void closeAfter(Exception why) {
        try {
            close();
        } catch (SQLException | IOException alsoFailed) {
            why.addSuppressed(alsoFailed);
        }
    }

    /**
     * Looks whether it is still what it was.
     *
     * @throws SQLException where a question found it broken
     * @throws NoSuchFileException where somebody removed it, or put another in its place
     */
    void check() throws SQLException, IOException {
        if (!isInPlace()) {
            throw new NoSuchFileException(file.toString(), null, "the store was removed while it was open");
        }
        SQLException found = broken;
        if (found != null) {
            throw found;
        }
    }

    private boolean isInPlace() throws IOException {
        return Objects.equals(key, key(file));
    }

    private static @Nullable Object key(Path file) throws IOException {
        try {
            return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    private void requireVersion() throws SQLException {
        try (Statement sql = root.createStatement();
                ResultSet row = sql.executeQuery("SELECT version FROM meta")) {
            if (!row.next() || row.getInt(1) != VERSION) {
                throw new SQLException("the store is of another version, whoset proxy will rebuild it");
            }
        }
    }

    /** Makes the tables, or goes on with them; false where they are another version's. */
    private boolean prepare() throws SQLException, IOException {
        execute(StoreTables.META);
        if (StoreEngine.number(root, "SELECT count(*) FROM meta") == 0) {
            reset();
            return true;
        }
        if (StoreEngine.number(root, "SELECT min(version) FROM meta") != VERSION) {
            return false;
        }
        unsorted = SortedRuns.rest(root);
        sortedTo = SortedRuns.end(root);
        forgetPreviews(StoreEngine.number(root, "SELECT previews_from FROM meta"));
        newPreviews.resume(StoreEngine.number(root, "SELECT previews_to FROM meta"));
        previewsPutDown = newPreviews.end();
        return true;
    }

    private void forgetPreviews(long before) {
        previewsFrom = before;
        previewFiles.forgetBelow(PreviewFiles.numberOf(before));
    }

    /** Forgets all rows: the log is read again from its begin. */
    void reset() throws SQLException, IOException {
        foldedUntil = -1;
        unsorted = 0;
        sortedTo = 0;
        try (Statement sql = root.createStatement()) {
            sql.execute("BEGIN");
            StoreTables.drop(sql);
            StoreTables.create(sql);
            sql.execute("INSERT INTO meta VALUES (" + VERSION + ", '', 0, 0, 0, 0)");
            sql.execute("COMMIT");
        }
        forgetPreviews(0);
        putDown = false;
        checkpoint();
        newPreviews.resume(0);
        beginGroup();
    }

    /** How far into the log the rows reach. */
    LogPosition position() throws SQLException {
        try (Statement sql = root.createStatement();
                ResultSet row = sql.executeQuery("SELECT head, read_to FROM meta")) {
            return row.next() ? new LogPosition(row.getString(1), row.getLong(2)) : LogPosition.BEGIN;
        }
    }

    /** Writes that still come into the group that is put down next, at least one. */
    int room() {
        return (int) (looseRows < ROW_GROUP ? ROW_GROUP - looseRows : ROW_GROUP);
    }

    /**
     * Takes over the rows of lines and the position behind them, all or none; gives how many rows have this id or a higher one. They are in the file once they
     * are {@linkplain #checkpoint put down}: until then a process that is killed loses them with their position, and the next start reads them from the log again.
     * The transaction is begun by name: with auto-commit merely off, an appender that is the first to speak commits its own rows.
     */
    long take(Lines lines, long newFrom) throws SQLException, IOException {
        execute("BEGIN TRANSACTION");
        long previews = newPreviews.end();
        try (RowBatch batch = new RowBatch(root, newPreviews, newFrom)) {
            long bytes = 0;
            for (byte[] line = lines.next(); line != null; line = lines.next()) {
                batch.add(line);
                bytes += line.length;
            }
            batch.finish();
            long minute = fold(batch.rollup().newestMinute());
            long waiting = unsorted + batch.writes();
            long sorted = sortedTo;
            for (; waiting >= run; waiting -= run) {
                sorted = SortedRuns.extend(root, sorted, run);
            }
            newPreviews.flush();
            note(lines.position(), sorted, previewsFrom);
            execute("COMMIT");
            foldedUntil = minute;
            unsorted = waiting;
            sortedTo = sorted;
            looseRows += batch.writes();
            looseBytes += bytes - (newPreviews.end() - previews);
            putDown = false;
            return batch.newRows();
        } catch (SQLException | IOException | RuntimeException e) {
            newPreviews.backTo(previews);
            rollBack(e);
            throw e;
        }
    }

    /** Whether the file has all that was taken over. */
    boolean isPutDown() {
        return putDown;
    }

    /** Whether a group of rows is whole, or they take half of the engine's memory, or their previews as much as may be read again. */
    boolean isGroupWhole() {
        return looseRows >= ROW_GROUP
                || looseBytes >= mostLooseBytes
                || newPreviews.end() - previewsPutDown >= MOST_LOOSE_PREVIEWS;
    }

    /**
     * Puts down in the file what is not in it yet. The engine refuses while a transaction that changed rows in their place is not over for all who ask, such
     * as one with a finding's verdict: it is asked again for some 200 ms, and then the rows wait for the next time.
     */
    void checkpoint() throws SQLException, IOException {
        if (isPutDown()) {
            return;
        }
        newPreviews.force();
        for (int tries = 0; !putDown && tries < CHECKPOINT_TRIES; tries++) {
            putDown = hasCheckpointed();
        }
        if (putDown) {
            beginGroup();
            deleteForgotten();
        }
    }

    private void beginGroup() {
        looseRows = 0;
        looseBytes = 0;
        previewsPutDown = newPreviews.end();
    }

    private void deleteForgotten() {
        try {
            previewFiles.deleteForgotten();
        } catch (IOException e) {
            log.atWarn()
                    .addKeyValue("file", file)
                    .setCause(e)
                    .log("previews that were forgotten cannot be deleted, it is tried again");
        }
    }

    private boolean hasCheckpointed() throws SQLException {
        try {
            execute(StoreEngine.CHECKPOINT);
            return true;
        } catch (SQLException e) {
            if (!String.valueOf(e.getMessage()).contains("Cannot CHECKPOINT")) {
                throw e;
            }
            LockSupport.parkNanos(CHECKPOINT_PAUSE_NANOS);
            return false;
        }
    }

    /** A new row for the old one: an update in its place would hinder the next checkpoint for as long as anybody asks who asked before. */
    private void note(LogPosition behind, long sorted, long previews) throws SQLException {
        execute("DELETE FROM meta");
        String row = "INSERT INTO meta VALUES (" + VERSION + ", ?, " + behind.offset() + ", " + sorted + ", " + previews
                + ", " + newPreviews.end() + ")";
        try (PreparedStatement sql = root.prepareStatement(row)) {
            sql.setString(1, behind.head());
            sql.executeUpdate();
        }
    }

    /** Folds the minutes that are over; gives the first that is not. */
    private long fold(long newest) throws SQLException {
        if (newest <= foldedUntil) {
            return foldedUntil;
        }
        try (Statement sql = root.createStatement()) {
            Rollup.fold(sql, foldedUntil < 0 ? newest - FOLD_MINUTES : foldedUntil, newest);
        }
        return newest;
    }

    private void rollBack(Exception why) {
        try {
            execute("ROLLBACK");
        } catch (SQLException alreadyOver) {
            why.addSuppressed(alreadyOver);
        }
    }

    private void execute(String text) throws SQLException {
        try (Statement sql = root.createStatement()) {
            sql.execute(text);
        }
    }

    /** Forgets rows of writes and findings from before the minute of this moment; files of previews that are all of such writes go with the next checkpoint. */
    void forgetBefore(long micros) throws SQLException {
        long minute = Rollup.minuteOf(RecordId.first(micros).value());
        long id = Rollup.firstIdOf(minute);
        try (Statement sql = root.createStatement()) {
            sql.execute("BEGIN TRANSACTION");
            int forgotten = sql.executeUpdate("DELETE FROM writes WHERE id < " + id)
                    + sql.executeUpdate("DELETE FROM findings WHERE id < " + id);
            if (forgotten == 0) {
                sql.execute("ROLLBACK");
                return;
            }
            SortedRuns.forgetBefore(sql, id);
            sql.execute("DELETE FROM minutes WHERE minute < " + minute);
            long last = Math.max(0, newPreviews.end() - 1);
            long first = StoreEngine.number(root, "SELECT coalesce(min(preview_at), " + last + ") FROM writes");
            note(position(), sortedTo, first);
            sql.execute("COMMIT");
            forgetPreviews(first);
            putDown = false;
            unsorted = SortedRuns.rest(root);
        } catch (SQLException e) {
            rollBack(e);
            throw e;
        }
    }

    /**
     * Answers one question, beside others.
     *
     * @throws SQLException where it cannot be answered, or too many are being answered
     */
    <T> T ask(Question<T> question) throws SQLException {
        boolean mayAsk = false;
        try {
            mayAsk = questions.tryAcquire(WAIT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!mayAsk) {
            throw new SQLException("too many questions at once, ask again");
        }
        try (Connection sql = connect();
                PreviewReader previews = previews()) {
            return question.answer(sql, previews);
        } catch (SQLException e) {
            broken = Breakage.isOf(e) ? e : broken;
            throw e;
        } finally {
            questions.release();
        }
    }

    /** Whether a question is being answered; safe for many threads. */
    boolean isAsked() {
        return questions.availablePermits() < QUESTIONS;
    }

    /** A connection for one question. */
    DuckDBConnection connect() throws SQLException {
        return StoreEngine.again(root);
    }

    /** The previews for one question. */
    PreviewReader previews() {
        return new PreviewReader(previewFiles);
    }

    /**
     * Puts down the last rows, once the questions that are being answered are: the engine keeps a file open as long as anybody has a connection to it.
     *
     * @throws SQLException where they cannot be put down; the log has them still
     */
    @Override
    public void close() throws SQLException, IOException {
        try (root;
                newPreviews) {
            boolean quiet = questions.tryAcquire(QUESTIONS, CLOSE_SECONDS, TimeUnit.SECONDS);
            if (!quiet) {
                log.atWarn().addKeyValue("file", file).log("store is closed while it is still asked");
            }
            if (quiet && broken == null && isInPlace()) {
                checkpoint();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
