package io.whoset.forensics.attribution;

import io.whoset.forensics.record.AuditEvent;
import io.whoset.forensics.record.Origin;
import io.whoset.forensics.record.TimeSource;
import io.whoset.protocol.Command;
import io.whoset.protocol.Desync;
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
    private final Consumer<AuditEvent> out;

    /** One connection's assembler; records and gaps go to {@code out} in the order in which they are settled. */
    public WriteAssembler(Origin origin, AssemblerSettings settings, TimeSource time, Consumer<AuditEvent> out) {
        this.out = out;
    }

    /** A read from a socket begins: every stamp until the next call is this moment, one clock read a batch. */
    public void onRead() {
        assert out != null;
    }

    @Override
    public void onCommand(Command command) {
        assert out != null;
    }

    @Override
    public void onPayload(ByteBuffer piece) {
        assert out != null;
    }

    @Override
    public @Nullable PendingWrite onRequestEnd(Command command) {
        return null;
    }

    @Override
    public void onSettled(PendingWrite write, @Nullable String outcome) {
        assert out != null;
    }

    @Override
    public void onDesync(Desync desync) {
        assert out != null;
    }
}
