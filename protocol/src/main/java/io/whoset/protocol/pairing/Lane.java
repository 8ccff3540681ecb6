package io.whoset.protocol.pairing;

/**
 * Quiet requests whose replies look alike: same opcode, same opaque, and no request between them that must be answered.
 *
 * <p>Confined to the connection's event loop.
 */
final class Lane {
    private final long look;
    private int waiting;
    private boolean doubtful;

    Lane(int opcode, int opaque) {
        this.look = look(opcode, opaque);
    }

    /** What its replies have in common. */
    static long look(int opcode, int opaque) {
        return ((long) opcode << Integer.SIZE) | (opaque & 0xFFFF_FFFFL);
    }

    long look() {
        return look;
    }

    void enter() {
        waiting++;
    }

    /** Returns whether nobody is left. */
    boolean leave() {
        return --waiting == 0;
    }

    /** A reply came to one of its requests; where there are more than one, whose it was will never be known. */
    void onReply() {
        doubtful |= waiting > 1;
    }

    /** Whether the outcomes of its requests are not known. */
    boolean isDoubtful() {
        return doubtful;
    }
}
