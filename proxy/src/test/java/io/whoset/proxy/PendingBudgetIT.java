package io.whoset.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.whoset.forensics.record.WriteRecord;
import io.whoset.testkit.RealMemcached;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A server that stands still while clients go on sending. */
class PendingBudgetIT {
    private static final int EACH = 20_000;
    private static final int CLIENTS = 8;
    private static final String REQUEST = "set k 0 0 1\r\nx\r\n";

    @Test
    void server_standsStill_clientsWaitInBoundedMemoryAndNoOutcomeIsLost() throws Exception {
        try (RealMemcached memcached = RealMemcached.start();
                ProxyUnderTest proxy = new ProxyUnderTest(memcached.address(), 1_000)) {
            signal(memcached, "STOP");
            List<Socket> clients = new ArrayList<>();
            List<Thread> senders = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                Socket client = new Socket();
                client.connect(proxy.address());
                clients.add(client);
                senders.add(start(client));
            }
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> proxy.counters().brakes.sum() == CLIENTS);
            // what one read may bring beyond the budget, of every client
            assertThat(proxy.counters().bytesToUpstream.sum()).isLessThan((long) CLIENTS * 2 * 65_536);
            signal(memcached, "CONT");
            for (Socket client : clients) {
                client.setSoTimeout(20_000);
                assertThat(client.getInputStream().readNBytes(8 * EACH)).hasSize(8 * EACH);
            }
            for (int i = 0; i < CLIENTS; i++) {
                senders.get(i).join();
                clients.get(i).close();
            }
            List<WriteRecord> writes = proxy.writesOfAll();
            assertThat(writes).hasSize(CLIENTS * EACH);
            assertThat(writes).allMatch(write -> "STORED".equals(write.outcome()));
        }
    }

    private static Thread start(Socket client) {
        Thread sender = new Thread(() -> {
            try {
                client.getOutputStream().write(REQUEST.repeat(EACH).getBytes(StandardCharsets.US_ASCII));
            } catch (java.io.IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
        sender.start();
        return sender;
    }

    private static void signal(RealMemcached memcached, String name) throws Exception {
        assertThat(new ProcessBuilder(
                                "kill",
                                "-" + name,
                                Long.toString(memcached.process().pid()))
                        .start()
                        .waitFor())
                .isZero();
    }
}
