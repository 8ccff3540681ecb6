package io.whoset.protocol.pairing;

import io.netty.buffer.ByteBuf;
import io.whoset.protocol.Command;
import io.whoset.protocol.Desync;
import io.whoset.protocol.Verb;
import io.whoset.protocol.WireLimits;
import io.whoset.protocol.binary.BinaryReply;
import io.whoset.protocol.binary.BinaryReplyParser;
import io.whoset.protocol.binary.BinaryReplySink;
import io.whoset.protocol.binary.BinaryRequest;
import io.whoset.protocol.binary.BinaryRequestParser;
import io.whoset.protocol.binary.BinaryRequestSink;
import java.nio.ByteBuffer;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/*
 * Pairing. A reply bears opcode and opaque of its request, replies come in the order of the requests, and quiet requests may say nothing.
 *
 * 1. A reply belongs to a request with its opcode and opaque, before which only quiet requests wait. They have said nothing.
 * 2. Where no such request waits, the place is lost: every outcome is unknown until a noop, sent after the loss was noticed, is answered.
 * 3. Opaques need not be unique. Quiet writes of one opcode and opaque, with no request between them that must be answered, are a lane: a
 *    reply to one of several leaves all of them without an outcome. Nothing else is touched, nothing is guessed. Which of several alike
 *    quiet reads was answered matters to nobody.
 * 4. A quiet request that had to be forgotten at the bound may still be answered: a reply to a quiet request proves nothing from there to
 *    the next reply that had to come.
 *
 * Cost: O(1) a request and a reply. Memory: the requests that wait, bounded by configuration.
 */
/**
 * Both directions of one connection that speaks the binary protocol: feeds the parsers and pairs each reply with its request.
 *
 * <p>Confined to the connection's event loop.
 *
 * <p><b>Errors</b> none are thrown for any bytes; a lost place becomes {@link ExchangeSink#onDesync}.
 *
 * @param <T> the sink's token
 */
final class BinaryExchanges<T> implements Pairing {
    private final ExchangeSink<T> sink;
    private final BooleanSupplier memoryIsShort;
    private final AwaitedReplies<T> awaited;
    private final BinaryRequestParser requests;
    private final BinaryReplyParser replies;
    private @Nullable Awaited<T> current;
    private @Nullable Command command;
    private boolean forgot;
    private boolean blurred;
    private boolean lost;
    private boolean collecting;
    private boolean deaf;
    private boolean ended;
    private int markersAwaited;
    private long unsolicited;

    BinaryExchanges(WireLimits limits, ExchangeSink<T> sink, BooleanSupplier memoryIsShort) {
        this.memoryIsShort = memoryIsShort;
        this.sink = sink;
        this.awaited = new AwaitedReplies<>(limits.maxPendingReplies(), sink);
        this.requests = new BinaryRequestParser(new Requests());
        this.replies = new BinaryReplyParser(new Replies());
    }

    @Override
    public void fromClient(ByteBuf bytes) {
        if (!ended) {
            requests.feed(bytes);
        }
    }

    @Override
    public void fromUpstream(ByteBuf bytes) {
        if (!ended) {
            replies.feed(bytes);
        }
    }

    @Override
    public void onConnectionEnd() {
        ended = true;
        awaited.settleAll(request -> request.request().maySayNothing() ? silentOutcome(request) : ExchangeSink.LOST);
    }

    @Override
    public int pendingReplies() {
        return awaited.size();
    }

    @Override
    public int pendingKeys() {
        return awaited.size();
    }

    @Override
    public boolean isAnswerDue() {
        Awaited<T> oldest = awaited.first();
        return oldest != null && oldest.isWhole() && !oldest.request().maySayNothing();
    }

    @Override
    public long unsolicitedReplies() {
        return unsolicited;
    }

    private @Nullable String silentOutcome(Awaited<T> request) {
        return blurred ? null : request.silentOutcome();
    }

    private boolean isCrowdedByQuiet() {
        Awaited<T> oldest = awaited.first();
        return oldest != null && oldest.request().maySayNothing() && oldest.isWhole() && memoryIsShort.getAsBoolean();
    }

    private void makeRoom() {
        Awaited<T> oldest = awaited.first();
        if (oldest != null && oldest.request().maySayNothing() && oldest.isWhole()) {
            awaited.settleFirst(null);
            forgot = true;
        } else {
            lose(
                    "more than " + awaited.size() + " requests wait for a reply",
                    Desync.Direction.CLIENT_TO_UPSTREAM,
                    requests.offset());
        }
    }

    private void lose(String reason, Desync.Direction direction, long offset) {
        awaited.settleAll(request -> null);
        current = null;
        lost = true;
        collecting = false;
        forgot = false;
        blurred = false;
        sink.onDesync(new Desync(direction, reason, offset, 0, deaf));
    }

    private boolean isKept() {
        return !lost || collecting;
    }

    /** What the client sends. */
    private final class Requests implements BinaryRequestSink {
        @Override
        public void onRequest(BinaryRequest request) {
            command = request.command();
            if (isTold(command)) {
                sink.onCommand(command);
            }
            if (command.verb() == Verb.MN) {
                onMarker();
            }
            if (awaited.isFull() || isCrowdedByQuiet()) {
                makeRoom();
            }
            current = isKept() ? awaited.add(request) : null;
        }

        private void onMarker() {
            markersAwaited++;
            if (lost && !deaf) {
                awaited.settleAll(request -> null);
                collecting = true;
            }
        }

        /** Credentials, unknown opcodes and what is refused for its form are nothing to tell of. */
        private static boolean isTold(Command command) {
            return command.verb() != Verb.UNKNOWN;
        }

        @Override
        public void onPayload(ByteBuffer piece) {
            sink.onPayload(piece);
        }

        @Override
        public void onRequestEnd() {
            Command done = command;
            Awaited<T> sent = current;
            command = null;
            current = null;
            T token = done != null && isTold(done) ? sink.onRequestEnd(done) : null;
            if (sent != null) {
                whole(sent, token);
            } else if (token != null) {
                sink.onSettled(token, null);
            }
        }

        private void whole(Awaited<T> sent, @Nullable T token) {
            sent.onWhole(token);
            String early = sent.earlyOutcome();
            if (early != null) {
                awaited.settleLast(early);
            }
        }

        @Override
        public void onDesync(Desync desync) {
            sink.onDesync(desync);
        }
    }

    /** What the server answers. */
    private final class Replies implements BinaryReplySink {
        @Override
        public void onReply(BinaryReply reply) {
            if (lost) {
                onReplyWhileLost(reply);
            } else if (forgot && reply.isQuietOpcode()) {
                unsolicited++;
                blurred = true;
            } else if (awaited.size() == 0) {
                unsolicited++;
            } else {
                onReplyToOneOf(reply);
            }
        }

        private void onReplyToOneOf(BinaryReply reply) {
            Awaited<T> answered = awaited.firstThatAccepts(reply);
            if (answered == null) {
                lose(
                        "a reply that can answer none of the requests came",
                        Desync.Direction.UPSTREAM_TO_CLIENT,
                        replies.offset());
                onReplyWhileLost(reply);
                return;
            }
            awaited.settleBefore(answered, BinaryExchanges.this::silentOutcome);
            if (!answered.request().maySayNothing()) {
                forgot = false;
                blurred = false;
            }
            answer(answered, reply);
        }

        private void answer(Awaited<T> answered, BinaryReply reply) {
            Lane lane = answered.lane();
            if (lane != null) {
                lane.onReply();
                if (lane.isDoubtful() && answered.request().maySayNothing()) {
                    // whose it was will not be known: they all wait for the proof that the server is beyond them
                    return;
                }
            }
            Command of = answered.request().command();
            if (!reply.isLast(of)) {
                return;
            }
            if (!answered.isWhole()) {
                answered.onEarly(reply.outcome(of));
                return;
            }
            if (of.verb() == Verb.MN) {
                markersAwaited--;
            }
            awaited.settleFirst(reply.outcome(of));
        }

        private void onReplyWhileLost(BinaryReply reply) {
            if (!reply.isNoop() || markersAwaited == 0) {
                return;
            }
            markersAwaited--;
            Awaited<T> marker = awaited.first();
            if (markersAwaited == 0 && collecting && marker != null && marker.accepts(reply)) {
                lost = false;
                collecting = false;
                awaited.settleFirst(null);
            }
        }

        @Override
        public void onNoReply(String reason, long offset) {
            if (offset == 0) {
                // a server that refuses a connection too many says so in text, and hangs up
                unsolicited++;
            } else {
                deaf = true;
                lose(reason + " came", Desync.Direction.UPSTREAM_TO_CLIENT, offset);
            }
        }
    }
}
