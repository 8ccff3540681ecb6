package io.whoset.audit.store;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDriver;

/**
 * DuckDB in this process, with a store's file attached to it: only a file that is attached can do without the engine's journal.
 *
 * <p><b>Bounds</b> its memory, and one thread for each question. Immutable.
 */
final class StoreEngine {
    /** How the file is called within the engine. */
    private static final String CATALOG = "store";

    /** Puts down in the file what is not in it yet. */
    static final String CHECKPOINT = "CHECKPOINT " + CATALOG;

    /** What the engine reads at once, a quarter of its own choice: of scattered rows most of a block is of no use, and of smaller blocks what it knows of each takes memory. Only a file that is begun may be told. */
    private static final int BLOCK_BYTES = 65_536;

    private static final String USE = "USE " + CATALOG;

    private StoreEngine() {}

    /** Attaches a file to write in, which is begun where there is none, in groups of so many rows. */
    static DuckDBConnection attach(Path file, int memoryMib, int rowGroup) throws SQLException, IOException {
        String how = "RECOVERY_MODE no_wal_writes, ROW_GROUP_SIZE " + rowGroup;
        if (!Files.exists(file)) {
            Files.deleteIfExists(walOf(file));
            how += ", BLOCK_SIZE " + BLOCK_BYTES;
        }
        forgetOverflow(file);
        return attach(file, memoryMib, how);
    }

    /** Attaches a file that is there and changes nothing in it. */
    static DuckDBConnection attachReadOnly(Path file, int memoryMib) throws SQLException {
        return attach(file, memoryMib, "READ_ONLY");
    }

    /** One more connection to the same file. */
    static DuckDBConnection again(DuckDBConnection first) throws SQLException {
        DuckDBConnection sql = first.duplicate();
        try (Statement statement = sql.createStatement()) {
            statement.execute(USE);
            return sql;
        } catch (SQLException e) {
            sql.close();
            throw e;
        }
    }

    /** Where the engine notes that it is putting rows down, and where earlier versions of the store kept those that were not. */
    static Path walOf(Path file) {
        return file.resolveSibling(file.getFileName() + ".wal");
    }

    /** The number that a question gives, 0 for none. */
    static long number(Connection sql, String question) throws SQLException {
        try (Statement statement = sql.createStatement();
                ResultSet row = statement.executeQuery(question)) {
            return row.next() ? row.getLong(1) : 0;
        }
    }

    private static DuckDBConnection attach(Path file, int memoryMib, String how) throws SQLException {
        Connection engine = new DuckDBDriver().connect("jdbc:duckdb:", settings(file, memoryMib));
        try (Statement sql = engine.createStatement()) {
            sql.execute("PRAGMA disable_checkpoint_on_shutdown");
            String name = file.toString().replace("'", "''");
            sql.execute("ATTACH '" + name + "' AS " + CATALOG + " (" + how + ")");
            sql.execute(USE);
            return engine.unwrap(DuckDBConnection.class);
        } catch (SQLException e) {
            engine.close();
            throw e;
        }
    }

    /** The engine never puts rows down by itself, nor when it is closed: that is done for whole groups of them, once their previews are on the disk. */
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

    /** Where the engine puts what has no room in its memory. */
    private static Path overflowOf(Path file) {
        return file.resolveSibling(file.getFileName() + ".tmp");
    }

    /** What a killed process had put beside the file is of no use to anybody. */
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
}
