package io.whoset.protocol.pairing;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.whoset.protocol.Vectors;
import io.whoset.protocol.WireLimits;
import io.whoset.testkit.EveryCut;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ExchangesTest {
    private final Settled settled = new Settled();
    private final Exchanges<String> exchanges = new Exchanges<>(WireLimits.DEFAULT, settled);

    static List<Arguments> exchanges() {
        return Vectors.rows("exchanges.tsv");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("exchanges")
    void feed_scriptWhole_settlesEachWriteOnce(String name, String script, String expected) {
        assertThat(run(script, Integer.MAX_VALUE)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("exchanges")
    void feed_scriptCutIntoPiecesOfEverySize_settlesTheSame(String name, String script, String expected) {
        for (int size = 1; size < 40; size++) {
            assertThat(run(script, size)).as("pieces of " + size).isEqualTo(expected);
        }
    }

    private static String run(String script, int size) {
        Settled settled = new Settled();
        Exchanges<String> exchanges = new Exchanges<>(WireLimits.DEFAULT, settled);
        for (String step : script.split("\\|", -1)) {
            byte[] bytes = EveryCut.unescape(step.substring(1));
            for (int at = 0; at < bytes.length; at += Math.min(size, bytes.length - at)) {
                ByteBuf piece = Unpooled.wrappedBuffer(bytes, at, Math.min(size, bytes.length - at));
                if (step.charAt(0) == '>') {
                    exchanges.fromClient(piece);
                } else {
                    exchanges.fromUpstream(piece);
                }
            }
            if (step.charAt(0) == '!') {
                exchanges.onConnectionEnd();
                exchanges.onConnectionEnd();
            }
        }
        return settled.toString();
    }

    @Test
    void fromClient_quietWritesWithoutEnd_settlesTheOldestAtTheBound() {
        WireLimits limits = new WireLimits(2048, 16);
        Exchanges<String> bounded = new Exchanges<>(limits, settled);
        for (int i = 0; i < 16; i++) {
            bounded.fromClient(bytes("ms k" + i + " 1 q\r\nx\r\n"));
        }
        assertThat(settled.count()).isZero();
        bounded.fromClient(bytes("ms last 1 q\r\nx\r\n"));
        assertThat(settled.toString()).isEqualTo("ms k0 none");
        assertThat(bounded.pendingReplies()).isEqualTo(16);
    }

    @Test
    void fromClient_moreRequestsThanTheBound_saysSoAndLosesNoWrite() {
        Exchanges<String> bounded = new Exchanges<>(new WireLimits(2048, 16), settled);
        for (int i = 0; i < 17; i++) {
            bounded.fromClient(bytes("set k" + i + " 0 0 1\r\nx\r\n"));
        }
        assertThat(settled.count()).isEqualTo(18);
        assertThat(settled.toString()).contains("desync").endsWith("set k16 ?");
        assertThat(bounded.pendingReplies()).isZero();
    }

    @Test
    void fromClient_gatOfManyKeys_countsEachKeyAsWaiting() {
        exchanges.fromClient(bytes("gat 0 a b c\r\nset k 0 0 1\r\nx\r\n"));
        assertThat(exchanges.pendingReplies()).isEqualTo(2);
        assertThat(exchanges.pendingKeys()).isEqualTo(4);
        assertThat(exchanges.isAnswerDue()).isTrue();
        exchanges.fromUpstream(bytes("END\r\nSTORED\r\n"));
        assertThat(exchanges.pendingKeys()).isZero();
        assertThat(exchanges.isAnswerDue()).isFalse();
    }

    @Test
    void fromClient_quietWritesWhileMemoryIsShort_settlesTheOldest() {
        Exchanges<String> crowded = new Exchanges<>(WireLimits.DEFAULT, settled, () -> true);
        crowded.fromClient(bytes("ms a 1 q\r\nx\r\nms b 1 q\r\nx\r\n"));
        assertThat(settled.toString()).isEqualTo("ms a none");
        assertThat(crowded.isAnswerDue()).isFalse();
    }

    @Test
    void feed_lossInTheMiddleOfAValue_stillSettlesThatWrite() {
        exchanges.fromClient(bytes("set a 0 0 1\r\nx\r\nset b 0 0 5\r\nab"));
        exchanges.fromUpstream(bytes("TOUCHED\r\n"));
        exchanges.fromClient(bytes("cde\r\n"));
        assertThat(settled.toString()).isEqualTo("set a ?, desync, set b ?");
    }

    @Test
    void feed_seededGarbageBothWays_neverThrowsNorGrows() {
        String[] words = {
            "set k 0 0 1\r\nx\r\n",
            "ms k 1 q\r\nx\r\n",
            "mn\r\n",
            "get k\r\n",
            "gat 1 a b\r\n",
            "STORED\r\n",
            "HD\r\n",
            "MN\r\n",
            "END\r\n",
            "VALUE k 0 1\r\nx\r\n",
            "NS\r\n",
            "ERROR\r\n",
            "\r\n",
            "watch\r\n",
            "12\r\n",
            "VALUE k 0 99999999999\r\n",
            "VA x\r\n",
            "\0\0",
            "quit"
        };
        for (int seed = 0; seed < 500; seed++) {
            Random random = new Random(seed);
            Exchanges<String> both = new Exchanges<>(new WireLimits(512, 64), new Settled());
            for (int i = 0; i < 300; i++) {
                ByteBuf piece = bytes(words[random.nextInt(words.length)]);
                if (random.nextBoolean()) {
                    both.fromClient(piece);
                } else {
                    both.fromUpstream(piece);
                }
                assertThat(both.pendingReplies()).isLessThanOrEqualTo(64);
            }
            both.onConnectionEnd();
            assertThat(both.pendingReplies()).isZero();
        }
    }

    private static ByteBuf bytes(String text) {
        return Unpooled.wrappedBuffer(text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
