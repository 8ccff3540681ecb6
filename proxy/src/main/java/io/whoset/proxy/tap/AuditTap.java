package io.whoset.proxy.tap;

import io.netty.buffer.ByteBuf;
import io.whoset.forensics.attribution.PendingWrite;
import io.whoset.forensics.attribution.WriteAssembler;
import io.whoset.forensics.record.Gap;
import io.whoset.forensics.record.Origin;
import io.whoset.forensics.record.TimeSource;
import io.whoset.protocol.pairing.Exchanges;
import io.whoset.proxy.RouteCounters;
import io.whoset.proxy.count.CountedExchange;
import org.jspecify.annotations.Nullable;

/**
 * Lends both directions of a connection to the parsers. A defect there ends the audit of this connection, counted in a gap, and never the relay.
 *
 * <p>Confined to the connection's event loop.
 */
final class AuditTap implements Tap {
    private final Origin origin;
    private final Exchanges<PendingWrite> exchanges;
    private final WriteAssembler assembler;
    private final @Nullable CountedExchange counted;
    private final Outbox outbox;
    private final TimeSource time;
    private final RouteCounters counters;
    private final DefectLog defects;
    private final PendingShare share;
    private Brake brake = on -> {};
    private boolean queueFull;
    private boolean crowded;
    private boolean detached;
    private boolean ended;

    AuditTap(
            Origin origin,
            Exchanges<PendingWrite> exchanges,
            WriteAssembler assembler,
            @Nullable CountedExchange counted,
            Outbox outbox,
            TimeSource time,
            RouteCounters counters,
            DefectLog defects,
            PendingShare share) {
        this.origin = origin;
        this.exchanges = exchanges;
        this.assembler = assembler;
        this.counted = counted;
        this.outbox = outbox;
        this.time = time;
        this.counters = counters;
        this.defects = defects;
        this.share = share;
    }

    @Override
    public void fromClient(ByteBuf bytes) {
        watch(() -> exchanges.fromClient(bytes));
    }

    @Override
    public void fromUpstream(ByteBuf bytes) {
        watch(() -> exchanges.fromUpstream(bytes));
    }

    @SuppressWarnings("CatchAndPrintStackTrace")
    private void watch(Runnable look) {
        if (detached) {
            return;
        }
        try {
            assembler.onRead();
            look.run();
            if (exchanges.pendingReplies() == 0) {
                assembler.onIdle();
            }
            if (counted != null) {
                counted.onLooked(exchanges.pendingReplies());
            }
        } catch (RuntimeException | StackOverflowError | AssertionError defect) {
            detach(defect);
        }
        weigh();
    }

    /** Brakes a client that has much waiting while memory for that is short; only where an answer must come that lets it go on. */
    private void weigh() {
        share.onPending(detached ? 0 : exchanges.pendingKeys());
        boolean now = !ended && !detached && share.isCrowded() && exchanges.isAnswerDue();
        if (crowded != now) {
            crowded = now;
            if (now) {
                counters.brakes.increment();
            }
            brake.set(crowded || queueFull);
        }
    }

    private void detach(Throwable defect) {
        detached = true;
        if (counted != null) {
            counted.onBlind();
        }
        counters.tapsDetached.increment();
        defects.report(origin, defect);
        long now = time.epochMicros(time.nanos());
        outbox.put(new Gap(
                now,
                0,
                "a defect ended the audit of this connection ("
                        + defect.getClass().getSimpleName()
                        + "): its further writes are not attributed, its bytes are relayed on",
                now,
                now,
                origin));
    }

    @Override
    public void onEnd() {
        if (!ended) {
            ended = true;
            watch(exchanges::onConnectionEnd);
            assembler.onEnd();
            if (counted != null) {
                counted.onEnd();
            }
            outbox.onEnd();
        }
    }

    @Override
    public int pendingReplies() {
        return detached ? 0 : exchanges.pendingReplies();
    }

    @Override
    public void onBrake(Brake by) {
        brake = by;
        outbox.onBrake(full -> {
            queueFull = full;
            by.set(crowded || queueFull);
        });
    }
}
