package io.whoset.app.who;

import io.whoset.app.wiring.LiveMark;
import io.whoset.audit.log.WriteRow;
import io.whoset.audit.store.Damage.Damaged;
import io.whoset.audit.store.OfflineStore;
import io.whoset.audit.store.WriteQuery;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The writes of an audit directory, whether a process writes it now or not. Main thread only. */
public final class Evidence {
    private static final int MEMORY_MIB = 256;

    private final Path dir;

    /** The evidence in this audit directory. */
    public Evidence(Path dir) {
        this.dir = dir;
    }

    /**
     * Writes that match, newest first. The process that writes the directory is asked first, then its store, then the log.
     *
     * @throws IOException where nothing of it can be read
     */
    public List<WriteRow> newest(WriteQuery query) throws IOException {
        Optional<LiveMark> live = LiveMark.read(dir);
        if (live.isPresent()) {
            try {
                return new PageClient(live.get()).newest(query);
            } catch (IOException notThere) {
                // it ended without a word, or is too busy: its files tell the same
                return offline(query);
            }
        }
        return offline(query);
    }

    /**
     * The writes of a writer that are bad and that memcached still holds. The process that writes the directory is asked first, then its store.
     *
     * @throws IOException where neither can tell
     */
    public List<WriteRow> kept(String writer, long nowMicros) throws IOException {
        Optional<LiveMark> live = LiveMark.read(dir);
        if (live.isPresent()) {
            try {
                return new PageClient(live.get()).kept(writer);
            } catch (IOException notThere) {
                return keptOffline(writer, nowMicros);
            }
        }
        return keptOffline(writer, nowMicros);
    }

    private List<WriteRow> keptOffline(String writer, long nowMicros) throws IOException {
        return new OfflineStore(dir, MEMORY_MIB)
                .damage(writer, nowMicros).keys().stream().map(Damaged::bad).toList();
    }

    private List<WriteRow> offline(WriteQuery query) throws IOException {
        return new OfflineStore(dir, MEMORY_MIB).newest(query);
    }
}
