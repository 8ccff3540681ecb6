package io.whoset.proxy;

import io.whoset.testkit.EveryCut;
import io.whoset.testkit.Script;
import io.whoset.testkit.ScriptTable;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every dialogue of the table that is one send, byte by byte and cut in two at every position: nothing may depend on the packets. */
class CutsIT {
    private static DifferentialPair pair;

    @BeforeAll
    static void start() throws Exception {
        pair = new DifferentialPair();
    }

    @AfterAll
    static void stop() {
        pair.close();
    }

    static List<ScriptTable.Row> rows() throws IOException {
        return ScriptTable.read(CutsIT.class, "dialogues.tsv").stream()
                .filter(row -> row.steps().size() == 1 && row.steps().get(0).length() < 300)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void run_dialogueInEveryCut_isEqualAndRecordedAlike(ScriptTable.Row row) throws IOException {
        byte[] bytes = EveryCut.unescape(row.steps().get(0).substring(1));
        List<String> writes = Written.parse(row.writes());
        Failures failures = new Failures();
        for (List<byte[]> pieces : EveryCut.of(bytes)) {
            failures.check(() -> {
                pair.settle();
                pair.agree(row.name(), Script.send(pieces), writes);
            });
        }
        failures.report();
    }
}
