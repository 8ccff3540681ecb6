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
            read(tcp, v4, found);
        }
        if (found.size() < wanted.size()) {
            read(tcp6, v6, found);
        }
        return found;
    }

    private static void read(Path table, Map<String, SocketPair> wanted, Map<SocketPair, Long> found)
            throws IOException {
        try (BufferedReader lines = Files.newBufferedReader(table, StandardCharsets.ISO_8859_1)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                StringTokenizer fields = new StringTokenizer(line, " ");
                if (fields.countTokens() > FIELDS_BETWEEN + 3) {
                    fields.nextToken();
                    SocketPair pair = wanted.get(fields.nextToken() + " " + fields.nextToken());
                    if (pair != null) {
                        add(pair, fields, found);
                    }
                }
            }
        } catch (NoSuchFileException noSuchFamily) {
            return;
        }
    }

    /** A socket of which the process is done has the number 0. */
    private static void add(SocketPair pair, StringTokenizer fields, Map<SocketPair, Long> found) {
        for (int i = 0; i < FIELDS_BETWEEN; i++) {
            fields.nextToken();
        }
        String number = fields.nextToken();
        if (number.matches("[1-9][0-9]{0,17}")) {
            found.put(pair, Long.valueOf(number));
        }
    }
}
