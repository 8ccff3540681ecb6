package io.whoset.audit.store;

import io.whoset.audit.log.LogPosition;
import io.whoset.forensics.record.RecordId;
import java.io.IOException;
import java.nio.file.DirectoryStream;
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
import java.util.Properties;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDriver;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The DuckDB file of an audit directory, and how far into the log it knows.
 *
 * <p><b>Bounds</b> four questions at once, so that their memory is bounded and rows still come in.
 *
 * <p>Confined to the store's thread, {@link #ask} and {@link #connect} excepted, which are safe for many.
 */
final class StoreFile implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(StoreFile.class);
    private static final int VERSION = 7;
    private static final String META =
            "CREATE TABLE IF NOT EXISTS meta(version INTEGER, head VARCHAR, read_to BIGINT, sorted_to BIGINT)";

    /** Rows that are put down together: the engine's unit, whose least and greatest numbers it keeps. A multiple of 2048. */
    static final int ROW_GROUP = 61_440;

    /** How the file is called within the engine. */
    private static final String CATALOG = "store";

    /** Values that nearly all differ: packing them saves little, and each row read unpacks its neighbours'. */
    private static final String BARE = " USING COMPRESSION uncompressed";

    private static final long FOLD_MINUTES = 60;
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
    private final Semaphore questions = new Semaphore(QUESTIONS, true);
    private volatile @Nullable SQLException broken;
    private long foldedUntil = -1;
    private long unsorted;
    private long sortedTo;
    private long looseRows;
    private long looseBytes;
    private boolean putDown = true;

    private StoreFile(DuckDBConnection root, Path file, int memoryMib, int run) throws IOException {
        this.root = root;
        this.file = file;
        this.run = run;
        this.mostLooseBytes = ((long) memoryMib << 20) / 2;
        this.key = key(file);
    }

    /**
     * Opens the file, or begins it.
     *
     * @throws SQLException where it cannot be read, and {@link Breakage#setAside} may help, or where it cannot be written
     */
    static StoreFile open(Path file, int memoryMib) throws SQLException, IOException {
        return open(file, memoryMib, SortedRuns.RUN);
    }

    /** The same with runs of so many writes. */
    static StoreFile open(Path file, int memoryMib, int run) throws SQLException, IOException {
        if (!Files.exists(file)) {
            Files.deleteIfExists(walOf(file));
        }
        forgetOverflow(file);
        StoreFile store = attach(file, memoryMib, "RECOVERY_MODE no_wal_writes, ROW_GROUP_SIZE " + ROW_GROUP, run);
        try {
            store.prepare();
            return store;
        } catch (SQLException e) {
            store.close();
            throw e;
        }
    }

    /** What a killed process had put beside the file for want of memory is of no use to anybody. */
    private static void forgetOverflow(Path file) throws IOException {
        Path overflow = overflowOf(file);
        if (Files.isDirectory(overflow)) {
            try (DirectoryStream<Path> left = Files.newDirectoryStream(overflow)) {
                for (Path part : left) {
                    Files.delete(part);
                }
            }
        }
    }

    /** Where the engine puts what has no room in its memory. */
    private static Path overflowOf(Path file) {
        return file.resolveSibling(file.getFileName() + ".tmp");
    }

    /**
     * Opens a file that is there and changes nothing in it.
     *
     * @throws SQLException where it cannot be read, or another process holds it
     */
    static StoreFile openReadOnly(Path file, int memoryMib) throws SQLException, IOException {
        StoreFile store = attach(file, memoryMib, "READ_ONLY", SortedRuns.RUN);
        try {
            store.requireVersion();
            return store;
        } catch (SQLException e) {
            store.close();
            throw e;
        }
    }

    private static StoreFile attach(Path file, int memoryMib, String how, int run) throws SQLException, IOException {
        Connection engine = new DuckDBDriver().connect("jdbc:duckdb:", settings(file, memoryMib));
        try (Statement sql = engine.createStatement()) {
            String name = file.toString().replace("'", "''");
            sql.execute("ATTACH '" + name + "' AS " + CATALOG + " (" + how + ")");
            sql.execute("USE " + CATALOG);
            return new StoreFile(engine.unwrap(DuckDBConnection.class), file, memoryMib, run);
        } catch (SQLException | IOException e) {
            engine.close();
            throw e;
        }
    }

    /** The engine never puts rows down by itself: that is done for whole groups of them. */
    private static Properties settings(Path file, int memoryMib) {
        Properties settings = new Properties();
        settings.setProperty("memory_limit", memoryMib + "MiB");
        settings.setProperty("threads", "1");
        settings.setProperty("checkpoint_threshold", "1TiB");
        settings.setProperty("temp_directory", overflowOf(file).toString());
        settings.setProperty("late_materialization_max_rows", String.valueOf(WriteQuery.MAX_LIMIT + 1));
        settings.setProperty("allocator_flush_threshold", "16MiB");
        settings.setProperty("autoinstall_known_extensions", "false");
        settings.setProperty("autoload_known_extensions", "false");
        return settings;
    }

    /** Where a store of an earlier version kept what was not in the file yet. */
    static Path walOf(Path file) {
        return file.resolveSibling(file.getFileName() + ".wal");
    }

    /**
     * Looks whether it is still what it was.
     *
     * @throws SQLException where a question found it broken
     * @throws NoSuchFileException where somebody removed it, or put another in its place
     */
    void check() throws SQLException, IOException {
        SQLException found = broken;
        if (found != null) {
            throw found;
        }
        if (!Objects.equals(key, key(file))) {
            throw new NoSuchFileException(file.toString(), null, "the store was removed while it was open");
        }
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

    private void prepare() throws SQLException {
        try (Statement sql = root.createStatement()) {
            sql.execute(META);
            try (ResultSet row = sql.executeQuery("SELECT count(*), min(version) FROM meta")) {
                row.next();
                if (row.getLong(1) == 1 && row.getInt(2) == VERSION) {
                    unsorted = SortedRuns.rest(root);
                    sortedTo = SortedRuns.end(root);
                    return;
                }
            }
        }
        reset();
    }

    /** Forgets all rows: the log is read again from its begin. */
    void reset() throws SQLException {
        foldedUntil = -1;
        unsorted = 0;
        sortedTo = 0;
        try (Statement sql = root.createStatement()) {
            sql.execute("BEGIN");
            sql.execute("DROP TABLE IF EXISTS writes");
            sql.execute("DROP TABLE IF EXISTS findings");
            sql.execute("DROP TABLE IF EXISTS minutes");
            sql.execute("DROP TABLE IF EXISTS seconds");
            SortedRuns.drop(sql);
            sql.execute("DROP TABLE IF EXISTS meta");
            sql.execute(META);
            sql.execute(
                    "CREATE TABLE writes(id BIGINT, ts BIGINT, route VARCHAR, upstream VARCHAR, peer VARCHAR, writer VARCHAR,"
                            + " conn BIGINT, process VARCHAR, cmd VARCHAR, key VARCHAR" + BARE
                            + ", flags BIGINT, exptime BIGINT, bytes BIGINT, digest BLOB" + BARE
                            + ", format VARCHAR, shape VARCHAR, partial BOOLEAN, outcome VARCHAR, rtt_us BIGINT, preview VARCHAR"
                            + BARE
                            + ", verdict VARCHAR, oddities VARCHAR, was VARCHAR, named BIGINT,"
                            + " key_hash INTEGER, key_begin BIGINT, key_next BIGINT, digest_hash INTEGER)");
            Rollup.create(sql);
            SortedRuns.create(sql);
            sql.execute(
                    "CREATE TABLE findings(id BIGINT, writer VARCHAR, verdict VARCHAR, rule VARCHAR, line VARCHAR)");
            sql.execute("INSERT INTO meta VALUES (" + VERSION + ", '', 0, 0)");
            sql.execute("COMMIT");
        }
        looseRows = 0;
        looseBytes = 0;
        putDown = false;
        checkpoint();
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
        try (RowBatch batch = new RowBatch(root, newFrom)) {
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
            note(lines.position(), sorted);
            execute("COMMIT");
            foldedUntil = minute;
            unsorted = waiting;
            sortedTo = sorted;
            looseRows += batch.writes();
            looseBytes += bytes;
            putDown = false;
            return batch.newRows();
        } catch (SQLException | IOException | RuntimeException e) {
            rollBack(e);
            throw e;
        }
    }

    /** Whether the file has all that was taken over. */
    boolean isPutDown() {
        return putDown;
    }

    /** Whether a group of rows is whole, or they take half of the engine's memory. */
    boolean isGroupWhole() {
        return looseRows >= ROW_GROUP || looseBytes >= mostLooseBytes;
    }

    /**
     * Puts down in the file what is not in it yet. The engine refuses while a transaction that changed rows in their place is not over for all who ask, such
     * as one with a finding's verdict: it is asked again for some 200 ms, and then the rows wait for the next time.
     */
    void checkpoint() throws SQLException {
        boolean done = isPutDown();
        for (int tries = 0; !done && tries < CHECKPOINT_TRIES; tries++) {
            done = hasCheckpointed();
        }
        if (done) {
            looseRows = 0;
            looseBytes = 0;
            putDown = true;
        }
    }

    private boolean hasCheckpointed() throws SQLException {
        try {
            execute("CHECKPOINT " + CATALOG);
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
    private void note(LogPosition behind, long sorted) throws SQLException {
        execute("DELETE FROM meta");
        String row = "INSERT INTO meta VALUES (" + VERSION + ", ?, " + behind.offset() + ", " + sorted + ")";
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

    /** Forgets rows of writes and findings from before the minute of this moment. */
    void forgetBefore(long micros) throws SQLException {
        long minute = Rollup.minuteOf(RecordId.first(micros).value());
        long id = Rollup.firstIdOf(minute);
        try (Statement sql = root.createStatement()) {
            sql.execute("BEGIN TRANSACTION");
            sql.execute("DELETE FROM writes WHERE id < " + id);
            sql.execute("DELETE FROM findings WHERE id < " + id);
            SortedRuns.forgetBefore(sql, id);
            sql.execute("DELETE FROM minutes WHERE minute < " + minute);
            sql.execute("COMMIT");
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
        try (Connection sql = connect()) {
            return question.answer(sql);
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
        DuckDBConnection sql = root.duplicate();
        try (Statement statement = sql.createStatement()) {
            statement.execute("USE " + CATALOG);
            return sql;
        } catch (SQLException e) {
            sql.close();
            throw e;
        }
    }

    /**
     * Puts down the last rows, once the questions that are being answered are: the engine keeps a file open as long as anybody has a connection to it.
     *
     * @throws SQLException where they cannot be put down; the log has them still
     */
    @Override
    public void close() throws SQLException {
        try {
            boolean quiet = questions.tryAcquire(QUESTIONS, CLOSE_SECONDS, TimeUnit.SECONDS);
            if (!quiet) {
                log.atWarn().addKeyValue("file", file).log("store is closed while it is still asked");
            }
            if (quiet && broken == null && Objects.equals(key, key(file))) {
                checkpoint();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new SQLException("the store's file cannot be looked at", e);
        } finally {
            root.close();
        }
    }
}
