package io.whoset.proxy.procfs;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.StringTokenizer;

/**
 * The kernel's tables of TCP sockets in this network namespace.
 *
 * <p><b>Shape</b> {@code   2: 0100007F:8078 0100007F:A853 01 00000000:00000000 00:00000000 00000000  1000  0 ‸1807976 1 …}: the socket's number.
 *
 * <p>Confined to one thread. <b>Source</b> Linux, Documentation/networking/proc_net_tcp.rst.
 */
final class SocketTable {
    /** Fields between the two ends and the socket's number. */
    private static final int FIELDS_BETWEEN = 6;

    /** Characters of both ends in a line of the table of IPv4, and of IPv6. */
    private static final int V4_CHARS = 27;

    private static final int V6_CHARS = 75;

    private final Path tcp;
    private final Path tcp6;

    /** The tables of this {@code /proc}. */
    SocketTable(Path proc) {
        this.tcp = proc.resolve("net").resolve("tcp");
        this.tcp6 = proc.resolve("net").resolve("tcp6");
    }

    /** Whether this system has them. */
    boolean isThere() {
        return Files.isReadable(tcp);
    }

    /**
     * The numbers of those sockets that are in the tables, by their ends.
     *
     * @throws IOException where a table cannot be read
     */
    Map<SocketPair, Long> numbers(Collection<SocketPair> wanted) throws IOException {
        Map<String, SocketPair> v4 = new HashMap<>();
        Map<String, SocketPair> v6 = new HashMap<>();
        for (SocketPair pair : wanted) {
            if (pair.isV4()) {
                v4.put(pair.textV4(), pair);
            }
            v6.put(pair.textV6(), pair);
        }
        Map<SocketPair, Long> found = new HashMap<>();
        if (!v4.isEmpty()) {
            read(tcp, V4_CHARS, v4, found);
        }
        if (found.size() < wanted.size()) {
            read(tcp6, V6_CHARS, v6, found);
        }
        return found;
    }

    /** Most lines are of no interest, and there are many of connections that just ended: one look at each has to do. */
    private static void read(Path table, int chars, Map<String, SocketPair> wanted, Map<SocketPair, Long> found)
            throws IOException {
        try (BufferedReader lines = Files.newBufferedReader(table, StandardCharsets.ISO_8859_1)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                int from = line.indexOf(':') + 2;
                int to = from + chars;
                SocketPair pair = line.length() > to ? wanted.get(line.substring(from, to)) : null;
                if (pair != null) {
                    add(pair, new StringTokenizer(line.substring(to), " "), found);
                }
            }
        } catch (NoSuchFileException noSuchFamily) {
            return;
        }
    }

    /** A socket of which the process is done has the number 0. */
    private static void add(SocketPair pair, StringTokenizer fields, Map<SocketPair, Long> found) {
        String number = "";
        for (int i = 0; i <= FIELDS_BETWEEN && fields.hasMoreTokens(); i++) {
            number = fields.nextToken();
        }
        if (number.matches("[1-9][0-9]{0,17}")) {
            found.put(pair, Long.valueOf(number));
        }
    }
}
