package io.whoset.proxy.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What TLS needs of files, and follows them: new connections take what the files say now, open ones keep what they have. Files that cannot be
 * used change nothing.
 *
 * <p>Safe for many threads.
 */
public final class ReloadingContext<T> {
    private static final Logger log = LoggerFactory.getLogger(ReloadingContext.class);

    private final String ownerKind;
    private final String owner;
    private final List<Path> files;
    private final Loader<T> loader;
    private volatile T current;
    private Map<Path, FileTime> seen;

    /** Makes a context of the files as they are. */
    @FunctionalInterface
    interface Loader<T> {
        T load() throws TlsFileException;
    }

    ReloadingContext(String ownerKind, String owner, List<Path> files, Loader<T> loader) throws TlsFileException {
        this.ownerKind = ownerKind;
        this.owner = owner;
        this.files = List.copyOf(files);
        this.loader = loader;
        this.seen = times();
        this.current = loader.load();
    }

    /**
     * A certificate and its key for a server that is no route's.
     *
     * @param ownerKind what the log calls the kind of server, such as {@code ui}
     * @param owner which one of that kind
     * @throws TlsFileException naming the file that cannot be used
     */
    public static ReloadingContext<Identity> ofIdentity(String ownerKind, String owner, Path certificate, Path key)
            throws TlsFileException {
        return new ReloadingContext<>(
                ownerKind, owner, List.of(certificate, key), () -> Identity.read(certificate, key));
    }

    /** What a new connection takes. */
    public T current() {
        return current;
    }

    /** Reads the files again where one has another modification time. */
    public synchronized void reloadIfChanged() {
        if (!times().equals(seen)) {
            reload();
        }
    }

    /** Reads the files again. */
    public synchronized void reload() {
        Map<Path, FileTime> now = times();
        try {
            current = loader.load();
            log.atInfo()
                    .addKeyValue(ownerKind, owner)
                    .addKeyValue("files", files)
                    .log("TLS files read again");
        } catch (TlsFileException e) {
            log.atWarn()
                    .addKeyValue(ownerKind, owner)
                    .addKeyValue("cause", String.valueOf(e.getMessage()))
                    .log(
                            "TLS files cannot be used, the old ones stay in force: correct the file, it is read when it changes");
        }
        seen = now;
    }

    private Map<Path, FileTime> times() {
        Map<Path, FileTime> times = new HashMap<>();
        for (Path file : files) {
            try {
                times.put(file, Files.getLastModifiedTime(file));
            } catch (IOException gone) {
                times.put(file, FileTime.fromMillis(0));
            }
        }
        return times;
    }
}
