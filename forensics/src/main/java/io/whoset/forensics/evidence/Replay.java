package io.whoset.forensics.evidence;

import io.whoset.forensics.attribution.AssemblerSettings;
import io.whoset.forensics.attribution.PeerName;
import io.whoset.forensics.attribution.PendingWrite;
import io.whoset.forensics.attribution.WriteAssembler;
import io.whoset.forensics.attribution.WriterNames;
import io.whoset.forensics.record.AuditEvent;
import io.whoset.forensics.record.Gap;
import io.whoset.forensics.record.Origin;
import io.whoset.forensics.record.TimeSource;
import io.whoset.protocol.WireLimits;
import io.whoset.protocol.pairing.Exchanges;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Feeds recorded connections to the parsers that live ones are fed to: the same records, under the clock of the evidence.
 *
 * <p><b>Units, bounds</b> at most 100,000 connections at once; beyond, the one that was opened first counts as ended.
 *
 * <p>Confined to one thread.
 */
public final class Replay implements Traffic {
    private static final String ROUTE = "evidence";
    private static final int MAX_CONNECTIONS = 100_000;
    private static final int FILLER_BYTES = 8192;

    private final WriterNames names;
    private final AssemblerSettings settings;
    private final Consumer<AuditEvent> out;
    private final Map<Long, Connection> connections = new LinkedHashMap<>();
    private final EvidenceClock clock = new EvidenceClock();
    private long lastConn;

    /** Makes records for {@code out}, in the order in which they are settled. */
    public Replay(WriterNames names, AssemblerSettings settings, Consumer<AuditEvent> out) {
        this.names = names;
        this.settings = settings;
        this.out = out;
    }

    /** One connection's parsers. */
    private static final class Connection {
        private final Origin origin;
        private final WriteAssembler assembler;
        private final Exchanges<PendingWrite> exchanges;

        Connection(Origin origin, WriteAssembler assembler) {
            this.origin = origin;
            this.assembler = assembler;
            this.exchanges = new Exchanges<>(WireLimits.DEFAULT, assembler);
        }

        void feed(boolean fromClient, byte[] bytes, int length) {
            assembler.onRead();
            if (fromClient) {
                exchanges.fromClient(bytes, length);
            } else {
                exchanges.fromUpstream(bytes, length);
            }
            if (exchanges.pendingReplies() == 0) {
                assembler.onIdle();
            }
        }
    }

    /** The evidence's clock: stands still until the next piece of evidence. */
    private static final class EvidenceClock implements TimeSource {
        private long micros;

        void set(long tsMicros) {
            micros = Math.max(micros, tsMicros);
        }

        @Override
        public long nanos() {
            return TimeUnit.MICROSECONDS.toNanos(micros);
        }

        @Override
        public long epochMicros(long nanos) {
            return TimeUnit.NANOSECONDS.toMicros(nanos);
        }
    }

    @Override
    public void onOpen(long conn, Ends ends) {
        if (connections.size() >= MAX_CONNECTIONS) {
            onEnd(connections.keySet().iterator().next(), clock.micros);
        }
        InetSocketAddress client = ends.client();
        String peer = client == null ? ends.name() : PeerName.of(client);
        String writer = client == null ? ends.name() : names.writerAt(client.getAddress());
        Origin origin = new Origin(ROUTE, ends.server(), peer, writer, ++lastConn);
        connections.put(conn, new Connection(origin, new WriteAssembler(origin, settings, clock, out)));
    }

    @Override
    public void onBytes(long conn, boolean fromClient, byte[] bytes, long tsMicros) {
        clock.set(tsMicros);
        Connection connection = connections.get(conn);
        if (connection != null) {
            connection.feed(fromClient, bytes, bytes.length);
        }
    }

    /** The parsers keep their place over bytes that nobody has; a payload among them has no digest. */
    @Override
    public void onMissing(long conn, boolean fromClient, long bytes, long tsMicros) {
        clock.set(tsMicros);
        Connection connection = connections.get(conn);
        if (connection == null) {
            return;
        }
        String reason =
                "the evidence lacks " + bytes + " bytes that the " + (fromClient ? "client" : "server") + " sent";
        out.accept(new Gap(clock.micros, 0, reason, clock.micros, clock.micros, connection.origin));
        byte[] filler = new byte[FILLER_BYTES];
        for (long left = bytes; left > 0; left -= Math.min(left, FILLER_BYTES)) {
            if (fromClient) {
                connection.assembler.withholdPayload();
            }
            connection.feed(fromClient, filler, (int) Math.min(left, FILLER_BYTES));
        }
    }

    @Override
    public void onEnd(long conn, long tsMicros) {
        clock.set(tsMicros);
        Connection connection = connections.remove(conn);
        if (connection != null) {
            connection.exchanges.onConnectionEnd();
            connection.assembler.onEnd();
        }
    }

    /** The evidence is over, and with it every connection. */
    public void close() {
        while (!connections.isEmpty()) {
            onEnd(connections.keySet().iterator().next(), clock.micros);
        }
    }
}
