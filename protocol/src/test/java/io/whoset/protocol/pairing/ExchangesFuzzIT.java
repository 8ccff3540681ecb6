package io.whoset.protocol.pairing;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryFile;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.whoset.protocol.WireLimits;
import java.util.List;

/**
 * Whatever two ends say to each other: no exception, nothing grows beyond its bound, each request is settled once, and the events are the same
 * however the bytes are cut.
 *
 * <p>The input is a dialogue: a byte whose lowest bit says who speaks and whose other bits say how many bytes (1 to 128), then these bytes.
 */
class ExchangesFuzzIT {
    private static final WireLimits LIMITS = new WireLimits(512, 16);

    @FuzzTest(maxDuration = "15s")
    @DictionaryFile(resourcePath = "memcached.dict")
    void dialogue_ofAnyBytes_isTheSameHoweverItIsCut(byte[] dialogue) {
        List<String> whole = play(dialogue, Integer.MAX_VALUE);
        assertThat(play(dialogue, 1)).isEqualTo(whole);
        assertThat(play(dialogue, 3)).isEqualTo(whole);
    }

    private static List<String> play(byte[] dialogue, int size) {
        Transcript transcript = new Transcript();
        Exchanges<Integer> exchanges = new Exchanges<>(LIMITS, transcript);
        int at = 0;
        while (at < dialogue.length) {
            boolean client = (dialogue[at] & 1) == 0;
            int end = Math.min(dialogue.length, at + 2 + ((dialogue[at] & 0xFF) >> 1));
            at++;
            for (int from = at; from < end; from += Math.min(size, end - from)) {
                ByteBuf piece = Unpooled.wrappedBuffer(dialogue, from, Math.min(size, end - from));
                if (client) {
                    exchanges.fromClient(piece);
                } else {
                    exchanges.fromUpstream(piece);
                }
                assertThat(exchanges.pendingReplies()).isLessThanOrEqualTo(LIMITS.maxPendingReplies());
            }
            at = end;
        }
        exchanges.onConnectionEnd();
        return transcript.ended();
    }
}
