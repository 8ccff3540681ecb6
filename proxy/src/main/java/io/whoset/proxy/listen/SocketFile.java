package io.whoset.proxy.listen;

import io.whoset.proxy.net.Address;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The file of a unix listener: a stale one of an earlier process goes, a live one or anything else stays.
 *
 * <p>Used by the thread that opens the listener.
 */
final class SocketFile {
    private static final int TYPE_BITS = 0xF000;
    private static final int SOCKET = 0xC000;

    private final Path path;

    SocketFile(Address address) {
        this.path = Path.of(address.host());
    }

    /**
     * Makes room for a new listener.
     *
     * @throws IOException where the path is taken by what must stay
     */
    void removeStale() throws IOException {
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        if (!isSocket()) {
            throw new IOException("a file that is no socket is in its place and stays there");
        }
        if (isLive()) {
            throw new IOException("another process listens on it");
        }
        Files.delete(path);
    }

    private boolean isSocket() throws IOException {
        Object mode = Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS);
        return mode instanceof Integer bits && (bits & TYPE_BITS) == SOCKET;
    }

    /** Only a refusal proves that nobody listens. */
    private boolean isLive() {
        try (SocketChannel socket = SocketChannel.open(UnixDomainSocketAddress.of(path))) {
            return socket.isOpen();
        } catch (ConnectException refused) {
            return !String.valueOf(refused.getMessage()).contains("refused");
        } catch (IOException unknown) {
            return true;
        }
    }

    /** The listener is bound: the file gets its permissions. It goes when the listener is closed. */
    void onBound(@Nullable Set<PosixFilePermission> mode) throws IOException {
        if (mode != null) {
            Files.setPosixFilePermissions(path, mode);
        }
    }
}
