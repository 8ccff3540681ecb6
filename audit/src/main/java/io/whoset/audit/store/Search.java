package io.whoset.audit.store;

import io.whoset.audit.log.WriteRow;
import io.whoset.audit.store.SortedRuns.Sorted;
import io.whoset.forensics.record.RecordId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * One search for writes, newest first.
 *
 * <p><b>Units, bounds</b> holds at most as many rows as are wanted. Confined to one thread.
 */
final class Search {
    /* Writes lie in the order of their ids. The search goes back through them in slices that grow eightfold, and ends as soon as it has enough: what
     * is asked for most is young or common. What the rollup knows (writer, command, verdict, time) decides how far a slice must reach to hold enough, and
     * says at once that there is none; for what it does not know (key, prefix, digest) there are sorted runs, and for the process nothing. In all no write is looked at twice. */

    private static final long FIRST_SLICE = 250_000;
    private static final int GROWTH = 8;
    private static final int MOST_IDS = 4_000;

    private final Connection sql;
    private final PreviewReader previews;
    private final WriteQuery query;
    private final int limit;
    private final int mostIds;
    private final WriteMatch matching;
    private final List<WriteRow> found = new ArrayList<>();

    Search(Connection sql, PreviewReader previews, WriteQuery query, int limit) {
        this(sql, previews, query, limit, MOST_IDS);
    }

    /** The same, that names so many ids at most. */
    Search(Connection sql, PreviewReader previews, WriteQuery query, int limit, int mostIds) {
        this.previews = previews;
        this.mostIds = mostIds;
        this.matching = new WriteMatch(query);
        this.sql = sql;
        this.query = query;
        this.limit = limit;
    }

    List<WriteRow> newest() throws SQLException {
        String cursor = query.cursor();
        long until = cursor == null ? Long.MAX_VALUE : RecordId.parse(cursor).value();
        if (SortedRuns.tell(query)) {
            byRuns(until);
        } else {
            bySlices(until);
        }
        return found;
    }

    /** Writes that are in no run first, then those that the runs name; where a begin of keys is that of thousands, it is no use to name them. */
    private void byRuns(long until) throws SQLException {
        long from = 0;
        long to = until;
        if (!new Filter().ofMinutes(query).isEmpty()) {
            List<long[]> minutes = minutes(until);
            if (minutes.isEmpty()) {
                return;
            }
            from = Rollup.firstIdOf(minutes.get(minutes.size() - 1)[0]);
            to = Math.min(until, Rollup.firstIdOf(minutes.get(0)[0] + 1));
        }
        long end = SortedRuns.end(sql);
        if (to > end) {
            look(Math.max(from, end), to);
        }
        long below = Math.min(to, end);
        int most = query.key() == null && query.digest() == null ? mostIds : Math.min(mostIds, limit);
        boolean more = true;
        while (more && found.size() < limit) {
            List<Sorted> named = SortedRuns.newest(sql, query, from, below, most);
            if (named.size() == mostIds) {
                bySlices(below);
                return;
            }
            more = named.size() == most;
            if (!named.isEmpty()) {
                readMatching(named);
                below = named.get(named.size() - 1).id();
                most = Math.min(mostIds, most * GROWTH);
            }
        }
    }

    private void bySlices(long until) throws SQLException {
        long end = until;
        long enough = SortedRuns.tell(query) || query.process() != null ? FIRST_SLICE : limit;
        long candidates = 0;
        for (long[] minute : minutes(end)) {
            candidates += minute[1];
            if (candidates >= enough) {
                long from = Rollup.firstIdOf(minute[0]);
                look(from, end);
                if (found.size() >= limit) {
                    return;
                }
                end = from;
                candidates = 0;
                enough *= GROWTH;
            }
        }
        if (candidates > 0) {
            look(0, end);
        }
    }

    /** Minutes that hold candidates with their number, newest first. */
    private List<long[]> minutes(long until) throws SQLException {
        return Rollup.minutes(sql, new Filter().ofMinutes(query).number("minute <= ", Rollup.minuteOf(until)));
    }

    private void look(long from, long until) throws SQLException {
        read(newest(new Filter().number("id >= ", from).number("id < ", until)));
    }

    /** Reads those of some writes that match. */
    private void readMatching(List<Sorted> named) throws SQLException {
        if (named.size() <= limit - found.size()) {
            read(SortedRuns.inRows(sql, named));
        } else {
            read(newest(new Filter().ids(named.stream().map(Sorted::id).toList())));
        }
    }

    /** Places of the newest writes that match, as many as are still wanted. To read them in one go with the rows costs ten times as much. */
    private List<RowPlace> newest(Filter filter) throws SQLException {
        String text = "SELECT id, rowid FROM writes" + filter.of(query).where() + " ORDER BY id DESC LIMIT "
                + (limit - found.size());
        List<RowPlace> places = new ArrayList<>();
        try (PreparedStatement statement = filter.bind(sql.prepareStatement(text));
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                places.add(new RowPlace(row.getLong(1), row.getLong(2)));
            }
        }
        return places;
    }

    private void read(List<RowPlace> places) throws SQLException {
        new WritesById(sql, previews).at(places).stream().filter(matching).forEach(found::add);
    }
}
