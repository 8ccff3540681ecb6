package io.whoset.benchmarks.load;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Compares the replies of one connection with what must come, byte by byte, as they arrive in pieces.
 *
 * <p><b>Shape</b> {@code STORED\r\n}; {@code VALUE item:00000012 0 1024\r\n<value>\r\n} once a key, then {@code END\r\n}. Of a value every byte must be the
 * written one; {@code rev} must be digits of no higher number than was ever sent.
 *
 * <p>Confined to the run's thread.
 */
final class ReplyCheck {
    private static final ByteBuffer STORED = direct("STORED\r\n");
    private static final ByteBuffer END = direct("END\r\n");
    private static final int SHOWN = 80;

    private final Items items;
    private final int revFrom;
    private final int revTo;
    private final int hitBytes;
    private int at;
    private int hitsDone;
    private long rev;

    ReplyCheck(Items items) {
        this.items = items;
        this.revFrom = items.revInHit();
        this.revTo = revFrom + Items.REV_BYTES;
        this.hitBytes = items.hitBytes();
    }

    private static ByteBuffer direct(String text) {
        return ByteBuffer.allocateDirect(text.length())
                .put(text.getBytes(StandardCharsets.US_ASCII))
                .flip();
    }

    /** Takes what there is of the reply to a set; whether it is whole. */
    boolean stored(ByteBuffer in) throws BadReplyException {
        return fixed(in, STORED);
    }

    /** Takes what there is of the reply to a get of these keys, found at {@code from} and after; whether it is whole. */
    boolean hits(ByteBuffer in, int[] keys, int from, int count) throws BadReplyException {
        while (hitsDone < count) {
            if (!hit(in, items.hit(keys[from + hitsDone]))) {
                return false;
            }
            hitsDone++;
        }
        if (!fixed(in, END)) {
            return false;
        }
        hitsDone = 0;
        return true;
    }

    private boolean fixed(ByteBuffer in, ByteBuffer expected) throws BadReplyException {
        compare(in, expected, expected.capacity());
        return isWhole(expected.capacity());
    }

    private boolean hit(ByteBuffer in, ByteBuffer expected) throws BadReplyException {
        if (at < revFrom) {
            compare(in, expected, revFrom);
        }
        while (at >= revFrom && at < revTo && in.hasRemaining()) {
            int digit = in.get() - '0';
            if (digit < 0 || digit > 9) {
                throw bad(in, "a value whose version is no number");
            }
            rev = at == revFrom ? digit : rev * 10 + digit;
            at++;
        }
        if (at >= revTo) {
            compare(in, expected, hitBytes);
        }
        if (!isWhole(hitBytes)) {
            return false;
        }
        if (rev > items.lastRev()) {
            throw bad(in, "version " + rev + ", which was never sent");
        }
        return true;
    }

    private void compare(ByteBuffer in, ByteBuffer expected, int to) throws BadReplyException {
        int length = Math.min(in.remaining(), to - at);
        if (length > 0) {
            int end = in.limit();
            in.limit(in.position() + length);
            expected.limit(at + length).position(at);
            int differs = in.mismatch(expected);
            in.limit(end);
            if (differs >= 0) {
                in.position(in.position() + differs);
                throw bad(in, "other bytes than were stored, at byte " + (at + differs) + " of its reply");
            }
            in.position(in.position() + length);
            at += length;
        }
    }

    private boolean isWhole(int length) {
        if (at < length) {
            return false;
        }
        at = 0;
        return true;
    }

    private static BadReplyException bad(ByteBuffer in, String what) {
        byte[] rest = new byte[Math.min(SHOWN, in.remaining())];
        in.get(rest);
        return new BadReplyException(
                "a client got " + what + ", then \"" + new String(rest, StandardCharsets.ISO_8859_1).trim() + "\"");
    }
}
