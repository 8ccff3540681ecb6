package io.whoset.proxy;

import io.whoset.testkit.ScriptTable;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
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
}
