package io.whoset.protocol.pairing;

import io.whoset.protocol.binary.BinaryReply;
import io.whoset.protocol.binary.BinaryRequest;
import org.jspecify.annotations.Nullable;

/**
 * One binary request that waits for its reply, and what its sink wants back.
 *
 * <p>Confined to the connection's event loop.
 *
 * @param <T> the sink's token
 */
final class Awaited<T> {
    private final BinaryRequest request;
    private final @Nullable Lane lane;
    private @Nullable T token;
    private boolean whole;
    private @Nullable String earlyOutcome;

    Awaited(BinaryRequest request, @Nullable Lane lane) {
        this.request = request;
        this.lane = lane;
    }

    BinaryRequest request() {
        return request;
    }

    /** Others that its reply could belong to as well; null where its reply can be told from theirs, or nobody cares. */
    @Nullable
    Lane lane() {
        return lane;
    }

    /** All of the request has passed. */
    void onWhole(@Nullable T given) {
        whole = true;
        token = given;
    }

    boolean isWhole() {
        return whole;
    }

    /** The server answered before the request was whole. */
    void onEarly(String outcome) {
        earlyOutcome = outcome;
    }

    @Nullable
    String earlyOutcome() {
        return earlyOutcome;
    }

    /** Whether the reply can be its own: opcode and opaque are, and before it is whole it can only be refused. */
    boolean accepts(BinaryReply reply) {
        return reply.opcode() == request.opcode()
                && reply.opaque() == request.opaque()
                && (whole || !reply.isSuccess());
    }

    /** Its outcome once the server is known to be beyond it without a word to it. */
    @Nullable
    String silentOutcome() {
        return lane != null && lane.isDoubtful() ? null : ExchangeSink.NONE;
    }

    void settle(ExchangeSink<T> sink, @Nullable String outcome) {
        if (token != null) {
            sink.onSettled(token, outcome);
        }
    }
}
