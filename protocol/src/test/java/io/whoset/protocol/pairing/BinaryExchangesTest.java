package io.whoset.protocol.pairing;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.whoset.protocol.Vectors;
import io.whoset.protocol.WireLimits;
import io.whoset.testkit.BinaryFrames;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BinaryExchangesTest {
    private final Settled settled = new Settled();

    static List<Arguments> exchanges() {
        return Vectors.rows("binary-exchanges.tsv");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("exchanges")
    void feed_scriptWhole_settlesEachWriteOnce(String name, String script, String expected) {
        assertThat(run(script, Integer.MAX_VALUE)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("exchanges")
    void feed_scriptCutIntoPiecesOfEverySize_settlesTheSame(String name, String script, String expected) {
        for (int size = 1; size < 64; size++) {
            assertThat(run(script, size)).as("pieces of " + size).isEqualTo(expected);
        }
    }

    private static String run(String script, int size) {
        Settled settled = new Settled();
        Exchanges<String> exchanges = new Exchanges<>(WireLimits.DEFAULT, settled);
        for (String step : script.split("\\|", -1)) {
            switch (step.charAt(0)) {
                case '>' -> feed(BinaryFrames.requests(step.substring(1)), size, exchanges::fromClient);
                case '<' -> feed(BinaryFrames.replies(step.substring(1)), size, exchanges::fromUpstream);
                default -> {
                    exchanges.onConnectionEnd();
                    exchanges.onConnectionEnd();
                }
            }
        }
        return settled.toString();
    }

    private static void feed(byte[] bytes, int size, java.util.function.Consumer<ByteBuf> side) {
        for (int at = 0; at < bytes.length; at += Math.min(size, bytes.length - at)) {
            side.accept(Unpooled.wrappedBuffer(bytes, at, Math.min(size, bytes.length - at)));
        }
    }

    @Test
    void fromClient_quietWritesWithoutEnd_forgetsTheOldestAtTheBoundAndGuessesNothing() {
        Exchanges<String> bounded = new Exchanges<>(new WireLimits(2048, 16), settled);
        for (int i = 0; i < 17; i++) {
            bounded.fromClient(requests("addq v=x o=" + i + " k=k" + i));
        }
        assertThat(settled.toString()).isEqualTo("add k0 ?");
        assertThat(bounded.pendingReplies()).isEqualTo(16);

        bounded.fromUpstream(replies("addq s=2 o=0; addq s=2 o=5"));
        bounded.fromClient(requests("noop; addq k=after v=x; noop"));
        bounded.fromUpstream(replies("noop; noop"));

        assertThat(settled.count()).isEqualTo(18);
        assertThat(settled.toString()).contains("add k5 ?", "add k16 ?").endsWith("add after none");
    }

    @Test
    void fromClient_quietWritesBeyondTheBoundThatAllSucceed_areProvenByTheNextNoop() {
        Exchanges<String> bounded = new Exchanges<>(new WireLimits(2048, 16), settled);
        for (int i = 0; i < 17; i++) {
            bounded.fromClient(requests("setq v=x k=k" + i));
        }
        bounded.fromClient(requests("noop"));
        bounded.fromUpstream(replies("noop"));
        assertThat(settled.toString())
                .startsWith("set k0 ?, set k1 ?, set k2 none")
                .endsWith("set k16 none");
        assertThat(bounded.pendingReplies()).isZero();
    }

    @Test
    void fromClient_moreRequestsThanTheBound_saysSoAndLosesNoWrite() {
        Exchanges<String> bounded = new Exchanges<>(new WireLimits(2048, 16), settled);
        for (int i = 0; i < 17; i++) {
            bounded.fromClient(requests("set v=x k=k" + i));
        }
        assertThat(settled.count()).isEqualTo(18);
        assertThat(settled.toString()).contains("desync").endsWith("set k16 ?");
        assertThat(bounded.pendingReplies()).isZero();
    }

    @Test
    void fromClient_manyAlikeQuietWritesThatAllFail_costsNoTimeByTheirNumber() {
        Exchanges<String> exchanges = new Exchanges<>(WireLimits.DEFAULT, settled);
        ByteBuf write = requests("addq k=k v=x");
        ByteBuf refusal = replies("addq s=2");
        for (int i = 0; i < 50_000; i++) {
            exchanges.fromClient(write);
        }
        for (int i = 0; i < 50_000; i++) {
            exchanges.fromUpstream(refusal);
        }
        exchanges.fromClient(requests("noop"));
        exchanges.fromUpstream(replies("noop"));
        assertThat(settled.count()).isEqualTo(50_000);
    }

    private static ByteBuf requests(String frames) {
        return Unpooled.wrappedBuffer(BinaryFrames.requests(frames));
    }

    private static ByteBuf replies(String frames) {
        return Unpooled.wrappedBuffer(BinaryFrames.replies(frames));
    }
}
