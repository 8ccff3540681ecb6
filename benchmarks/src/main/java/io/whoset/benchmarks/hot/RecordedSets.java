package io.whoset.benchmarks.hot;

import io.netty.buffer.ByteBuf;
import io.whoset.forensics.attribution.AssemblerSettings;
import io.whoset.forensics.attribution.PendingWrite;
import io.whoset.forensics.attribution.WriteAssembler;
import io.whoset.forensics.record.AuditEvent;
import io.whoset.forensics.record.Origin;
import io.whoset.forensics.record.TimeSource;
import io.whoset.protocol.WireLimits;
import io.whoset.protocol.pairing.Exchanges;
import java.util.function.Consumer;

/**
 * One client's connection through all that the event loop does for the audit: parsers, payloads, pairing, records.
 *
 * <p>Confined to one thread.
 */
final class RecordedSets {
    private final ByteBuf[] sets = Requests.textSets();
    private final ByteBuf stored = Requests.stored();
    private final WriteAssembler assembler;
    private final Exchanges<PendingWrite> exchanges;

    /** Records go to {@code out}. */
    RecordedSets(Consumer<AuditEvent> out) {
        Origin origin = new Origin("main", "10.2.0.1:11211", "10.1.0.7:43210", "web-07", 7);
        assembler = new WriteAssembler(origin, AssemblerSettings.DEFAULT, new Steady(), out);
        exchanges = new Exchanges<>(WireLimits.DEFAULT, assembler);
    }

    /** The client sends its {@link Requests#COUNT} sets, and the server stores them all. */
    void pass() {
        for (ByteBuf read : sets) {
            assembler.onRead();
            exchanges.fromClient(read);
        }
        assembler.onRead();
        exchanges.fromUpstream(stored);
        assembler.onIdle();
    }

    /** A clock that goes on by a microsecond each time that it is read. */
    private static final class Steady implements TimeSource {
        private static final long START_MICROS = 1_750_000_000_000_000L;
        private long nanos;

        @Override
        public long nanos() {
            nanos += 1000;
            return nanos;
        }

        @Override
        public long epochMicros(long at) {
            return START_MICROS + at / 1000;
        }
    }
}
