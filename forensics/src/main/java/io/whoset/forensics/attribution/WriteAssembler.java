package io.whoset.forensics.attribution;

import io.whoset.forensics.attribution.PayloadReader.Secrecy;
import io.whoset.forensics.exposure.Exposure;
import io.whoset.forensics.record.AuditEvent;
import io.whoset.forensics.record.Gap;
import io.whoset.forensics.record.Interval;
import io.whoset.forensics.record.Origin;
import io.whoset.forensics.record.Payload;
import io.whoset.forensics.record.TimeSource;
import io.whoset.forensics.record.WriteRecord;
import io.whoset.protocol.Command;
import io.whoset.protocol.Desync;
import io.whoset.protocol.Key;
import io.whoset.protocol.KeyHash;
import io.whoset.protocol.Verb;
import io.whoset.protocol.pairing.ExchangeSink;
import io.whoset.protocol.text.Reply;
import io.whoset.protocol.text.ReplyForm;
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
    private final RouteAuthentication authentication;
    private final ReadBasis reads = new ReadBasis();
    private final Exposure exposure;
    private final long salt;
    private boolean authenticated;
    private boolean answered;
    private @Nullable Command firstCommand;
    private boolean proof;
    private long commands;
    private boolean refused;
    private boolean reading;
    private boolean retrieved;
    private boolean rides;
    private long nowNanos;

    /** One connection's assembler; records and gaps go to {@code out} in the order in which they are settled. */
    public WriteAssembler(Origin origin, AssemblerSettings settings, TimeSource time, Consumer<AuditEvent> out) {
        this(origin, settings, new RouteAuthentication(settings.asciiAuth()), new Exposure(), time, out);
    }

    /** The same, on a route whose connections learn together whether its server demands authentication; reads of bad versions are told. */
    public WriteAssembler(
            Origin origin,
            AssemblerSettings settings,
            RouteAuthentication authentication,
            Exposure exposure,
            TimeSource time,
            Consumer<AuditEvent> out) {
        this.origin = origin;
        this.time = time;
        this.out = out;
        this.payloads = new PayloadReader(settings.previewBytes());
        this.authentication = authentication;
        this.exposure = exposure;
        this.salt = Exposure.salt(origin.upstream());
        this.nowNanos = time.nanos();
    }

    /** A read from a socket begins: every stamp until the next call is this moment, one clock read a batch. */
    public void onRead() {
        nowNanos = time.nanos();
        retrieved = false;
    }

    /** The connection ended: what it held of a payload is given back. */
    public void onEnd() {
        payloads.onEnd();
    }

    /** Bytes of the payload that is passing are not what was sent: it gets no digest, format or preview. */
    public void withholdPayload() {
        payloads.withhold();
    }

    @Override
    public void onCommand(Command command) {
        if (commands++ == 0) {
            firstCommand = command;
        }
        noteRead(command);
        rides = retrieved && command.hasDataBlock();
        retrieved = command.verb().kind() == Verb.Kind.READ;
        reading = command.hasDataBlock() && command.isWrite();
        if (reading) {
            payloads.begin(secrecy(command));
        }
    }

    @Override
    public void onReadKey(byte[] bytes, int from, int to) {
        read(KeyHash.of(bytes, from, to));
    }

    private void read(long key) {
        reads.read(key, nowNanos);
        exposure.onRead(key ^ salt, origin.writer(), time, nowNanos);
    }

    /** What reads one key of which the parser makes a command: a meta get, a binary get, a key of gat. */
    private void noteRead(Command command) {
        Key key = command.key();
        Verb.Kind kind = command.verb().kind();
        if (key != null && (kind == Verb.Kind.READ || kind == Verb.Kind.TOUCH_AND_READ || command.verb() == Verb.MG)) {
            read(key.hash64());
        }
    }

    /** No reply is waited for on this connection. */
    public void onIdle() {
        reads.onIdle(nowNanos);
    }

    /** memcached takes a {@code set} for a credential until it has stored one; any other command it refuses until then. */
    private Secrecy secrecy(Command command) {
        if (authenticated || command.verb() != Verb.SET) {
            return Secrecy.NONE;
        }
        if (authentication.isDemanded()) {
            return Secrecy.CERTAIN;
        }
        return authentication.isUnknown() ? Secrecy.BY_FORM : Secrecy.NONE;
    }

    /** A memcached that demands ASCII authentication does not speak it (memcached.c, main). */
    @Override
    public void onBinaryProtocol() {
        authenticated = true;
    }

    @Override
    public void onReply(Reply reply) {
        refused = reply.demandsAuthentication();
        if (refused) {
            authentication.onDemanded();
            authenticated = false;
        } else if (!answered
                && firstCommand != null
                && firstCommand.verb() != Verb.SET
                && reply.form() != ReplyForm.STORED) {
            authentication.onOpen();
        }
        answered = true;
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
        PendingWrite write =
                new PendingWrite(command, payload, nowNanos, time.epochMicros(nowNanos), basis(command), rides);
        proof = commands == 1 && payload != null && payloads.isNoCredential();
        return write;
    }

    private @Nullable Interval basis(Command command) {
        Key key = command.key();
        return key == null || !command.hasDataBlock() ? null : reads.take(key.hash64());
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
        Payload payload = write.payload();
        if ("STORED".equals(outcome)) {
            onStored();
        } else if (refused && payload != null && "CLIENT_ERROR".equals(outcome)) {
            payload = PayloadReader.withheld(payload.bytes(), payload.partial());
        }
        Command command = write.command();
        out.accept(new WriteRecord(
                origin,
                write.tsMicros(),
                command.word(),
                command.key(),
                command.clientFlags(),
                command.exptime(),
                payload,
                outcome,
                isAnswered(outcome) ? (Long) ((nowNanos - write.arrivedNanos()) / 1000) : null,
                interval(write, outcome),
                write.basis(),
                write.rides()));
    }

    /**
     * A first request that is stored although it is no credential shows that the server demands none, but only where nothing was sent behind it: a
     * memcached that demands one answers several requests that came together with the last one's reply alone.
     */
    private void onStored() {
        authenticated = true;
        if (proof && commands == 1) {
            authentication.onOpen();
        }
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
