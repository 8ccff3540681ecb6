package io.whoset.proxy.procfs;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which processes have a socket open, by the links under {@code /proc/PID/fd}. Of several that share one it is the one with the lowest
 * number: mostly the one that opened it, its children after it.
 *
 * <p>Confined to one thread.
 */
final class SocketOwners {
    private static final String LINK = "socket:[";
    private static final int MAX_COMMAND_BYTES = 256;

    private final Path proc;
    private boolean denied;

    /** The processes of this {@code /proc}. */
    SocketOwners(Path proc) {
        this.proc = proc;
    }

    /** A process and its name for itself. Immutable. */
    record Owner(int pid, String command) {}

    /** Whether processes were passed over that this one may not look into. */
    boolean isDenied() {
        return denied;
    }

    /** The owners of those sockets that a visible process has, by the sockets' numbers. */
    Map<Long, Owner> of(Set<Long> sockets) {
        Map<Long, Owner> found = new HashMap<>();
        for (int pid : pids()) {
            if (found.size() == sockets.size()) {
                break;
            }
            look(pid, sockets, found);
        }
        return found;
    }

    private int[] pids() {
        String[] names = new File(proc.toString()).list();
        return names == null
                ? new int[0]
                : Arrays.stream(names)
                        .filter(name -> name.matches("[1-9][0-9]{0,8}"))
                        .mapToInt(Integer::parseInt)
                        .sorted()
                        .toArray();
    }

    private void look(int pid, Set<Long> sockets, Map<Long, Owner> found) {
        Path open = proc.resolve(pid + "/fd");
        try (DirectoryStream<Path> files = Files.newDirectoryStream(open)) {
            for (Path file : files) {
                long socket = socket(file);
                if (sockets.contains(socket) && !found.containsKey(socket)) {
                    String command = command(pid);
                    // the number may have gone to another process meanwhile
                    if (command != null && socket(file) == socket) {
                        found.put(socket, new Owner(pid, command));
                    }
                }
            }
        } catch (AccessDeniedException e) {
            denied = true;
        } catch (IOException | DirectoryIteratorException ended) {
            return;
        }
    }

    /** The socket's number, 0 where it is another file or is closed by now. */
    private long socket(Path file) {
        try {
            String target = Files.readSymbolicLink(file).toString();
            return target.startsWith(LINK) ? Long.parseLong(target, LINK.length(), target.length() - 1, 10) : 0;
        } catch (AccessDeniedException e) {
            denied = true;
            return 0;
        } catch (IOException | NumberFormatException e) {
            return 0;
        }
    }

    /** A process' name for itself, never its arguments, which may hold secrets; null where it is gone. */
    @Nullable
    String command(int pid) {
        try (var in = Files.newInputStream(proc.resolve(pid + "/comm"))) {
            String text = new String(in.readNBytes(MAX_COMMAND_BYTES), StandardCharsets.UTF_8);
            return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
        } catch (IOException e) {
            return null;
        }
    }
}
