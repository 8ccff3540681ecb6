package io.whoset.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.whoset.testkit.Script;
import io.whoset.testkit.ScriptTable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The dialogues of the table, straight and through whoset, and what they write. */
class DialoguesIT {
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
        return ScriptTable.read(DialoguesIT.class, "dialogues.tsv");
    }

    @ParameterizedTest
    @MethodSource("rows")
    void run_dialogue_isEqualAndItsWritesAreRecorded(ScriptTable.Row row) throws IOException {
        pair.settle();
        pair.agree(row.name(), row.script(), Written.parse(row.writes()));
    }

    @Test
    void run_thousandPipelinedCommands_isEqualAndEachWriteIsRecordedInOrder() throws IOException {
        StringBuilder text = new StringBuilder();
        List<String> writes = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            text.append("set key:" + i + " 0 0 5\r\nv" + String.format("%04d", i) + "\r\nget key:" + i + "\r\n");
            writes.add(Written.of("set", "key:" + i, 0L, 0L, "v" + String.format("%04d", i), "STORED"));
        }
        pair.settle();
        pair.agree("pipelined", Script.send(text.toString()));
        assertThat(pair.newWrites().stream().map(Written::of).toList()).isEqualTo(writes);
    }

    @Test
    void run_halfCloseAfterABatch_stillGetsEveryReply() throws IOException {
        pair.settle();
        String text = "set k 0 0 1000\r\n" + "x".repeat(1000) + "\r\n" + "get k\r\n".repeat(500);
        String back = pair.agree("half-close", Script.send(text)).text(1);
        assertThat(back.split("END\r\n", -1)).hasSize(501);
    }
}
