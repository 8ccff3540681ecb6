package io.whoset.forensics.payload;

import static org.assertj.core.api.Assertions.assertThat;

import io.whoset.forensics.payload.FormatSniffer.Sniffed;
import java.nio.ByteBuffer;
import java.util.List;

/** Sniffs a payload in every cut, with one sniffer, and sees that all say the same. Immutable. */
final class Sniff {
    private Sniff() {}

    /** What all cuts say. */
    static Sniffed of(byte[] payload) {
        FormatSniffer sniffer = new FormatSniffer();
        Sniffed first = sniff(sniffer, Cuts.of(payload).get(0));
        for (List<ByteBuffer> pieces : Cuts.of(payload)) {
            assertThat(sniff(sniffer, pieces)).isEqualTo(first);
        }
        return first;
    }

    /** What all cuts of a text say, in which {@code \xNN} is a byte. */
    static Sniffed of(String payload) {
        return of(Cuts.bytes(payload));
    }

    private static Sniffed sniff(FormatSniffer sniffer, List<ByteBuffer> pieces) {
        sniffer.reset();
        for (ByteBuffer piece : pieces) {
            int position = piece.position();
            sniffer.offer(piece);
            assertThat(piece.position()).isEqualTo(position);
        }
        return sniffer.end();
    }
}
