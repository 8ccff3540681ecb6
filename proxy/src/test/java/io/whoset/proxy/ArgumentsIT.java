package io.whoset.proxy;

import io.whoset.testkit.Script;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every command word with 0 to 6 arguments, right and wrong ones, with and without {@code noreply}. What was written is told by the
 * server: by its reply, and where it gives none by its own counters.
 */
class ArgumentsIT {
    private static final String BLOCK = "ab\r\n";
    private static final List<String> WRONG = List.of("x", "-1", "k".repeat(251));
    private static DifferentialPair pair;

    @BeforeAll
    static void start() throws Exception {
        pair = new DifferentialPair();
    }

    @AfterAll
    static void stop() {
        pair.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "set k 7 60 2",
                "add k 7 60 2",
                "replace k 7 60 2",
                "append k 7 60 2",
                "prepend k 7 60 2",
                "cas k 7 60 2 1",
                "delete k 0",
                "incr k 5",
                "decr k 5",
                "touch k 60",
                "flush_all 0",
                "get k",
                "gets k",
                "gat 60 k",
                "gats 60 k",
                "mg k v",
                "mg k T60",
                "ms k 2",
                "md k",
                "ma k",
                "me",
                "mn",
                "mx k",
                "m",
                "bget k",
                "version",
                "verbosity 1",
                "stats detail",
                "cache_memlimit 64",
                "lru mode",
                "lru_crawler tocrawl 0",
                "slabs automove 0",
                "shutdown",
                "sets k 0 0 2",
                "SET k 0 0 2",
                "g k",
                "extstore",
                "refresh_certs",
                "HTTP/1.1",
                "GET / HTTP/1.1"
            })
    void run_commandWithArguments_isEqualAndRecordedAsTheServerTookIt(String valid) throws IOException {
        String[] words = valid.split(" ", -1);
        List<String> template = Arrays.asList(words).subList(1, words.length);
        Failures failures = new Failures();
        for (List<String> arguments : variants(words[0], template)) {
            Request request = new Request(words[0], arguments, isStorage(words[0]) ? BLOCK : "");
            failures.check(() -> check(request));
        }
        failures.report();
    }

    private static boolean isStorage(String word) {
        return word.equals("ms") || new Request(word, List.of(), "").isStorage();
    }

    private static Set<List<String>> variants(String word, List<String> template) {
        Set<List<String>> variants = new LinkedHashSet<>();
        for (int count = word.equals("stats") ? 1 : 0; count <= 6; count++) {
            List<String> right = new ArrayList<>(template.subList(0, Math.min(count, template.size())));
            right.addAll(Collections.nCopies(count - right.size(), "1"));
            variants.add(right);
            for (int at = 0; at < count; at++) {
                for (String wrong : WRONG) {
                    variants.add(with(right, at, wrong));
                }
                variants.add(with(right, at, "noreply"));
            }
        }
        return variants;
    }

    private static List<String> with(List<String> arguments, int at, String other) {
        List<String> changed = new ArrayList<>(arguments);
        changed.set(at, other);
        return changed;
    }

    private static void check(Request request) throws IOException {
        pair.settle();
        ServerCount before = ServerCount.of(pair.straight());
        Script script = Script.of(">set k 5 0 2\\r\\n10\\r\\n", "<STORED\\r\\n").then(1, request.wire() + "mn\r\n");
        String[] replies = pair.agree(request.wire(), script).text(1).split("\r\n", -1);
        ServerCount done = ServerCount.of(pair.straight()).since(before);

        List<String> expected = new ArrayList<>(List.of(Written.of("set", "k", 5L, 0L, "10", "STORED")));
        expected.addAll(writes(request, replies[1], done.of(request.word()) - (isStorage(request.word()) ? 1 : 0)));
        pair.assertWritten(request.wire() + " answered by " + replies[1], expected);
    }

    private static List<String> writes(Request request, String reply, long done) {
        String outcome = reply.replaceFirst(" .*", "");
        boolean quiet = outcome.equals("MN");
        return switch (request.word()) {
            case "set", "add", "replace", "append", "prepend", "cas", "delete", "incr", "decr", "touch" ->
                done > 0 ? request.written(request.isNoreply() ? "none" : outcome) : List.of();
            case "gat", "gats" -> done > 0 ? request.touched(outcome) : List.of();
            case "flush_all" ->
                outcome.equals("OK") || (quiet && done > 0) ? request.written(quiet ? "none" : outcome) : List.of();
            case "ms", "md", "ma", "mg" ->
                request.isMetaWrite() ? request.written(quiet ? "none" : outcome) : List.of();
            default -> List.of();
        };
    }
}
