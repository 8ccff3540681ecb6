package io.whoset.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.whoset.proxy.bypass.BypassCounters;
import io.whoset.testkit.BinaryFrames;
import io.whoset.testkit.RealMemcached;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLongArray;
import org.junit.jupiter.api.Test;

/** Writes around whoset are found by the real memcached's own counters, and nothing else is. */
class BypassIT {
    private static final String WRITES = String.join(
            "\r\n",
            "set a 0 0 1",
            "x",
            "set b 0 0 1 noreply",
            "1",
            "add a 0 0 1 noreply",
            "x",
            "cas a 0 0 1 1 noreply",
            "x",
            "append none 0 0 1 noreply",
            "x",
            "ms c 1 q",
            "x",
            "delete a noreply",
            "delete none noreply",
            "md c q",
            "incr b 1 noreply",
            "decr none 1 noreply",
            "ma b q",
            "touch b 0 noreply",
            "flush_all noreply",
            "");
    private static final int IN_WRITES = 14;
    private static final int IN_COUNTED = 5;
    private static final String COUNTED = String.join(
            "\r\n",
            "set a 0 0 1 noreply",
            "x",
            "set b 0 0 1",
            "x",
            "delete a noreply",
            "touch b 0 noreply",
            "md c q",
            "");
    private static final String MORE =
            "gat 0 a b c\r\nmg a T30\r\nmd a I q\r\nma n N0 J5\r\nmg n N30 v\r\nset big 0 0 1100000\r\n"
                    + "x".repeat(1_100_000) + "\r\nset bad 0 0 1\r\nxyz\r\n";

    private static void awaitMarker(PlainClient client) throws Exception {
        String line = client.line();
        while (!line.equals("MN")) {
            line = client.line();
        }
    }

    private static void write(InetSocketAddress to, int rounds) throws Exception {
        write(to, WRITES, rounds);
    }

    private static void write(InetSocketAddress to, String batch, int rounds) throws Exception {
        try (PlainClient client = new PlainClient(to)) {
            for (int i = 0; i < rounds; i++) {
                client.send(batch);
            }
            client.send("mn\r\n");
            awaitMarker(client);
        }
    }

    @Test
    void check_writesAroundWhoset_areCountedExactly() throws Exception {
        try (RealMemcached memcached = RealMemcached.start();
                BypassUnderTest proxy = new BypassUnderTest(memcached.address())) {
            write(memcached.address(), 3);
            assertThat(proxy.found()).isZero();
            write(proxy.address(), 50);
            write(memcached.address(), 1);
            proxy.awaitIdle();
            assertThat(proxy.found()).isEqualTo(IN_WRITES);
            write(memcached.address(), 2);
            write(proxy.address(), 5);
            proxy.awaitIdle();
            assertThat(proxy.found()).isEqualTo(3 * IN_WRITES);
            for (int check = 0; check < 5; check++) {
                assertThat(proxy.found()).isEqualTo(3 * IN_WRITES);
            }
            assertThat(proxy.check().counters().isBypassed()).isTrue();
            assertThat(proxy.found()).isEqualTo(3 * IN_WRITES);
            assertThat(proxy.check().counters().isBypassed()).isFalse();
            assertThat(proxy.sink().bypasses().stream()
                            .map(found -> found.writes() + " " + found.known())
                            .toList())
                    .containsExactly("14 true", "28 true", "0 false");
        }
    }

    @Test
    void check_underLoad_countsWhatGoesAroundExactlyInTheEnd() throws Exception {
        try (RealMemcached memcached = RealMemcached.start("-t", "4");
                BypassUnderTest proxy = new BypassUnderTest(memcached.address());
                Load load = new Load(proxy.address(), false)) {
            assertThat(proxy.found()).isZero();
            load.begin();
            for (int round = 1; round <= 20; round++) {
                write(memcached.address(), COUNTED, 2);
                load.awaitTurns();
                assertThat(proxy.found()).isLessThanOrEqualTo(2L * round * IN_COUNTED);
            }
            load.end();
            proxy.awaitIdle();
            assertThat(proxy.found()).isEqualTo(40 * IN_COUNTED);
        }
    }

    @Test
    void check_honestLoad_isNeverTakenForABypass() throws Exception {
        try (RealMemcached memcached = RealMemcached.start("-t", "4");
                BypassUnderTest proxy = new BypassUnderTest(memcached.address());
                Load load = new Load(proxy.address(), true)) {
            load.begin();
            for (int check = 0; check < 60; check++) {
                load.awaitTurns();
                assertThat(proxy.found()).as("check %d", check).isZero();
            }
            load.end();
            BypassCounters counters = proxy.check().counters();
            assertThat(counters.done.sum()).isEqualTo(60);
            assertThat(proxy.sink().bypasses()).isEmpty();
        }
    }

    @Test
    void check_memcachedIsRestarted_startsAnew() throws Exception {
        RealMemcached first = RealMemcached.start();
        InetSocketAddress address = first.address();
        try (BypassUnderTest proxy = new BypassUnderTest(address)) {
            write(proxy.address(), 3);
            proxy.awaitIdle();
            assertThat(proxy.found()).isZero();
            first.close();
            assertThat(proxy.found()).isZero();
            assertThat(proxy.check().counters().failed.sum()).isEqualTo(1);
            try (RealMemcached second = RealMemcached.start("-p", Integer.toString(address.getPort()))) {
                assertThat(second.address()).isEqualTo(address);
                write(address, 100);
                for (int check = 0; check < 5; check++) {
                    write(proxy.address(), 2);
                    proxy.awaitIdle();
                    assertThat(proxy.found()).isZero();
                }
                write(address, 1);
                assertThat(proxy.found()).isEqualTo(IN_WRITES);
            }
        } finally {
            first.close();
        }
    }

    @Test
    void check_bypassingPeerIsConnected_isNamed() throws Exception {
        try (RealMemcached memcached = RealMemcached.start();
                BypassUnderTest proxy = new BypassUnderTest(memcached.address());
                PlainClient honest = new PlainClient(proxy.address());
                PlainClient bypassing = new PlainClient(memcached.address())) {
            assertThat(honest.ask("set k 0 0 1\r\nx\r\n")).isEqualTo("STORED");
            assertThat(proxy.found()).isZero();
            assertThat(bypassing.ask("set k 0 0 1\r\ny\r\n")).isEqualTo("STORED");
            assertThat(proxy.found()).isEqualTo(1);
            assertThat(proxy.check().counters().peers())
                    .containsExactly(bypassing.end().toString().substring(1));
        }
    }

    @Test
    void check_twoRoutesToOneServer_areCountedTogether() throws Exception {
        try (RealMemcached memcached = RealMemcached.start();
                BypassUnderTest proxy = new BypassUnderTest(List.of(
                        BypassUnderTest.checked("one", memcached.address()),
                        BypassUnderTest.checked("two", memcached.address())))) {
            assertThat(proxy.found()).isZero();
            write(proxy.address(0), 2);
            write(proxy.address(1), 3);
            proxy.awaitIdle();
            assertThat(proxy.found()).isZero();
            assertThat(proxy.server().bypassChecks()).hasSize(1);
        }
    }

    @Test
    void check_connectionThatIsNotUnderstood_saysNothingWhileItIsOpen() throws Exception {
        try (RealMemcached memcached = RealMemcached.start();
                BypassUnderTest proxy = new BypassUnderTest(memcached.address())) {
            assertThat(proxy.found()).isZero();
            try (PlainClient odd = new PlainClient(proxy.address())) {
                odd.send(BinaryFrames.requests("noop; set k=k v=1; raw=" + "\\x81".repeat(24)));
                write(memcached.address(), 1);
                proxy.awaitBlind();
                assertThat(proxy.found()).isZero();
            }
            proxy.awaitIdle();
            assertThat(proxy.found()).isZero();
            assertThat(proxy.found()).isZero();
            assertThat(proxy.check().counters().blind.sum()).isBetween(1L, 2L);
            write(memcached.address(), 1);
            assertThat(proxy.found()).isEqualTo(IN_WRITES);
        }
    }

    @Test
    void check_serverDemandsAuthentication_isSkipped() throws Exception {
        java.nio.file.Path users = java.nio.file.Files.createTempFile("users", "");
        java.nio.file.Files.writeString(users, "me:secret\n");
        users.toFile().setReadable(true, false);
        try (RealMemcached memcached = RealMemcached.start("-Y", users.toString());
                BypassUnderTest proxy = new BypassUnderTest(memcached.address())) {
            assertThat(proxy.found()).isZero();
            assertThat(proxy.found()).isZero();
            assertThat(proxy.check().counters().failed.sum()).isEqualTo(2);
            assertThat(proxy.check().counters().done.sum()).isZero();
        } finally {
            java.nio.file.Files.delete(users);
        }
    }

    /** Clients that write in every way, without a pause. */
    private static final class Load implements AutoCloseable {
        private static final int CLIENTS = 4;

        private final InetSocketAddress server;
        private final boolean all;
        private final ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
        private final AtomicBoolean ended = new AtomicBoolean();
        private final AtomicLongArray turns = new AtomicLongArray(CLIENTS);
        private final List<Future<?>> running = new java.util.ArrayList<>();

        /** With writes that memcached does not count, too, or without. */
        Load(InetSocketAddress server, boolean all) {
            this.server = server;
            this.all = all;
        }

        void begin() {
            for (int i = 0; i < CLIENTS; i++) {
                int number = i;
                running.add(threads.submit(() -> run(number)));
            }
        }

        private Void run(int number) throws Exception {
            Random random = new Random(number);
            try (PlainClient client = new PlainClient(server)) {
                while (!ended.get()) {
                    if (all && number % 3 == 2) {
                        binary(client);
                    } else {
                        client.send((all ? WRITES : COUNTED).repeat(1 + random.nextInt(8))
                                + (all && random.nextInt(50) == 0 ? MORE : ""));
                        client.send("mn\r\n");
                        awaitMarker(client);
                    }
                    turns.incrementAndGet(number);
                }
            }
            return null;
        }

        private static void binary(PlainClient client) throws Exception {
            client.send(BinaryFrames.requests(
                    "setq k=a v=1 o=1; set k=b v=2 o=2; incrq k=a d=1 o=3; incr k=n d=1 i=5 e=0 o=4; deleteq k=none o=5; delete k=b o=6;"
                            + " touch k=a e=0 o=7; gatq k=none e=0 o=8; appendq k=a v=x o=9; flushq o=10; noop o=11"));
            byte[] header = new byte[24];
            for (int opcode = 0; opcode != 0x0a; opcode = header[1]) {
                client.read(header);
                client.skip(java.nio.ByteBuffer.wrap(header).getInt(8));
            }
        }

        /** Waits until each client has been answered twice: what it had sent before was carried out. */
        void awaitTurns() {
            long[] before = new long[CLIENTS];
            for (int i = 0; i < CLIENTS; i++) {
                before[i] = turns.get(i);
            }
            org.awaitility.Awaitility.await()
                    .atMost(java.time.Duration.ofSeconds(60))
                    .pollInterval(java.time.Duration.ofMillis(2))
                    .until(() -> {
                        for (int i = 0; i < CLIENTS; i++) {
                            if (turns.get(i) < before[i] + 2) {
                                return running.stream().anyMatch(Future::isDone);
                            }
                        }
                        return true;
                    });
        }

        void end() throws Exception {
            ended.set(true);
            for (Future<?> one : running) {
                one.get();
            }
        }

        @Override
        public void close() {
            ended.set(true);
            threads.shutdown();
        }
    }
}
