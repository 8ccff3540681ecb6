package io.whoset.forensics.payload;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A payload in every way in which a network may cut it: whole, a byte at a time, in two at each place. Immutable. */
final class Cuts {
    private Cuts() {}

    /** Each way is a list of read-only pieces; half of them are not backed by an array, as a socket's are not. */
    static List<List<ByteBuffer>> of(byte[] payload) {
        List<List<ByteBuffer>> ways = new ArrayList<>();
        ways.add(List.of(piece(payload, 0, payload.length)));
        List<ByteBuffer> bytes = new ArrayList<>();
        for (int at = 0; at < payload.length; at++) {
            bytes.add(piece(payload, at, at + 1));
        }
        ways.add(bytes);
        for (int cut = 0; cut <= payload.length; cut++) {
            ways.add(List.of(piece(payload, 0, cut), piece(payload, cut, payload.length)));
        }
        return ways;
    }

    private static ByteBuffer piece(byte[] payload, int from, int to) {
        ByteBuffer all = from % 2 == 0 ? ByteBuffer.wrap(payload) : ByteBuffer.allocateDirect(payload.length);
        if (from % 2 != 0) {
            all.put(payload).flip();
        }
        return all.limit(to).position(from).asReadOnlyBuffer();
    }

    /** Bytes of a text in which {@code \xNN} is a byte. */
    static byte[] bytes(String text) {
        byte[] raw = text.getBytes(StandardCharsets.UTF_8);
        byte[] out = new byte[raw.length];
        int length = 0;
        for (int at = 0; at < raw.length; at++) {
            if (raw[at] == '\\' && at + 3 < raw.length && raw[at + 1] == 'x') {
                out[length++] = (byte) Integer.parseInt(text(raw, at + 2, 2), 16);
                at += 3;
            } else {
                out[length++] = raw[at];
            }
        }
        return Arrays.copyOf(out, length);
    }

    private static String text(byte[] raw, int at, int length) {
        return new String(raw, at, length, StandardCharsets.UTF_8);
    }
}
