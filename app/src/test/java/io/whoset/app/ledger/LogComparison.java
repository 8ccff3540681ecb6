package io.whoset.app.ledger;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Holds a writer log against what the clients sent, line by line: a bit a write, and each unit is made once more to know what its lines must say.
 *
 * <p>Confined to one thread.
 */
final class LogComparison {
    private static final int EXAMPLES = 10;

    private final long seed;
    private final List<LoadClient> clients;
    private final List<BitSet> seen = new ArrayList<>();
    private final @Nullable Unit[] last;
    private final int[] lastNumber;
    private final List<String> examples = new ArrayList<>();
    private String lastId = "";
    private long logged;
    private long gaps;
    private long twice;
    private long wrong;

    LogComparison(long seed, List<LoadClient> clients) {
        this.seed = seed;
        this.clients = clients;
        this.last = new Unit[clients.size()];
        this.lastNumber = new int[clients.size()];
        clients.forEach(client -> seen.add(new BitSet()));
    }

    /** Reads all files of an audit directory, oldest first. */
    LedgerReport read(Path dir) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(dir)) {
            files = new ArrayList<>(
                    all.filter(file -> file.getFileName().toString().startsWith("writers-"))
                            .sorted()
                            .toList());
        }
        files.add(dir.resolve("writers.jsonl"));
        for (Path file : files) {
            readFile(file);
        }
        long sent = clients.stream().mapToLong(client -> client.writes).sum();
        long distinct = seen.stream().mapToLong(BitSet::cardinality).sum();
        return new LedgerReport(sent, logged, gaps, sent - distinct, twice, wrong, examples);
    }

    private void readFile(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file);
                InputStream plain = file.toString().endsWith(".gz") ? new GZIPInputStream(in, 1 << 16) : in;
                BufferedReader lines = new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                line(line);
            }
        }
    }

    private void line(String line) {
        String event = field(line, "event");
        if (event.equals("write")) {
            logged++;
            String id = field(line, "id");
            require(id.compareTo(lastId) > 0, "an id that does not ascend", line);
            lastId = id;
            write(line);
        } else if (event.equals("gap")) {
            gaps += Long.parseLong(field(line, "lost"));
        }
    }

    private void write(String line) {
        String key = field(line, "key");
        int colon = key.indexOf(':');
        int client = Integer.parseInt(key, 1, colon, 10);
        int number = Integer.parseInt(key, colon + 1, key.length() - 1, 10);
        Unit unit = unit(client, number);
        int index = number < clients.get(client).units ? unit.indexOf(field(line, "cmd"), key) : -1;
        if (!require(index >= 0, "a write that nobody sent", line)) {
            return;
        }
        String expected = unit.writes.get(index).fields();
        String found = field(line, "flags") + " " + field(line, "exptime") + " " + field(line, "bytes") + " "
                + field(line, "digest") + " " + field(line, "outcome");
        require(
                found.equals(expected) && clients.get(client).peers.contains(field(line, "peer")),
                "not " + expected,
                line);
        int bit = number * Unit.MOST + index;
        if (seen.get(client).get(bit)) {
            twice++;
            example("twice", line);
        }
        seen.get(client).set(bit);
    }

    private Unit unit(int client, int number) {
        Unit unit = last[client];
        if (unit == null || lastNumber[client] != number) {
            unit = Unit.of(seed, client, number);
            last[client] = unit;
            lastNumber[client] = number;
        }
        return unit;
    }

    private boolean require(boolean holds, String what, String line) {
        if (!holds) {
            wrong++;
            example(what, line);
        }
        return holds;
    }

    private void example(String what, String line) {
        if (examples.size() < EXAMPLES) {
            examples.add(what + ": " + line);
        }
    }

    /** A field's text, "null" where it is not there. A quote inside a text is escaped, so that a name with its quotes is found at its place alone. */
    private static String field(String line, String name) {
        String start = "\"" + name + "\":";
        int at = line.indexOf(start);
        if (at < 0) {
            return "null";
        }
        at += start.length();
        boolean text = line.charAt(at) == '"';
        int end = text ? line.indexOf('"', at + 1) : at;
        while (!text && ",}".indexOf(line.charAt(end)) < 0) {
            end++;
        }
        return line.substring(text ? at + 1 : at, end);
    }
}
