package io.whoset.proxy;

import io.whoset.testkit.Script;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every meta command with every flag letter, with and without a token, loud and quiet, on a key that is there and one that is not. */
class MetaFlagsIT {
    /** {@code t}, {@code l} and {@code h} show the clock or what earlier reads did. */
    private static final String LETTERS = "abcdefgijkmnopqrsuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0~";

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
            strings = {"mg k", "mg no", "ms k 2", "ms no 2", "md k", "md no", "ma k", "ma no", "me k", "mn", "mx k"})
    void run_metaCommandWithEveryFlag_isEqualAndRecordedAsAnswered(String command) throws IOException {
        Failures failures = new Failures();
        for (int at = 0; at < LETTERS.length(); at++) {
            char letter = LETTERS.charAt(at);
            for (String flags : List.of("%c", "%c1", "%c q", "q %c0", "%c30 q k O7", "%cE q", "%c N0 T5 F9 q")) {
                Request request = request(command + " " + String.format(flags, letter));
                failures.check(() -> check(request));
            }
        }
        failures.report();
    }

    private static Request request(String line) {
        List<String> words = List.of(line.split(" ", -1));
        return new Request(words.get(0), words.subList(1, words.size()), line.startsWith("ms") ? "42\r\n" : "");
    }

    private static void check(Request request) throws IOException {
        pair.settle();
        Script script = Script.send("set k 5 0 2\r\n10\r\n" + request.wire() + "mn\r\nmg k v f s\r\nmg no v f s\r\n");
        String[] replies = pair.agree(request.wire(), script).text(1).split("\r\n", -1);
        List<String> expected = new ArrayList<>(List.of(Written.of("set", "k", 5L, 0L, "10", "STORED")));
        if (List.of("mg", "ms", "md", "ma").contains(request.word()) && request.isMetaWrite()) {
            String outcome = replies[1].replaceFirst(" .*", "");
            expected.addAll(request.written(outcome.equals("MN") ? "none" : outcome));
        }
        pair.assertWritten(request.wire() + " answered by " + replies[1], expected);
    }
}
