package io.whoset.benchmarks.hot;

import io.whoset.benchmarks.sim.Documents;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Payloads of an exact length, the same for the same number, and the pieces in which they come. Safe for many threads. */
final class Payloads {
    /** The most that the proxy reads at once, bytes (proxy.relay.UpstreamConnector). */
    static final int READ_BYTES = 48 << 10;

    /** A song and the comma before it have fewer. */
    private static final int SONG_BYTES = 200;

    private static final String NOTE = ", \"note\": \"";
    private static final String PROSE = "the night train leaves the silver river and the garden of stone behind, ";
    private static final String UMLAUTS = "Über den grünen Flüssen zieht die Nacht, кто это записал? ";

    private Payloads() {}

    /** A JSON document: songs, and a note that brings it to its length; 250 bytes at least. */
    static byte[] json(int number, int bytes) {
        StringBuilder out =
                new StringBuilder(bytes + SONG_BYTES).append("{\"songs\": [").append(song(number, 0));
        for (int i = 1; out.length() + SONG_BYTES + NOTE.length() + 8 < bytes; i++) {
            out.append(", ").append(song(number, i));
        }
        out.append(']').append(NOTE);
        while (out.length() < bytes - 2) {
            out.append(PROSE);
        }
        out.setLength(bytes - 2);
        return out.append("\"}").toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String song(int number, int place) {
        return Documents.song(number * 1000 + place, number % 90);
    }

    /** English prose. */
    static byte[] text(int number, int bytes) {
        return cut(number + " " + PROSE.repeat(bytes / PROSE.length() + 1), bytes);
    }

    /** Prose of which every few characters one is no ASCII. */
    static byte[] umlauts(int number, int bytes) {
        return cut(number + " " + UMLAUTS.repeat(bytes / UMLAUTS.length() + 1), bytes);
    }

    /** Any bytes. */
    static byte[] binary(int number, int bytes) {
        byte[] out = new byte[bytes];
        new SplittableRandom(number).nextBytes(out);
        return out;
    }

    private static byte[] cut(String text, int bytes) {
        return Arrays.copyOf(text.getBytes(StandardCharsets.UTF_8), bytes);
    }

    /** The views in which a parser hands a payload on: read-only, of memory outside of the heap, each of one read from the socket. */
    static ByteBuffer[] pieces(byte[] payload) {
        ByteBuffer whole =
                ByteBuffer.allocateDirect(payload.length).put(payload).flip();
        List<ByteBuffer> pieces = new ArrayList<>();
        for (int at = 0; at < payload.length; at += READ_BYTES) {
            pieces.add(
                    whole.slice(at, Math.min(READ_BYTES, payload.length - at)).asReadOnlyBuffer());
        }
        return pieces.toArray(ByteBuffer[]::new);
    }
}
