package io.whoset.forensics.attribution;

import io.whoset.forensics.record.AuditEvent;
import io.whoset.forensics.record.Gap;
import io.whoset.forensics.record.Interval;
import io.whoset.forensics.record.Origin;
import io.whoset.forensics.record.Payload;
import io.whoset.forensics.record.TimeSource;
import io.whoset.forensics.record.WriteRecord;
import io.whoset.protocol.Command;
import io.whoset.protocol.Desync;
import io.whoset.protocol.Verb;
import io.whoset.protocol.pairing.ExchangeSink;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Makes a write record of every write of one connection.
 *
 * <p>Confined to the connection's event loop.
 */
public final class WriteAssembler implements ExchangeSink<PendingWrite> {
    private final Origin origin;
    private final TimeSource time;
    private final Consumer<AuditEvent> out;
    private final PayloadReader payloads;
    private boolean authenticated;
    private boolean reading;
    private long nowNanos;

    /** One connection's assembler; records and gaps go to {@code out} in the order in which they are settled. */
    public WriteAssembler(Origin origin, AssemblerSettings settings, TimeSource time, Consumer<AuditEvent> out) {
        this.origin = origin;
        this.time = time;
        this.out = out;
        this.payloads = new PayloadReader(settings.previewBytes());
        this.authenticated = !settings.asciiAuth();
        this.nowNanos = time.nanos();
    }

    /** A read from a socket begins: every stamp until the next call is this moment, one clock read a batch. */
    public void onRead() {
        nowNanos = time.nanos();
    }

    @Override
    public void onCommand(Command command) {
        reading = command.hasDataBlock() && command.isWrite();
        if (reading) {
            payloads.begin(!authenticated && command.verb() == Verb.SET);
        }
    }

    @Override
    public void onPayload(ByteBuffer piece) {
        if (reading) {
            payloads.offer(piece);
        }
    }

    @Override
    public @Nullable PendingWrite onRequestEnd(Command command) {
        if (!command.isWrite()) {
            return null;
        }
        Payload payload = reading ? payloads.end(command.dataBytes(), isPartial(command)) : null;
        reading = false;
        return new PendingWrite(command, payload, nowNanos, time.epochMicros(nowNanos));
    }

    private static boolean isPartial(Command command) {
        return switch (command.verb()) {
            case APPEND, PREPEND -> true;
            case MS -> {
                String mode = command.metaFlags().token('M');
                // memcached looks at the first letter only; later versions take it in either case
                yield mode != null && !mode.isEmpty() && "AaPp".indexOf(mode.charAt(0)) >= 0;
            }
            default -> false;
        };
    }

    @Override
    public void onSettled(PendingWrite write, @Nullable String outcome) {
        if ("STORED".equals(outcome)) {
            authenticated = true;
        }
        Command command = write.command();
        out.accept(new WriteRecord(
                origin,
                write.tsMicros(),
                command.word(),
                command.key(),
                command.clientFlags(),
                command.exptime(),
                write.payload(),
                outcome,
                isAnswered(outcome) ? (Long) ((nowNanos - write.arrivedNanos()) / 1000) : null,
                interval(write, outcome)));
    }

    /**
     * Only a reply says when the server was done. A noreply command is settled as soon as it is read, a lost one when its connection ends: the
     * server may carry out both later.
     */
    private Interval interval(PendingWrite write, @Nullable String outcome) {
        boolean answered =
                isAnswered(outcome) || (NONE.equals(outcome) && !write.command().noreply());
        return answered ? new Interval(write.arrivedNanos(), nowNanos) : Interval.open(write.arrivedNanos());
    }

    private static boolean isAnswered(@Nullable String outcome) {
        return outcome != null && !outcome.equals(NONE) && !outcome.equals(LOST);
    }

    @Override
    public void onDesync(Desync desync) {
        long now = time.epochMicros(nowNanos);
        boolean ofClient = desync.direction() == Desync.Direction.CLIENT_TO_UPSTREAM;
        String stream = ofClient ? "the client sent" : "the server answered";
        String reason = desync.reason() + " at byte " + desync.offset() + " of what " + stream + ": "
                + consequence(desync, ofClient);
        out.accept(new Gap(now, desync.lost(), reason, now, now, origin));
    }

    private static String consequence(Desync desync, boolean ofClient) {
        if (!desync.blind()) {
            return "outcomes are unknown until a no-op (mn, noop) is answered";
        }
        return ofClient
                ? "further writes of this connection are not attributed"
                : "no further outcome of this connection is known";
    }
}
