package io.whoset.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.whoset.forensics.record.WriteRecord;
import io.whoset.testkit.BinaryFrames;
import io.whoset.testkit.RealMemcached;
import io.whoset.testkit.Script;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Seeded random programs, once with opaques that are unique and once with one opaque for all, which is what libmemcached sends: where opaques
 * tell replies apart every outcome is known; where they do not, an outcome is the same or not known.
 */
class BinaryRandomIT {
    private static final String[] OPCODES = {
        "set",
        "setq",
        "add",
        "addq",
        "addq",
        "replace",
        "replaceq",
        "append",
        "appendq",
        "prependq",
        "delete",
        "deleteq",
        "incr",
        "incrq",
        "decrq",
        "touch",
        "gat",
        "gatq",
        "gatkq",
        "get",
        "getq",
        "getkq",
        "getk",
        "noop",
        "flushq",
        "stat"
    };

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void run_randomProgram_outcomesAreTheTruthOrNotKnown(int seed) throws Exception {
        List<String> truth = outcomes(seed, true);
        List<String> found = outcomes(seed, false);

        assertThat(truth).hasSizeGreaterThan(500).noneMatch(write -> write.endsWith(" null"));
        assertThat(found).hasSameSizeAs(truth);
        int known = 0;
        for (int i = 0; i < truth.size(); i++) {
            String unknown = truth.get(i).replaceAll(" [^ ]*$", " null");
            assertThat(found.get(i)).as("write " + i).isIn(truth.get(i), unknown);
            known += found.get(i).equals(unknown) ? 0 : 1;
        }
        assertThat(known).isGreaterThan(truth.size() / 2);
    }

    private static List<String> outcomes(int seed, boolean unique) throws Exception {
        Script script = Script.send(program(new Random(seed), unique));
        try (RealMemcached straight = RealMemcached.start();
                RealMemcached behind = RealMemcached.start();
                ProxyUnderTest proxy = new ProxyUnderTest(behind.address())) {
            // statistics differ: no process is another's twin
            assertThat(script.run(proxy.address())).hasSameSizeAs(script.run(straight.address()));
            List<WriteRecord> writes = proxy.writesOfAll();
            assertThat(proxy.sink().gaps()).isEmpty();
            return writes.stream()
                    .map(write -> write.cmd() + " " + write.key() + " " + write.outcome())
                    .toList();
        }
    }

    private static List<byte[]> program(Random random, boolean unique) {
        List<byte[]> pieces = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            String opcode = OPCODES[random.nextInt(OPCODES.length)];
            String key = "k" + random.nextInt(8);
            String value = random.nextBoolean() ? "7" : "text";
            String frame = switch (opcode) {
                case "noop", "flushq" -> opcode;
                case "stat" -> "stat k=reset";
                case "set", "setq", "add", "addq", "replace", "replaceq", "append", "appendq", "prependq" ->
                    opcode + " k=" + key + " v=" + value + (random.nextInt(5) == 0 ? " c=99" : "");
                case "incr", "incrq", "decrq" -> opcode + " k=" + key + (random.nextBoolean() ? " e=4294967295" : "");
                default -> opcode + " k=" + key;
            };
            pieces.add(BinaryFrames.requests(frame + " o=" + (unique ? i : 0)));
        }
        pieces.add(BinaryFrames.requests("noop o=5000"));
        return pieces;
    }
}
