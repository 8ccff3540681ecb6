package io.whoset.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.whoset.forensics.record.Gap;
import io.whoset.forensics.record.Payload;
import io.whoset.forensics.record.WriteRecord;
import io.whoset.testkit.BinaryFrames;
import io.whoset.testkit.EveryCut;
import io.whoset.testkit.RealMemcached;
import io.whoset.testkit.Script;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The binary protocol straight to a memcached and through whoset to an equal one: equal bytes, and every write recorded. */
class BinaryIT {
    private RealMemcached straight;
    private RealMemcached behind;
    private ProxyUnderTest proxy;

    @BeforeEach
    void start() throws Exception {
        straight = RealMemcached.start();
        behind = RealMemcached.start();
        proxy = new ProxyUnderTest(behind.address());
    }

    @AfterEach
    void stop() {
        proxy.close();
        straight.close();
        behind.close();
    }

    private String assertEqualRuns(Script script) throws Exception {
        String expected = script.run(straight.address());
        assertThat(script.run(proxy.address())).isEqualTo(expected);
        return expected;
    }

    private List<String> recorded() {
        List<String> recorded = new ArrayList<>();
        for (WriteRecord write : proxy.writesOfAll()) {
            recorded.add(
                    write.cmd() + " " + (write.key() == null ? "-" : write.key().logForm()) + " "
                            + (write.outcome() == null ? "?" : write.outcome()));
        }
        return recorded;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "set k=k v=hello f=3 e=60; noop|set k STORED",
                "add k=k v=x; add k=k v=y; noop|add k STORED, add k NOT_STORED",
                "replace k=k v=x; set k=k v=x; replace k=k v=y; noop|replace k NOT_STORED, set k STORED, replace k STORED",
                "append k=k v=x; prepend k=k v=x; set k=k v=x; append k=k v=y; prepend k=k v=z; get k=k; noop"
                        + "|append k NOT_STORED, prepend k NOT_STORED, set k STORED, append k STORED, prepend k STORED",
                "set k=k v=x c=99; set k=k v=x; set k=k v=x c=99; add k=k v=x c=98; replace k=k v=x c=97; append k=k v=x c=96; noop"
                        + "|cas k NOT_FOUND, set k STORED, cas k EXISTS, cas k EXISTS, cas k EXISTS, append k EXISTS",
                "set k=k v=x; delete k=k c=99; delete k=k; delete k=k; noop|set k STORED, delete k EXISTS, delete k DELETED, delete k NOT_FOUND",
                "incr k=n e=4294967295; incr k=n i=41; incr k=n; decr k=n d=100; set k=n v=x; incr k=n; noop"
                        + "|incr n NOT_FOUND, incr n 41, incr n 42, decr n 0, set n STORED, incr n CLIENT_ERROR",
                "touch k=k e=60; set k=k v=x; touch k=k e=60; gat k=k e=60; gat k=l; gatk k=k; gatk k=l; noop"
                        + "|touch k NOT_FOUND, set k STORED, touch k TOUCHED, gat k VALUE, gat l END, gat k VALUE, gat l END",
                "setq k=a v=x; addq k=a v=y o=2; gatq k=a e=60 o=3; gatkq k=b o=4; replaceq k=b v=x o=5; appendq k=b v=x o=6;"
                        + " deleteq k=b o=7; incrq k=n; decrq k=m e=4294967295 o=8; flushq; noop"
                        + "|set a none, add a NOT_STORED, gat a VALUE, gat b none, replace b NOT_STORED, append b NOT_STORED,"
                        + " delete b NOT_FOUND, incr n none, decr m NOT_FOUND, flush_all - none",
                "set k=a v=x; addq k=a v=y; addq k=b v=y; noop; set k=c v=x|set a STORED, add a ?, add b ?, set c STORED",
                "set k=a v=x; get k=a; getk k=a; getk k=b; getq k=a; getq k=b; getkq k=a; version; stat k=bogus; stat k=reset; noop|set a STORED",
                "flush; flush e=1; noop|flush_all - OK, flush_all - OK",
                "set k=k v=x; sasl_list; sasl_auth k=PLAIN v=\\x00user\\x00secret; set k=l v=y; noop|set k STORED, set l STORED",
                "0x1f; 0x30; set k=k v=x; noop|set k STORED",
                "verbosity x=00000001; raw=1234; set k=k v=x; noop|set k STORED",
                "0x40 k=abc v=xyz; raw=123; set k=k v=x; noop|set k STORED",
                "set k=k v=x; quit; set k=l v=y|set k STORED",
                "setq k=k v=x; quitq; set k=l v=y|set k none",
                "set k=a\\sb v=; noop|set a%20b STORED"
            })
    void run_dialogue_isEqualInEveryCutAndRecorded(String frames, String writes) throws Exception {
        byte[] bytes = BinaryFrames.requests(frames);
        assertEqualRuns(Script.send(List.of(bytes)));
        assertThat(String.join(", ", recorded())).isEqualTo(writes);
        assertThat(proxy.sink().gaps()).isEmpty();

        int writesOfOne = recorded().size();
        List<List<byte[]>> ways = EveryCut.of(bytes);
        int runs = 1;
        for (int way = 0; way < ways.size(); way += 7) {
            assertEqualRuns(Script.send(ways.get(way)));
            runs++;
        }
        assertThat(recorded()).hasSize(runs * writesOfOne);
        assertThat(proxy.sink().gaps()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "set k=a v=x; noop magic=81; set k=b v=y",
                "set k=a v=x; set kn=251 v=x; set k=b v=y",
                "set k=a v=x; set k=c v=x x=00; set k=b v=y",
                "set k=a v=x; set v=x; set k=b v=y",
                "set k=a v=x; setq v=x; set k=b v=y",
                "set k=a v=x; noop v=x; set k=b v=y",
                "set k=a v=x; version k=x; set k=b v=y",
                "set k=a v=x; get v=x; set k=b v=y",
                "set k=a v=x; get k=a v=x; set k=b v=y",
                "set k=a v=x; delete k=a x=00; set k=b v=y",
                "set k=a v=x; incr k=a x=00; set k=b v=y",
                "set k=a v=x; incr k=a v=x; set k=b v=y",
                "set k=a v=x; touch k=a x=; set k=b v=y",
                "set k=a v=x; stat x=00; set k=b v=y",
                "set k=a v=x; flush x=00; set k=b v=y",
                "set k=a v=x; flush k=a; set k=b v=y",
                "set k=a v=x; append k=a x=00 v=y; set k=b v=y",
                "set k=a v=x; get k=abc bodylen=2; set k=b v=y",
                "set k=a v=x; quit k=a; set k=b v=y",
                "set k=a v=x; sasl_list k=a; set k=b v=y",
                "set k=a v=x; sasl_auth v=a; set k=b v=y"
            })
    void run_whatMemcachedHangsUpOn_isEqualAndSaidInAGap(String frames) throws Exception {
        assertEqualRuns(Script.send(List.of(BinaryFrames.requests(frames))));
        assertThat(recorded()).singleElement().asString().startsWith("set a ");
        assertThat(proxy.sink().gaps())
                .extracting(Gap::reason)
                .singleElement()
                .asString()
                .contains("hangs up", "at byte 34");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "stat k=reset v=x; set k=b v=y",
                "get k=a; touch k=a v=x; set k=b v=y",
                "verbosity x=00000001; set k=b v=y; noop"
            })
    void run_bytesThatMemcachedTakesForAnotherRequest_areTakenSoToo(String frames) throws Exception {
        assertEqualRuns(Script.send(List.of(BinaryFrames.requests(frames))));
        assertThat(recorded()).noneMatch(write -> write.startsWith("set "));
        assertThat(proxy.sink().gaps())
                .extracting(Gap::reason)
                .singleElement()
                .asString()
                .contains("without the magic");
    }

    @ParameterizedTest
    @ValueSource(strings = {"set", "setq", "add", "append"})
    void run_valueThatIsTooLarge_isEqualAndRecordedAsRefused(String opcode) throws Exception {
        String frames = "set k=big v=old; " + opcode + " k=big vn=2000000; get k=big; noop";
        assertEqualRuns(Script.send(List.of(BinaryFrames.requests(frames))));
        assertThat(recorded()).containsExactly("set big STORED", opcode.replace("q", "") + " big SERVER_ERROR");
    }

    @ParameterizedTest
    @ValueSource(strings = {"set", "append"})
    void run_valueBeyondTwoGigabytes_isEqualAndRecordedAsRefused(String opcode) throws Exception {
        String frames = "set k=big v=old; " + opcode + " k=big bodylen=3000000000; get k=big; noop";
        assertEqualRuns(Script.send(List.of(BinaryFrames.requests(frames))));
        assertThat(recorded()).containsExactly("set big STORED", opcode + " big SERVER_ERROR");
    }

    @Test
    void run_thousandPipelinedWrites_areEachRecordedOnceWithTheirPayload() throws Exception {
        Random random = new Random(7);
        List<byte[]> pieces = new ArrayList<>();
        List<String> digests = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            int bytes = random.nextInt(i % 100 == 0 ? 300_000 : 600);
            String opcode = i % 3 == 0 ? "set" : "setq";
            pieces.add(BinaryFrames.requests(opcode + " k=key:" + i + " vn=" + bytes + " f=" + i + " e=60 o="
                    + random.nextInt(Integer.MAX_VALUE)));
            digests.add("key:" + i + " " + i + " 60 " + bytes + " " + sha256("v".repeat(bytes)));
        }
        pieces.add(BinaryFrames.requests("noop"));
        assertEqualRuns(Script.send(pieces));

        assertThat(proxy.writesOfAll()).extracting(BinaryIT::payload).isEqualTo(digests);
        assertThat(proxy.sink().writes()).extracting(WriteRecord::outcome).containsOnly("STORED", "none");
        assertThat(proxy.sink().gaps()).isEmpty();
    }

    private static String payload(WriteRecord write) {
        Payload payload = Objects.requireNonNull(write.payload());
        return write.key() + " " + write.flags() + " " + write.exptime() + " " + payload.bytes() + " "
                + payload.digest();
    }

    private static String sha256(String value) throws Exception {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.ISO_8859_1));
        return "sha256:" + HexFormat.of().formatHex(digest);
    }
}
