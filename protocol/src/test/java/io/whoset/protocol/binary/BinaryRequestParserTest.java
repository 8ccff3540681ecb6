package io.whoset.protocol.binary;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.whoset.protocol.Command;
import io.whoset.protocol.Desync;
import io.whoset.protocol.Vectors;
import io.whoset.testkit.BinaryFrames;
import io.whoset.testkit.EveryCut;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BinaryRequestParserTest {
    static List<Arguments> requests() {
        return Vectors.rows("binary-requests.tsv");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("requests")
    void feed_framesCutEverywhere_givesTheSameEvents(String name, String frames, String expected) {
        EveryCut.forEach(BinaryFrames.requests(frames), pieces -> {
            Recording recording = new Recording();
            BinaryRequestParser parser = new BinaryRequestParser(recording);
            pieces.forEach(piece -> parser.feed(Unpooled.wrappedBuffer(piece)));
            assertThat(String.join(" ", recording.events)).isEqualTo(expected);
        });
    }

    /** Writes down events in the form of the vectors. */
    private static final class Recording implements BinaryRequestSink {
        private final List<String> events = new ArrayList<>();
        private final StringBuilder data = new StringBuilder();
        private boolean inValue;

        @Override
        public void onRequest(BinaryRequest request) {
            Command command = request.command();
            events.add(command.word().isEmpty() ? "?" : command.word());
            if (command.key() != null) {
                events.add(escape(new String(command.key().bytes(), StandardCharsets.ISO_8859_1)));
            }
            if (command.clientFlags() != null) {
                events.add("flags=" + command.clientFlags());
            }
            if (command.exptime() != null) {
                events.add("exptime=" + command.exptime());
            }
            if (command.number() != 0) {
                events.add("number=" + Long.toUnsignedString(command.number()));
            }
            inValue = command.hasDataBlock();
            data.setLength(0);
        }

        @Override
        public void onPayload(ByteBuffer piece) {
            assertThat(inValue).isTrue();
            data.append(StandardCharsets.ISO_8859_1.decode(piece));
        }

        @Override
        public void onRequestEnd() {
            if (inValue) {
                events.add("data=" + escape(data.toString()));
            }
            inValue = false;
            events.add("end");
        }

        @Override
        public void onDesync(Desync desync) {
            events.add("desync@" + desync.offset());
        }

        private static String escape(String text) {
            return text.replace("\r", "\\r")
                    .replace("\n", "\\n")
                    .replace("\0", "\\x00")
                    .replace("ÿ", "\\xff");
        }
    }
}
