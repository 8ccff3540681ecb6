package io.whoset.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Replies that are right, in every cut, and replies that are wrong by a byte. */
class ReplyCheckTest {
    private final Items items = new Items("item", 256);
    private final ReplyCheck check = new ReplyCheck(items);
    private final int[] keys = {3, 5};

    /** What memcached answers after one set of each item. */
    private String hits() {
        ByteBuffer out = ByteBuffer.allocate(items.setBytes());
        StringBuilder reply = new StringBuilder();
        for (int key : keys) {
            out.clear();
            items.putSet(out, key);
            String request = new String(out.array(), StandardCharsets.US_ASCII);
            String value = request.substring(request.indexOf('\n') + 1);
            String name = request.split(" ", -1)[1];
            reply.append("VALUE ").append(name).append(" 0 256\r\n").append(value);
        }
        return reply.append("END\r\n").toString();
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void hits_inEveryCut_areWholeAtTheirEnd() throws BadReplyException {
        String reply = hits();

        for (int cut = 1; cut < reply.length(); cut++) {
            assertThat(check.hits(bytes(reply.substring(0, cut)), keys, 0, 2)).isFalse();
            assertThat(check.hits(bytes(reply.substring(cut)), keys, 0, 2)).isTrue();
        }
    }

    @Test
    void hits_anyByteWrong_isRefused() {
        String reply = hits();

        for (int at = 0; at < reply.length(); at++) {
            String wrong = reply.substring(0, at) + '~' + reply.substring(at + 1);
            ReplyCheck fresh = new ReplyCheck(items);
            assertThatThrownBy(() -> fresh.hits(bytes(wrong), keys, 0, 2))
                    .as("byte %d", at)
                    .isInstanceOf(BadReplyException.class);
        }
    }

    @Test
    void hits_versionThatWasNeverSent_isRefused() {
        String reply = hits().replaceFirst("\"rev\":\"0000000001", "\"rev\":\"0000000003");

        assertThatThrownBy(() -> check.hits(bytes(reply), keys, 0, 2))
                .isInstanceOf(BadReplyException.class)
                .hasMessageContaining("version 3");
    }

    @Test
    void hits_miss_isRefused() {
        assertThatThrownBy(() -> check.hits(bytes("END\r\n"), keys, 0, 2))
                .isInstanceOf(BadReplyException.class)
                .hasMessageContaining("END");
    }

    @Test
    void stored_otherWord_isRefused() throws BadReplyException {
        assertThat(check.stored(bytes("STORED\r\n"))).isTrue();

        assertThatThrownBy(() -> check.stored(bytes("NOT_STORED\r\n"))).isInstanceOf(BadReplyException.class);
    }

    @Test
    void stored_moreBehindIt_isLeft() throws BadReplyException {
        ByteBuffer two = bytes("STORED\r\nSTORED\r\n");

        assertThat(check.stored(two)).isTrue();
        assertThat(two.remaining()).isEqualTo(8);
    }
}
