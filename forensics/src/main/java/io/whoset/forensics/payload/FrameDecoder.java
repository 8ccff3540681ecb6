package io.whoset.forensics.payload;

import java.nio.ByteBuffer;

/** Opens one compressed payload after the other, in pieces. Confined to one payload at a time. */
interface FrameDecoder {
    /** Takes of the input and opens some of it; whether something came out, or may with what is there. */
    boolean advance(ByteBuffer rest);

    /** What came out last. */
    ByteBuffer output();

    /** Whether a frame that is opened has begun. */
    boolean hasBegun();

    /** Whether the frame has ended. */
    boolean isFinished();

    /** Whether the payload may end here. */
    default boolean mayEnd() {
        return isFinished();
    }

    /** Whether something stands behind the frame. */
    boolean hasMore();

    /** Whether the frame is none, or none that is opened. */
    boolean hasFailed();

    /** It is used no more. */
    void giveBack();
}
