package io.whoset.forensics.payload;

import io.whoset.forensics.record.Content;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/** What tests pack, and what is known of it where it is not packed. Immutable. */
final class Plain {
    /** What a server stored that was not let in. */
    static final String DENIED = "{\"status\": 401, \"title\": null, \"artist\": null, \"tags\": [], \"plays\": null}";

    private Plain() {}

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** What is known of a payload that comes in one piece. */
    static Content content(byte[] payload) {
        FormatSniffer sniffer = new FormatSniffer();
        sniffer.offer(ByteBuffer.wrap(payload));
        return sniffer.end().content();
    }

    /** So many songs of numbers that nobody can guess, each with more members. */
    static String songs(int count, String more) {
        StringBuilder text = new StringBuilder("[");
        Random random = new Random(5);
        for (int i = 0; i < count; i++) {
            text.append(i == 0 ? "" : ",")
                    .append("{\"id\":")
                    .append(random.nextInt())
                    .append(more)
                    .append("}");
        }
        return text.append(']').toString();
    }
}
