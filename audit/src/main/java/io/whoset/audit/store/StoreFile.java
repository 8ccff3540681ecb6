package io.whoset.audit.store;

import io.whoset.audit.log.LogPosition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDriver;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The DuckDB file of an audit directory, and how far into the log it knows.
 *
 * <p>Confined to the store's thread, {@link #connect} excepted, which is safe for many.
 */
final class StoreFile implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(StoreFile.class);
    private static final int VERSION = 2;

    private final DuckDBConnection root;

    private StoreFile(DuckDBConnection root) {
        this.root = root;
    }

    /**
     * Opens the file, or begins it.
     *
     * @throws SQLException where it cannot be read, and {@link #setAside} may help, or where it cannot be written
     */
    static StoreFile open(Path file, int memoryMib) throws SQLException {
        StoreFile store = connect(file, settings(memoryMib));
        try {
            store.prepare();
            return store;
        } catch (SQLException e) {
            store.close();
            throw e;
        }
    }

    /**
     * Opens a file that is there and changes nothing in it.
     *
     * @throws SQLException where it cannot be read, or another process holds it
     */
    static StoreFile openReadOnly(Path file, int memoryMib) throws SQLException {
        Properties settings = settings(memoryMib);
        settings.setProperty("access_mode", "READ_ONLY");
        return connect(file, settings);
    }

    private static StoreFile connect(Path file, Properties settings) throws SQLException {
        Connection opened = new DuckDBDriver().connect("jdbc:duckdb:" + file, settings);
        return new StoreFile(opened.unwrap(DuckDBConnection.class));
    }

    private static Properties settings(int memoryMib) {
        Properties settings = new Properties();
        settings.setProperty("memory_limit", memoryMib + "MiB");
        settings.setProperty("threads", "1");
        settings.setProperty("autoinstall_known_extensions", "false");
        settings.setProperty("autoload_known_extensions", "false");
        return settings;
    }

    /** Puts a file that cannot be read under another name, so that the next open begins a new one. */
    static void setAside(Path file, long nowMicros, SQLException why) throws IOException {
        Path aside = file.resolveSibling(file.getFileName() + ".broken-" + nowMicros);
        log.atWarn()
                .addKeyValue("file", file)
                .addKeyValue("aside", aside)
                .setCause(why)
                .log("store cannot be read, it is set aside and rebuilt from the writer log");
        Files.move(file, aside);
        Files.deleteIfExists(file.resolveSibling(file.getFileName() + ".wal"));
    }

    private void prepare() throws SQLException {
        try (Statement sql = root.createStatement()) {
            sql.execute("CREATE TABLE IF NOT EXISTS meta(version INTEGER, head VARCHAR, read_to BIGINT)");
            try (ResultSet row = sql.executeQuery("SELECT count(*), min(version) FROM meta")) {
                row.next();
                if (row.getLong(1) == 1 && row.getInt(2) == VERSION) {
                    return;
                }
            }
        }
        reset();
    }

    /** Forgets all rows: the log is read again from its begin. */
    void reset() throws SQLException {
        try (Statement sql = root.createStatement()) {
            sql.execute("BEGIN");
            sql.execute("DROP TABLE IF EXISTS writes");
            sql.execute("DROP TABLE IF EXISTS findings");
            sql.execute("DELETE FROM meta");
            sql.execute(
                    "CREATE TABLE writes(id BIGINT, ts BIGINT, route VARCHAR, upstream VARCHAR, peer VARCHAR, writer VARCHAR,"
                            + " conn BIGINT, cmd VARCHAR, key VARCHAR, flags BIGINT, exptime BIGINT, bytes BIGINT, digest VARCHAR,"
                            + " format VARCHAR, shape VARCHAR, partial BOOLEAN, outcome VARCHAR, rtt_us BIGINT, preview VARCHAR,"
                            + " verdict VARCHAR, oddities VARCHAR, was VARCHAR, named BIGINT)");
            sql.execute(
                    "CREATE TABLE findings(id BIGINT, writer VARCHAR, verdict VARCHAR, rule VARCHAR, line VARCHAR)");
            sql.execute("INSERT INTO meta VALUES (" + VERSION + ", '', 0)");
            sql.execute("COMMIT");
        }
    }

    /** How far into the log the rows reach. */
    LogPosition position() throws SQLException {
        try (Statement sql = root.createStatement();
                ResultSet row = sql.executeQuery("SELECT head, read_to FROM meta")) {
            return row.next() ? new LogPosition(row.getString(1), row.getLong(2)) : LogPosition.BEGIN;
        }
    }

    /**
     * Adds rows and the position behind them, both or neither. The transaction is begun by name: with auto-commit merely off, an appender that is the
     * first to speak commits its own rows.
     */
    void add(RowBatch batch, LogPosition behind) throws SQLException {
        execute("BEGIN TRANSACTION");
        try {
            batch.appendTo(root);
            try (PreparedStatement sql = root.prepareStatement("UPDATE meta SET head = ?, read_to = ?")) {
                sql.setString(1, behind.head());
                sql.setLong(2, behind.offset());
                sql.executeUpdate();
            }
            execute("COMMIT");
        } catch (SQLException e) {
            rollBack(e);
            throw e;
        }
    }

    private void rollBack(SQLException why) {
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

    /** Forgets rows of writes and findings older than this moment. */
    void forgetBefore(long micros) throws SQLException {
        try (Statement sql = root.createStatement()) {
            sql.execute("DELETE FROM writes WHERE ts < " + micros);
            sql.execute("DELETE FROM findings WHERE id < " + (micros << 10));
        }
    }

    /** A connection for one question. */
    DuckDBConnection connect() throws SQLException {
        return root.duplicate();
    }

    @Override
    public void close() throws SQLException {
        root.close();
    }
}
