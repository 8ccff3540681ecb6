package io.whoset.proxy;

import io.whoset.testkit.Script;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys, lines and values at the edges at which memcached or whoset changes its mind. */
class LengthsIT {
    private static final String OLD = "set k 0 0 3\r\nold\r\n";
    private static final String OLD_WRITTEN = Written.of("set", "k", 0L, 0L, "old", "STORED");
    private static DifferentialPair pair;

    @BeforeAll
    static void start() throws Exception {
        pair = new DifferentialPair();
    }

    @AfterAll
    static void stop() {
        pair.close();
    }

    private static void check(Failures failures, String name, String text, List<String> writes) throws IOException {
        failures.check(() -> {
            pair.settle();
            pair.agree(name, Script.send(text), writes);
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 249, 250, 251, 252, 1000})
    void run_keyOfLength_isEqualInEveryCommand(int length) throws IOException {
        String key = "k".repeat(length);
        boolean fits = length <= 250;
        Failures failures = new Failures();
        for (String word : List.of("set", "add", "replace", "append", "prepend")) {
            String outcome = word.equals("set") || word.equals("add") ? "STORED" : "NOT_STORED";
            for (boolean noreply : List.of(false, true)) {
                String text = word + " " + key + " 1 0 2" + (noreply ? " noreply" : "") + "\r\nab\r\nget " + key
                        + "\r\nmn\r\n";
                String written = Written.of(word, key, 1L, 0L, "ab", noreply ? "none" : outcome);
                check(failures, word + " " + length, text, fits ? List.of(written) : List.of());
            }
        }
        for (String word : List.of("delete", "incr", "touch")) {
            String argument = word.equals("delete") ? "" : " 5";
            Long exptime = word.equals("touch") ? Long.valueOf(5) : null;
            String written = Written.of(word, key, null, exptime, null, "NOT_FOUND");
            check(failures, word, word + " " + key + argument + "\r\nmn\r\n", fits ? List.of(written) : List.of());
        }
        for (String word : List.of("ms", "md", "ma", "me", "mg")) {
            String text = word + " " + key + (word.equals("ms") ? " 2 q\r\nab\r\n" : " q\r\n") + "mn\r\n";
            String written = Written.of(
                    word, key, null, null, word.equals("ms") ? "ab" : null, word.equals("ms") ? "none" : "NF");
            check(
                    failures,
                    word,
                    text,
                    fits && List.of("ms", "md", "ma").contains(word) ? List.of(written) : List.of());
        }
        failures.report();
    }

    @ParameterizedTest
    @ValueSource(
            ints = {0, 1, 2046, 2047, 2048, 2049, 4096, 16383, 16384, 16385, 65535, 65536, 65537, 524_288, 1_000_000})
    void run_valueOfSize_isEqualAndDigested(int size) throws IOException {
        String value = Programs.value(size, size);
        Failures failures = new Failures();
        for (String word : List.of("set", "add", "append", "prepend", "replace", "ms")) {
            for (String quiet : List.of("", " noreply")) {
                String line = word.equals("ms")
                        ? "ms k " + size + (quiet.isEmpty() ? "" : " q")
                        : word + " k 9 0 " + size + quiet;
                String text = OLD + line + "\r\n" + value + "\r\nget k\r\ndelete k\r\n";
                String outcome = quiet.isEmpty()
                        ? (word.equals("ms") ? "HD" : word.equals("add") ? "NOT_STORED" : "STORED")
                        : "none";
                Long zero = word.equals("ms") ? null : Long.valueOf(0);
                String written = Written.of(word, "k", zero == null ? null : Long.valueOf(9), zero, value, outcome);
                check(
                        failures,
                        word + size,
                        text,
                        List.of(OLD_WRITTEN, written, Written.of("delete", "k", null, null, null, "DELETED")));
            }
        }
        failures.report();
    }

    /** A set that is too large deletes the old item; with noreply it does so without a word. */
    @ParameterizedTest
    @ValueSource(ints = {1_048_000, 1_048_400, 1_048_575, 1_048_576, 1_048_577, 1_100_000, 3_000_000})
    void run_valueAroundTheLargest_isEqualAndRecordedWhetherRefusedOrNot(int size) throws IOException {
        String value = Programs.value(size, size);
        Failures failures = new Failures();
        for (String word : List.of("set", "add", "replace", "ms")) {
            for (String quiet : List.of("", " noreply")) {
                String line = word.equals("ms")
                        ? "ms k " + size + (quiet.isEmpty() ? "" : " q")
                        : word + " k 9 0 " + size + quiet;
                Script script = Script.send(OLD + line + "\r\n" + value + "\r\nmn\r\nget k\r\n");
                failures.check(() -> {
                    pair.settle();
                    String reply = pair.agree(word + size, script)
                            .text(1)
                            .split("\r\n", -1)[1]
                            .replaceFirst(" .*", "");
                    Long flags = word.equals("ms") ? null : Long.valueOf(9);
                    Long exptime = word.equals("ms") ? null : Long.valueOf(0);
                    String outcome = reply.equals("MN") ? "none" : reply;
                    pair.assertWritten(
                            word + size, List.of(OLD_WRITTEN, Written.of(word, "k", flags, exptime, value, outcome)));
                });
            }
        }
        failures.report();
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 1023, 1024, 1025, 2046, 2047, 2048, 2049, 2050, 4095, 4096, 8192, 16000, 16360})
    void run_lineOfLengthInOnePacket_isEqual(int length) throws IOException {
        Failures failures = new Failures();
        for (String line : List.of("get k", "gets k k", "version", "delete no", "bogus", "mn")) {
            checkLine(failures, padded(line, " ", length) + "\r\nmn\r\n", written(line));
        }
        checkLine(failures, padded("ms k 2 O", "x", length) + "\r\nab\r\nmn\r\n", swallowed());
        checkLine(failures, padded("ms k 2 q P", "x", length) + "\r\nab\r\nmn\r\n", ignored());
        checkLine(failures, "b".repeat(length) + "\r\nmn\r\n", List.of(OLD_WRITTEN));
        failures.report();
    }

    /** memcached reads 16 KB at once: the line comes in a packet of its own, after the old value was answered. */
    private static void checkLine(Failures failures, String text, List<String> writes) throws IOException {
        failures.check(() -> {
            pair.settle();
            Script script =
                    Script.of(">set k 0 0 3\\r\\nold\\r\\n", "<STORED\\r\\n").then(1, text);
            pair.agree("line", script, writes);
        });
    }

    private static String padded(String line, String by, int length) {
        return line + by.repeat(Math.max(0, length - line.length()));
    }

    private static List<String> written(String line) {
        List<String> writes = new ArrayList<>(List.of(OLD_WRITTEN));
        if (line.startsWith("delete")) {
            writes.add(Written.of("delete", "no", null, null, null, "NOT_FOUND"));
        }
        return writes;
    }

    /** An opaque that is too long: memcached refuses it, and swallows the data block. */
    private static List<String> swallowed() {
        return List.of(OLD_WRITTEN, Written.of("ms", "k", null, null, "ab", "CLIENT_ERROR"));
    }

    /** A flag that memcached keeps for its own proxy and ignores, whatever its length. */
    private static List<String> ignored() {
        return List.of(OLD_WRITTEN, Written.of("ms", "k", null, null, "ab", "none"));
    }

    @ParameterizedTest
    @ValueSource(ints = {2047, 2048, 2049, 16383, 16384, 16385, 65535, 65536, 65537, 1_000_000})
    void run_multigetOfLength_isEqualAndTheNextWriteIsRecorded(int length) throws IOException {
        Failures failures = new Failures();
        for (String word : List.of("get", "gets")) {
            StringBuilder line = new StringBuilder(word);
            for (int i = 0; line.length() < length - 10; i++) {
                line.append(i % 50 == 0 ? " k" : " key" + i);
            }
            String text = OLD + padded(line.toString(), " ", length) + "\r\nset l 0 0 1\r\nx\r\n";
            check(failures, word + length, text, List.of(OLD_WRITTEN, Written.of("set", "l", 0L, 0L, "x", "STORED")));
        }
        failures.report();
    }

    @Test
    void run_longLineThatComesInPieces_isClosedAlike() throws IOException {
        Failures failures = new Failures();
        for (String line : List.of("set k 0 0 1", "version", "bogus", "gat 0 k", "mg k", "delete k")) {
            for (int length : new int[] {2047, 2048, 2049, 5000}) {
                Script script = Script.of(">set k 0 0 3\\r\\nold\\r\\n", "<STORED\\r\\n")
                        .then(1, padded(line, " ", length))
                        .then("~60")
                        .then(1, length > 2048 ? "" : "\r\n")
                        .then(1, length > 2048 || !line.startsWith("set") ? "" : "x\r\n");
                failures.check(() -> {
                    pair.settle();
                    pair.agree(line + length, script);
                    pair.newWrites();
                });
            }
        }
        failures.report();
    }
}
