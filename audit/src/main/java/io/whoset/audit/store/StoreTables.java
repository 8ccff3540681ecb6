package io.whoset.audit.store;

import java.sql.SQLException;
import java.sql.Statement;

/** The tables of a store. Immutable. */
final class StoreTables {
    /** What tells of the file itself: its version, how far into the log its rows reach, up to which id they are sorted, and the first and last of the places that previews have. */
    static final String META =
            "CREATE TABLE IF NOT EXISTS meta(version INTEGER, head VARCHAR, read_to BIGINT, sorted_to BIGINT,"
                    + " previews_from BIGINT, previews_to BIGINT)";

    /** Values that nearly all differ: packing them saves little, and each row read unpacks its neighbours'. */
    private static final String BARE = " USING COMPRESSION uncompressed";

    private StoreTables() {}

    static void create(Statement sql) throws SQLException {
        sql.execute(META);
        sql.execute(
                "CREATE TABLE writes(id BIGINT, ts BIGINT, route VARCHAR, upstream VARCHAR, peer VARCHAR, writer VARCHAR,"
                        + " conn BIGINT, process VARCHAR, cmd VARCHAR, key VARCHAR" + BARE
                        + ", flags BIGINT, exptime BIGINT, bytes BIGINT, digest BLOB" + BARE
                        + ", format VARCHAR, shape VARCHAR, partial BOOLEAN, outcome VARCHAR, rtt_us BIGINT, preview_at BIGINT,"
                        + " verdict VARCHAR, oddities VARCHAR, was VARCHAR, named BIGINT,"
                        + " key_hash INTEGER, key_begin BIGINT, key_next BIGINT, digest_hash INTEGER)");
        Rollup.create(sql);
        SortedRuns.create(sql);
        sql.execute("CREATE TABLE findings(id BIGINT, writer VARCHAR, verdict VARCHAR, rule VARCHAR, line VARCHAR)");
    }

    static void drop(Statement sql) throws SQLException {
        sql.execute("DROP TABLE IF EXISTS writes");
        sql.execute("DROP TABLE IF EXISTS findings");
        sql.execute("DROP TABLE IF EXISTS minutes");
        sql.execute("DROP TABLE IF EXISTS seconds");
        SortedRuns.drop(sql);
        sql.execute("DROP TABLE IF EXISTS meta");
    }
}
