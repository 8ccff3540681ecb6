package io.whoset.proxy.procfs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A {@code /proc} of a test's own making. Confined to one test. */
final class FakeProc {
    private static final String HEAD =
            "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n";

    private final Path dir;

    FakeProc(Path dir) throws IOException {
        this.dir = dir;
        Files.createDirectories(dir.resolve("net"));
        table("tcp");
    }

    Path dir() {
        return dir;
    }

    /** Writes a table of sockets, each given as its two ends and its number. */
    FakeProc table(String name, String... sockets) throws IOException {
        StringBuilder text = new StringBuilder(HEAD);
        for (int i = 0; i < sockets.length; i++) {
            String[] parts = sockets[i].split(" ", -1);
            text.append(
                    "%4d: %s %s 01 00000000:00000000 00:00000000 00000000  1000        0 %s 2 0000000071136cd1 20 0 0 10 -1%n"
                            .formatted(i, parts[0], parts[1], parts[2]));
        }
        Files.writeString(dir.resolve("net").resolve(name), text);
        return this;
    }

    /** A process that has these sockets open, beside a file. */
    FakeProc process(int pid, String command, long... sockets) throws IOException {
        Path open = Files.createDirectories(dir.resolve(pid + "/fd"));
        Files.writeString(dir.resolve(pid + "/comm"), command + "\n");
        Files.createSymbolicLink(open.resolve("0"), Path.of("/dev/null"));
        for (int i = 0; i < sockets.length; i++) {
            Files.createSymbolicLink(open.resolve(Integer.toString(3 + i)), Path.of("socket:[" + sockets[i] + "]"));
        }
        return this;
    }
}
