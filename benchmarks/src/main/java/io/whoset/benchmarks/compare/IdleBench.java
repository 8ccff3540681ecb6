package io.whoset.benchmarks.compare;

import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What connections cost that were used once and then do nothing, and how long a start takes until the first request is answered.
 *
 * <p>One thread.
 */
final class IdleBench {
    private static final int FEW = 1_000;
    private static final int MANY = 10_000;
    private static final byte[] GET = "get nothing\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final int REPLY_BYTES = "END\r\n".length();

    private final PrintStream out;
    private final CompareOptions options;
    private final Targets targets;
    private final int many = Math.min(MANY, ProcStat.mostClients());

    IdleBench(PrintStream out, CompareOptions options, Targets targets) {
        this.out = out;
        this.options = options;
        this.targets = targets;
    }

    void run() throws IOException {
        out.printf(
                "| mode | start ms | RSS MiB, fresh | %,d connections | %,d connections | KiB a connection |%n|",
                FEW, many);
        out.println(" --- |".repeat(6));
        for (Mode mode : options.modes()) {
            try (Server memcached = targets.memcached()) {
                out.println(row(mode, memcached));
            }
        }
    }

    private String row(Mode mode, Server memcached) throws IOException {
        StringBuilder row = new StringBuilder("| " + mode.label());
        List<Double> resident = new ArrayList<>();
        row.append(String.format(" | %.0f", startMillis(mode, memcached)));
        List<SocketChannel> clients = new ArrayList<>();
        try (Target target = targets.start(mode, memcached)) {
            resident.add(target.residentMib());
            for (int step : new int[] {FEW, many}) {
                while (clients.size() < step) {
                    clients.add(client(clients.size(), target.address()));
                }
                resident.add(target.residentMib());
            }
        } finally {
            for (SocketChannel client : clients) {
                client.close();
            }
        }
        resident.forEach(mib -> row.append(String.format(" | %.0f", mib)));
        double each = (resident.get(2) - resident.get(1)) * 1024 / (many - FEW);
        return row.append(String.format(" | %.1f |", each)).toString();
    }

    /** The median of some starts. */
    private double startMillis(Mode mode, Server memcached) throws IOException {
        List<Double> starts = new ArrayList<>();
        for (int i = 0; i < options.rounds(); i++) {
            try (Target target = targets.start(mode, memcached)) {
                starts.add(target.server().startMillis());
            }
        }
        starts.sort(null);
        return starts.get(starts.size() / 2);
    }

    private SocketChannel client(int number, InetSocketAddress address) throws IOException {
        SocketChannel client = SocketChannel.open();
        byte[] source = {127, 0, 1, (byte) (1 + number % options.sources())};
        client.bind(new InetSocketAddress(InetAddress.getByAddress(source), 0));
        client.connect(address);
        client.write(ByteBuffer.wrap(GET));
        ByteBuffer reply = ByteBuffer.allocate(REPLY_BYTES);
        while (reply.hasRemaining()) {
            if (client.read(reply) < 0) {
                throw new IOException("connection " + number + " was closed");
            }
        }
        return client;
    }
}
