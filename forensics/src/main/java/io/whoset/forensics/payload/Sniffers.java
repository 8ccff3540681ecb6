package io.whoset.forensics.payload;

import java.util.ArrayDeque;

/**
 * Sniffers that wait for their next payload. One takes some 9 KB, so that thousands of connections, most of which are idle, have none of their own.
 *
 * <p><b>Bounds</b> a thread keeps {@value #MOST_IDLE}; of those that are out there is one for each payload that has begun to come in.
 *
 * <p>Safe for many threads; each has its own.
 */
public final class Sniffers {
    static final int MOST_IDLE = 64;

    private static final ThreadLocal<ArrayDeque<FormatSniffer>> IDLE = ThreadLocal.withInitial(ArrayDeque::new);

    private Sniffers() {}

    /** One that has seen nothing. */
    public static FormatSniffer take() {
        FormatSniffer waiting = IDLE.get().pollLast();
        return waiting == null ? new FormatSniffer() : waiting;
    }

    /** Its payload has ended, or is given up. */
    public static void giveBack(FormatSniffer sniffer) {
        sniffer.reset();
        ArrayDeque<FormatSniffer> idle = IDLE.get();
        if (idle.size() < MOST_IDLE) {
            idle.addLast(sniffer);
        }
    }
}
