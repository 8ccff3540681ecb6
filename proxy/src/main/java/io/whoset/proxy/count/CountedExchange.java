package io.whoset.proxy.count;

import io.whoset.forensics.attribution.PendingWrite;
import io.whoset.protocol.Command;
import io.whoset.protocol.Desync;
import io.whoset.protocol.Verb;
import io.whoset.protocol.pairing.ExchangeSink;
import io.whoset.protocol.text.Reply;
import java.nio.ByteBuffer;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Counts the writes of one connection on their way to whoever assembles them. A noreply write is known to be carried out when a request behind it
 * has been answered.
 *
 * <p>Confined to the connection's event loop.
 */
public final class CountedExchange implements ExchangeSink<PendingWrite> {
    private final ExchangeSink<PendingWrite> next;
    private final PassedWrites passed;
    private final Map<WriteKind, Integer> unanswered = new EnumMap<>(WriteKind.class);
    private final Map<WriteKind, Integer> silentLast = new EnumMap<>(WriteKind.class);
    private boolean blind;
    private boolean ended;

    /** Counts for the server of this connection. */
    public CountedExchange(ExchangeSink<PendingWrite> next, PassedWrites passed) {
        this.next = next;
        this.passed = passed;
    }

    @Override
    public void onCommand(Command command) {
        if (!silentLast.isEmpty() && !command.noreply() && command.verb() != Verb.QUIT) {
            silentLast.forEach((kind, count) -> unanswered.merge(kind, count, Integer::sum));
            silentLast.clear();
        }
        next.onCommand(command);
    }

    @Override
    public void onPayload(ByteBuffer piece) {
        next.onPayload(piece);
    }

    @Override
    public @Nullable PendingWrite onRequestEnd(Command command) {
        WriteKind kind = WriteKind.of(command);
        if (kind != null) {
            passed.onArrived(kind);
            (command.noreply() ? silentLast : unanswered).merge(kind, 1, Integer::sum);
        }
        return next.onRequestEnd(command);
    }

    @Override
    public void onSettled(PendingWrite write, @Nullable String outcome) {
        WriteKind kind = WriteKind.of(write.command());
        if (kind != null && outcome != null && !outcome.equals(NONE) && !outcome.equals(LOST)) {
            passed.onAnswered(kind, 1);
            unanswered.merge(kind, -1, Integer::sum);
        }
        next.onSettled(write, outcome);
    }

    @Override
    public void onBinaryProtocol() {
        next.onBinaryProtocol();
    }

    @Override
    public void onReply(Reply reply) {
        next.onReply(reply);
    }

    @Override
    public void onDesync(Desync desync) {
        onBlind();
        next.onDesync(desync);
    }

    /** From here on requests are not understood, or not which of them were answered. */
    public void onBlind() {
        if (!blind && !ended) {
            blind = true;
            passed.onBlind(1);
        }
    }

    /** Bytes were looked at, and so many requests wait for their reply now. */
    public void onLooked(int pendingReplies) {
        if (pendingReplies == 0) {
            if (!unanswered.isEmpty()) {
                unanswered.forEach(blind ? passed::onSettled : passed::onAnswered);
                unanswered.clear();
            }
            settle(silentLast);
        }
    }

    private void settle(Map<WriteKind, Integer> writes) {
        if (!writes.isEmpty()) {
            writes.forEach(passed::onSettled);
            writes.clear();
        }
    }

    /** The connection is over. */
    public void onEnd() {
        if (!ended) {
            ended = true;
            settle(unanswered);
            settle(silentLast);
            if (blind) {
                passed.onBlind(-1);
            }
        }
    }
}
