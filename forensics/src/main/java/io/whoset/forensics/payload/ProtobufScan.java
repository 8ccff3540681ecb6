package io.whoset.forensics.payload;

import java.nio.ByteBuffer;

/*
 * The wire format has no first bytes of its own, no names and no types: a message inside another, a string and bytes look alike. So a field with a
 * length is walked as a message until that fails, and is bytes from there on. Serializers write fields by their numbers, ascending, and every varint
 * as short as it can be; random bytes hardly ever do that to their very end, and never with readable text where a length says that it is.
 */
/**
 * Whether a payload is most probably a protobuf message: fields in the order of their numbers from its first byte to its last, at least two, with six
 * bytes of printable text in its strings. Messages of numbers only, with groups, or with unknown fields put at the end are not told. It is a label
 * for people: nothing is concluded from it.
 *
 * <p><b>Units, bounds</b> 1 MiB of a payload; messages 16 deep, below which all is bytes; strings beyond 1 KiB count as bytes.
 *
 * <p>Confined to the connection's event loop. <b>Source</b> Protocol Buffers documentation, "Encoding", "Condensed Reference Card".
 */
final class ProtobufScan {
    private static final int MOST_DEEP = 16;
    private static final int MOST_TEXT = 1024;
    private static final int LEAST_TEXT = 6;
    private static final int LEAST_FIELDS = 2;
    private static final int MOST_VARINT = 10;
    private static final long MOST_FIELD = (1 << 29) - 1;

    private static final int VARINT = 0;
    private static final int FIXED64 = 1;
    private static final int LENGTH = 2;
    private static final int FIXED32 = 5;

    private enum At {
        /** A field's number and type. */
        TAG,
        VARINT,
        LENGTH,
        /** Bytes up to {@link #bodyEnd}. */
        BODY
    }

    /** Where each message ends, and what was known where it began. */
    private final long[] end = new long[MOST_DEEP];

    private final long[] begin = new long[MOST_DEEP];
    private final long[] lastField = new long[MOST_DEEP];
    private final int[] textBefore = new int[MOST_DEEP];
    private int depth;
    private At state = At.TAG;
    private boolean failed;
    private long at;
    private long bodyEnd;
    private long number;
    private int digits;
    private int fields;
    private int text;
    /** So many printable bytes have come without another one in between. */
    private int run;

    ProtobufScan() {
        reset();
    }

    /** Whether a message may begin with this byte: a field 1 to 15, or a longer tag's first byte, of a type that is still in use. */
    private static boolean canBegin(byte first) {
        int type = first & 7;
        return type <= LENGTH || type == FIXED32;
    }

    /** Begins with the next payload. */
    void reset() {
        depth = 0;
        end[0] = Long.MAX_VALUE;
        lastField[0] = 0;
        textBefore[0] = 0;
        state = At.TAG;
        failed = false;
        at = 0;
        number = 0;
        digits = 0;
        fields = 0;
        text = 0;
        run = 0;
    }

    /** A piece; its position is untouched. */
    void offer(ByteBuffer piece) {
        if (at == 0 && !failed && piece.hasRemaining()) {
            failed = !canBegin(piece.get(piece.position()));
        }
        int i = piece.position();
        while (i < piece.limit() && !failed) {
            if (state == At.BODY) {
                int to = i + (int) Math.min(bodyEnd - at, piece.limit() - i);
                countText(piece, i, to);
                at += to - i;
                i = to;
                if (at == bodyEnd) {
                    endField();
                }
            } else {
                byte b = piece.get(i++);
                at++;
                run = Octets.isPrintable(b) ? run + 1 : 0;
                digit(b);
            }
            failed |= at > Scan.MOST_BYTES;
        }
    }

    private void countText(ByteBuffer piece, int from, int to) {
        if (bodyEnd - at > MOST_TEXT) {
            run = 0;
            return;
        }
        for (int i = from; i < to; i++) {
            run = Octets.isPrintable(piece.get(i)) ? run + 1 : 0;
        }
    }

    /** Seven bits more of a varint. */
    private void digit(byte b) {
        number |= (b & 0x7FL) << (7 * digits);
        digits++;
        boolean last = b >= 0;
        boolean longer = last ? b == 0 && digits > 1 : digits == MOST_VARINT;
        if (longer || (!last && at == end[depth])) {
            giveUp();
        } else if (last) {
            long value = number;
            number = 0;
            digits = 0;
            varint(value);
        }
    }

    private void varint(long value) {
        switch (state) {
            case TAG -> tag(value);
            case LENGTH -> length(value);
            default -> endField();
        }
    }

    private void tag(long tag) {
        long field = tag >>> 3;
        int type = (int) tag & 7;
        if (field < Math.max(1, lastField[depth]) || field > MOST_FIELD || at == end[depth]) {
            giveUp();
            return;
        }
        lastField[depth] = field;
        switch (type) {
            case VARINT -> state = At.VARINT;
            case LENGTH -> state = At.LENGTH;
            case FIXED64 -> body(Long.BYTES);
            case FIXED32 -> body(Integer.BYTES);
            default -> giveUp();
        }
    }

    private void body(long bytes) {
        if (bytes > end[depth] - at) {
            giveUp();
            return;
        }
        state = At.BODY;
        bodyEnd = at + bytes;
    }

    private void length(long bytes) {
        if (bytes < 0 || bytes > end[depth] - at) {
            giveUp();
        } else if (bytes == 0) {
            endField();
        } else if (depth + 1 == MOST_DEEP) {
            body(bytes);
        } else {
            depth++;
            begin[depth] = at;
            end[depth] = at + bytes;
            lastField[depth] = 0;
            textBefore[depth] = text;
            run = 0;
            state = At.TAG;
        }
    }

    /** This is no message; inside of another it is bytes, or a string. */
    private void giveUp() {
        if (depth == 0) {
            failed = true;
            return;
        }
        text = textBefore[depth];
        number = 0;
        digits = 0;
        state = At.BODY;
        bodyEnd = end[depth];
        if (at == bodyEnd) {
            endField();
        }
    }

    /** A field is whole, and with it those around it that end here. */
    private void endField() {
        fields++;
        state = At.TAG;
        while (depth > 0 && at == end[depth]) {
            long length = at - begin[depth];
            if (run >= length) {
                // not twice where a message of printable bytes is inside
                text = textBefore[depth] + (int) length;
                run = 0;
            }
            depth--;
        }
    }

    /** Whether the payload that ends here is one. */
    boolean isProven() {
        return !failed && depth == 0 && state == At.TAG && digits == 0 && fields >= LEAST_FIELDS && text >= LEAST_TEXT;
    }
}
