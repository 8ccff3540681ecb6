package io.whoset.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.whoset.forensics.record.Payload;
import io.whoset.forensics.record.WriteRecord;
import io.whoset.testkit.EveryCut;
import io.whoset.testkit.RealMemcached;
import io.whoset.testkit.Script;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same script straight to a memcached and through whoset to an equal one: the bytes that come back must be equal. */
class TransparencyIT {
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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "set k 2 60 5\r\nhello\r\nget k\r\nquit\r\n",
                "set k 0 0 0\r\n\r\nget k\r\n",
                "set k 0 0 5 noreply\r\nhello\r\ngets k\r\nappend k 0 0 1\r\n!\r\nprepend k 0 0 1\r\n?\r\nget k\r\n",
                "add a 0 0 1\r\nx\r\nadd a 0 0 1\r\ny\r\nreplace b 0 0 1\r\nz\r\ncas a 0 0 1 99\r\nq\r\ncas b 0 0 1 1\r\nq\r\n",
                "set n 0 0 2\r\n10\r\nincr n 5\r\ndecr n 100\r\nincr n x\r\nincr m 1\r\ntouch n 60\r\ntouch m 60\r\ndelete n\r\ndelete n\r\n",
                "gat 60 a b\r\nset a 0 0 1\r\nx\r\ngat 60 a b\r\ngats 60 a\r\n",
                "flush_all\r\nflush_all noreply\r\nversion\r\nverbosity 1\r\n",
                "mn\r\nms k 2 T60 F5\r\nhi\r\nmg k v f t s\r\nmg nokey v\r\nmd k q\r\nmd k\r\nma n N0 J13 v\r\nma n v\r\nme n2\r\nmn\r\n",
                "ms a 1 q O1\r\nx\r\nms b 1 q O2 ME\r\ny\r\nms b 1 q O3 ME\r\nz\r\nmg a v k q\r\nmg zz v k q\r\nmn\r\n",
                "ms Zm9v 2 b k\r\nhi\r\nmg Zm9v b v k\r\nmg foo v k\r\n",
                "garbage\r\n\r\nset k\r\nset k a b c\r\nset k 0 0 -1\r\nget\r\nGET k\r\nversion\r\n",
                "set k 0 0 3\r\nabcdef\r\nversion\r\n",
                "stats settings bogus\r\nverbosity\r\ncache_memlimit\r\nlru\r\nslabs\r\nversion\r\n",
                "set k 0 0 24\r\nset x 0 0 1\r\ny\r\nSTORED\r\n\r\n\r\nget k x\r\n",
                "get \r\n   get   k   \r\nset   s  0 0 1  \r\nx\r\nget s\r\n",
                "set k 0 0 5\nhello\r\nget k\nversion\n"
            })
    void run_dialogue_isEqualInEveryCut(String dialogue) throws Exception {
        byte[] bytes = dialogue.getBytes(StandardCharsets.ISO_8859_1);
        for (List<byte[]> pieces : EveryCut.of(bytes)) {
            assertEqualRuns(Script.send("flush_all\r\n").then(new byte[0]));
            Script script = Script.send(pieces);
            // cas uniques count up on both servers alike, because both get the same commands
            assertEqualRuns(script);
        }
    }

    @Test
    void run_thousandPipelinedCommands_isEqualAndEachWriteIsRecordedOnce() throws Exception {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 1000; i++) {
            text.append("set key:" + i + " 0 0 5\r\nv" + String.format("%04d", i) + "\r\nget key:" + i + "\r\n");
        }
        assertEqualRuns(Script.send(text.toString()));

        List<WriteRecord> writes = proxy.writesOfAll();
        assertThat(writes).hasSize(1000);
        for (int i = 0; i < 1000; i++) {
            WriteRecord write = writes.get(i);
            assertThat(String.valueOf(write.key())).isEqualTo("key:" + i);
            assertThat(write.outcome()).isEqualTo("STORED");
            assertThat(digest(write)).isEqualTo(sha256("v" + String.format("%04d", i)));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2046, 2047, 2048, 2049, 16383, 16384, 65535, 65536, 1_000_000, 1_048_000})
    void run_binaryValueOfSize_isEqualWithTheRightDigest(int size) throws Exception {
        byte[] value = new byte[size];
        new Random(size).nextBytes(value);
        String payload = new String(value, StandardCharsets.ISO_8859_1);
        String back = assertEqualRuns(Script.send("set big 7 0 " + size + "\r\n" + payload + "\r\nget big\r\n"));

        assertThat(back).isEqualTo("STORED\r\nVALUE big 7 " + size + "\r\n" + payload + "\r\nEND\r\n");
        List<WriteRecord> writes = proxy.writesOfAll();
        assertThat(writes).hasSize(1);
        assertThat(digest(writes.get(0))).isEqualTo(sha256(payload));
        assertThat(Objects.requireNonNull(writes.get(0).payload()).bytes()).isEqualTo(size);
    }

    @Test
    void run_valueThatIsTooLarge_isEqualAndRecordedAsRefused() throws Exception {
        assertEqualRuns(Script.send("set big 0 0 2000000\r\n" + "x".repeat(2_000_000) + "\r\nversion\r\n"));
        assertThat(proxy.writesOfAll()).extracting(WriteRecord::outcome).containsExactly("SERVER_ERROR");
    }

    @Test
    void run_longMultiget_isEqual() throws Exception {
        StringBuilder text = new StringBuilder("set key:5 0 0 1\r\nx\r\nget");
        for (int i = 0; i < 5_000; i++) {
            text.append(" key:").append(i);
        }
        assertEqualRuns(Script.send(text + "\r\nset after 0 0 1\r\ny\r\n"));
        assertThat(proxy.writesOfAll()).extracting(WriteRecord::outcome).containsExactly("STORED", "STORED");
    }

    @Test
    void run_noreplyWrites_areRecordedAsNone() throws Exception {
        assertEqualRuns(Script.send("set a 0 0 1 noreply\r\nx\r\ndelete a noreply\r\nincr a 1 noreply\r\nmn\r\n"));
        assertThat(proxy.writesOfAll()).extracting(WriteRecord::outcome).containsExactly("none", "none", "none");
    }

    @Test
    void run_halfCloseAfterABatch_stillGetsEveryReply() throws Exception {
        String reads = "get k\r\n".repeat(500);
        String back = assertEqualRuns(Script.send("set k 0 0 1000\r\n" + "x".repeat(1000) + "\r\n" + reads));
        assertThat(back.split("END\r\n", -1)).hasSize(501);
    }

    private static String digest(WriteRecord write) {
        Payload payload = Objects.requireNonNull(write.payload());
        return Objects.requireNonNull(payload.digest()).toString();
    }

    private static String sha256(String value) throws Exception {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.ISO_8859_1));
        return "sha256:" + HexFormat.of().formatHex(digest);
    }
}
