package io.whoset.proxy.tap;

import io.netty.channel.Channel;
import io.whoset.forensics.attribution.AssemblerSettings;
import io.whoset.forensics.attribution.PendingWrite;
import io.whoset.forensics.attribution.RouteAuthentication;
import io.whoset.forensics.attribution.WriteAssembler;
import io.whoset.forensics.exposure.Exposure;
import io.whoset.forensics.record.Origin;
import io.whoset.forensics.record.RecordSink;
import io.whoset.forensics.record.TimeSource;
import io.whoset.protocol.WireLimits;
import io.whoset.protocol.pairing.Exchanges;
import io.whoset.proxy.RouteCounters;
import io.whoset.proxy.count.CountedExchange;
import io.whoset.proxy.count.PassedWrites;
import io.whoset.proxy.identity.Origins;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Makes the taps of one route and knows how many still have events to hand over. Safe for many threads. */
public final class AuditTaps implements TapFactory {
    private final Origins origins;
    private final WireLimits limits;
    private final AssemblerSettings settings;
    private final Exposure exposure;
    private final RecordSink sink;
    private final TimeSource time;
    private final RouteCounters counters;
    private final PendingBudget budget;
    private final @Nullable PassedWrites passed;
    private final DefectLog defects;
    private final RouteAuthentication authentication;
    private final AtomicInteger unfinished = new AtomicInteger();

    /** The taps of one route; writes are counted where something is given to count them in. */
    public AuditTaps(
            Origins origins,
            WireLimits limits,
            AssemblerSettings settings,
            Exposure exposure,
            RecordSink sink,
            TimeSource time,
            RouteCounters counters,
            PendingBudget budget,
            @Nullable PassedWrites passed) {
        this.origins = origins;
        this.limits = limits;
        this.settings = settings;
        this.exposure = exposure;
        this.sink = sink;
        this.time = time;
        this.counters = counters;
        this.budget = budget;
        this.passed = passed;
        this.defects = new DefectLog(time);
        this.authentication = new RouteAuthentication(settings.asciiAuth());
    }

    @Override
    public Tap newTap(Channel client) {
        unfinished.incrementAndGet();
        Origin origin = origins.of(client);
        Outbox outbox = new Outbox(sink, client.eventLoop(), counters.brakes::increment, unfinished::decrementAndGet);
        WriteAssembler assembler = new WriteAssembler(origin, settings, authentication, exposure, time, outbox::put);
        PendingShare share = new PendingShare(budget);
        PassedWrites counts = passed;
        CountedExchange counted = counts == null ? null : new CountedExchange(assembler, counts);
        Exchanges<PendingWrite> exchanges =
                new Exchanges<>(limits, counted == null ? assembler : counted, share::isCrowded);
        return new AuditTap(origin, exchanges, assembler, counted, outbox, time, counters, defects, share);
    }

    /** Connections whose events have not all been handed over. */
    public int unfinished() {
        return unfinished.get();
    }
}
