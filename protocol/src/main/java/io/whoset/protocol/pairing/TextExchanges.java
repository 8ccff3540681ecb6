package io.whoset.protocol.pairing;

import io.netty.buffer.ByteBuf;
import io.whoset.protocol.Command;
import io.whoset.protocol.Desync;
import io.whoset.protocol.Verb;
import io.whoset.protocol.WireLimits;
import io.whoset.protocol.text.BadLine;
import io.whoset.protocol.text.Reply;
import io.whoset.protocol.text.ReplyForm;
import io.whoset.protocol.text.ReplyParser;
import io.whoset.protocol.text.RequestEnd;
import io.whoset.protocol.text.RequestParser;
import io.whoset.protocol.text.RequestSink;
import java.nio.ByteBuffer;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/*
 * Pairing. Replies come in the order of the requests, but not every request is answered. A reply is never popped blindly:
 *
 * 1. Requests at the head that may say nothing (quiet meta commands) and that the line cannot answer have said nothing.
 * 2. The line must be one that the head can be answered with. Else the place is lost: every outcome is unknown until an mn, sent
 *    after the loss was noticed, is answered by the only MN that can be its own.
 * 3. A line that a quiet head or a later request could be answered with proves nothing unless it bears the head's opaque or key: from
 *    there to the next proof outcomes are unknown. Nothing is guessed.
 *
 * Cost: O(1) a reply, but for the look-ahead of step 3, which is bounded. Memory: the requests that wait, bounded by configuration.
 * Refused: pairing by arrival time (a guess), an mn of our own (no command of ours ever rides on a client's connection).
 */
/**
 * Both directions of one connection that speaks the text protocol: feeds the parsers and pairs each reply with its request.
 *
 * <p>Confined to the connection's event loop.
 *
 * <p><b>Errors</b> none are thrown for any bytes; a lost place becomes {@link ExchangeSink#onDesync}.
 *
 * @param <T> the sink's token
 */
final class TextExchanges<T> implements Pairing {
    private final ExchangeSink<T> sink;
    private final BooleanSupplier memoryIsShort;
    private final PendingReplies<T> pending;
    private final Requests client;
    private final RequestParser requests;
    private final ReplyParser replies;
    private boolean blurred;
    private boolean lost;
    private boolean collecting;
    private boolean stream;
    private boolean ended;
    private int markersAwaited;
    private long unsolicited;

    TextExchanges(WireLimits limits, ExchangeSink<T> sink, BooleanSupplier memoryIsShort) {
        this.memoryIsShort = memoryIsShort;
        this.sink = sink;
        this.pending = new PendingReplies<>(limits.maxPendingReplies(), sink);
        this.client = new Requests();
        this.requests = new RequestParser(limits, client);
        this.replies = new ReplyParser(limits, this::onReply);
    }

    @Override
    public void fromClient(ByteBuf bytes) {
        if (!stream && !ended) {
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
        pending.settleAll(
                request -> request.maySayNothing() ? (blurred ? null : ExchangeSink.NONE) : ExchangeSink.LOST);
    }

    @Override
    public int pendingReplies() {
        return pending.size();
    }

    @Override
    public int pendingKeys() {
        return pending.keys();
    }

    @Override
    public boolean isAnswerDue() {
        Pending<T> oldest = pending.first();
        return oldest != null && oldest.isWhole() && !oldest.maySayNothing();
    }

    @Override
    public long unsolicitedReplies() {
        return unsolicited;
    }

    private void await(Command command, Expectation expectation, boolean maySayNothing) {
        if (command.verb() == Verb.MN) {
            markersAwaited++;
            if (lost) {
                pending.settleAll(request -> null);
                collecting = true;
            }
        }
        if (pending.isFull() || isCrowdedByQuiet()) {
            makeRoom();
        }
        if (!lost || collecting) {
            pending.add(new Pending<>(command, expectation, maySayNothing));
        }
    }

    private boolean isCrowdedByQuiet() {
        Pending<T> oldest = pending.first();
        return oldest != null && oldest.maySayNothing() && oldest.isWhole() && memoryIsShort.getAsBoolean();
    }

    private void makeRoom() {
        Pending<T> oldest = pending.first();
        if (oldest != null && oldest.maySayNothing() && oldest.isWhole()) {
            // its reply, if one should still come, cannot be told from a later request's
            pending.settleFirst(ExchangeSink.NONE);
            blurred = true;
        } else {
            lose("more than " + pending.size() + " requests wait for a reply", Desync.Direction.CLIENT_TO_UPSTREAM);
        }
    }

    private void onReply(Reply reply) {
        sink.onReply(reply);
        if (lost) {
            onReplyWhileLost(reply);
            return;
        }
        if (blurred) {
            pending.settleUnknownBefore(reply);
        } else {
            pending.settleSilentBefore(reply);
        }
        Pending<T> head = pending.first();
        if (head == null) {
            unsolicited++;
            blurred = false;
        } else if (!head.expectation().accepts(head.command(), reply)) {
            lose(
                    "a reply that cannot answer the oldest "
                            + head.command().verb().word() + " came",
                    Desync.Direction.UPSTREAM_TO_CLIENT);
            onReplyWhileLost(reply);
        } else {
            answer(head, reply);
        }
    }

    private void answer(Pending<T> head, Reply reply) {
        if (Expectation.isProof(head.command(), reply)) {
            blurred = false;
        } else if (head.maySayNothing() && pending.isAmbiguous(reply)) {
            blurred = true;
        }
        if (!head.expectation().isLast(reply)) {
            head.onValue(reply);
        } else if (!head.isWhole()) {
            head.onEarly(reply.word());
        } else {
            settle(head, reply);
        }
    }

    private void settle(Pending<T> head, Reply reply) {
        if (head.command().verb() == Verb.MN) {
            markersAwaited--;
        }
        pending.settleFirst(blurred ? null : reply.word());
        // a pairing that had slipped would always have one request too many here
        blurred = blurred && pending.size() > 0;
        if (head.expectation() == Expectation.STREAM && reply.form() == ReplyForm.OK) {
            stream = true;
            replies.ignoreRest();
            pending.settleAll(request -> null);
        }
    }

    private void lose(String reason, Desync.Direction direction) {
        pending.settleAll(request -> null);
        client.current = null;
        lost = true;
        collecting = false;
        blurred = false;
        long offset = direction == Desync.Direction.CLIENT_TO_UPSTREAM ? requests.offset() : replies.offset();
        sink.onDesync(new Desync(direction, reason, offset, 0, false));
    }

    private void onReplyWhileLost(Reply reply) {
        if (reply.form() == ReplyForm.MN && markersAwaited > 0 && --markersAwaited == 0 && collecting) {
            lost = false;
            collecting = false;
            pending.settleFirst(null);
        }
    }

    /** What the client sends. */
    private final class Requests implements RequestSink {
        private @Nullable Pending<T> current;
        private @Nullable Command command;

        @Override
        public boolean wantsReadKeys() {
            return false;
        }

        @Override
        public void onReadKey(byte[] bytes, int from, int to) {
            sink.onReadKey(bytes, from, to);
        }

        @Override
        public void onCommand(Command next) {
            sink.onCommand(next);
            if (next.verb().kind() == Verb.Kind.TOUCH_AND_READ) {
                onTouchedKey(next);
                return;
            }
            command = next;
            if (!next.noreply() && next.verb() != Verb.QUIT) {
                begin(next);
            }
        }

        private void begin(Command next) {
            await(next, Expectation.of(next.verb()), next.isQuiet());
            current = lost && !collecting ? null : pending.last();
        }

        private void onTouchedKey(Command next) {
            if (command == null) {
                command = next;
                begin(next);
            }
            T token = sink.onRequestEnd(next);
            settleLater(next, token);
        }

        private void settleLater(Command ofKey, @Nullable T token) {
            if (token != null && current != null) {
                current.add(ofKey, token);
                pending.onPart(current);
            } else if (token != null) {
                sink.onSettled(token, ofKey.noreply() ? ExchangeSink.NONE : null);
            }
        }

        @Override
        public void onPayload(ByteBuffer piece) {
            sink.onPayload(piece);
        }

        @Override
        public void onRequestEnd(RequestEnd end) {
            Command done = command;
            command = null;
            if (done != null && done.verb().kind() != Verb.Kind.TOUCH_AND_READ) {
                settleLater(done, sink.onRequestEnd(done));
            }
            Pending<T> sent = current;
            current = null;
            if (sent != null) {
                sent.onWhole();
                String early = sent.earlyOutcome();
                if (early != null) {
                    pending.remove(sent);
                    sent.settle(sink, early);
                }
            }
        }

        @Override
        public void onBadLine(BadLine line) {
            Verb verb = line.command().verb();
            await(
                    line.command(),
                    verb == Verb.UNKNOWN ? Expectation.ANY_LINE : Expectation.REFUSAL,
                    line.command().noreply());
            Pending<T> refused = lost && !collecting ? null : pending.last();
            if (refused != null) {
                refused.onWhole();
            }
        }

        @Override
        public void onDesync(Desync desync) {
            replies.ignoreRest();
            pending.settleAll(request -> null);
            sink.onDesync(desync);
        }
    }
}
