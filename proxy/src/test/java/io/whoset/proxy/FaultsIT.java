package io.whoset.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.whoset.forensics.record.WriteRecord;
import io.whoset.testkit.RealMemcached;
import io.whoset.testkit.Script;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes wrong between a client and its memcached: the client sees what it would see without whoset, and nothing is lost in silence. */
@Timeout(120)
class FaultsIT {
    /** Sent to the server, answered by it, then the server dies in the way given; what the client must have got. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "get half a li | | fin",
                "get half a li | | reset",
                "set k 0 0 1000~half a value | | fin",
                "set k 0 0 1000~half a value | | reset",
                "get k~ | VALUE k 0 1000~half an answer | fin",
                "get a~get b~get c~ | END~VALUE b 0 3~abc~END~VALUE | fin",
                "version~ | VERS | fin"
            })
    void server_diesInTheMiddle_theClientGetsWhatItSaidAndTheCloseAtOnce(
            String request, @Nullable String answer, String how) throws Exception {
        String asked = unescape(request);
        String said = unescape(answer);
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                ProxyUnderTest proxy = new ProxyUnderTest((InetSocketAddress) server.getLocalSocketAddress());
                Socket client = connect(proxy.address())) {
            try (Socket upstream = server.accept()) {
                send(client, asked);
                assertThat(upstream.getInputStream().readNBytes(asked.length())).hasSize(asked.length());
                send(upstream, said);
                if (!said.isEmpty()) {
                    assertThat(read(client, said.length())).isEqualTo(said);
                }
                if (how.equals("reset")) {
                    upstream.setSoLinger(true, 0);
                }
            }
            client.setSoTimeout(1_000);
            assertThat(endOf(client)).isIn("fin", how);
            assertThat(proxy.writesOfAll()).isEmpty();
        }
    }

    @Test
    void server_restarted_theNextConnectionWorks() throws Exception {
        RealMemcached first = RealMemcached.start();
        InetSocketAddress address = first.address();
        try (ProxyUnderTest proxy = new ProxyUnderTest(address)) {
            assertThat(Script.send("set k 0 0 1\r\nx\r\n").run(proxy.address())).isEqualTo("STORED\r\n");
            first.close();
            assertThat(Script.send("get k\r\n").run(proxy.address()).replace("<reset>", ""))
                    .isEmpty();
            try (RealMemcached second = RealMemcached.start("-p", String.valueOf(address.getPort()))) {
                assertThat(second.address()).isEqualTo(address);
                assertThat(Script.send("get k\r\n").run(proxy.address())).isEqualTo("END\r\n");
            }
        }
    }

    @Test
    void server_stoppedForSeconds_isWaitedFor() throws Exception {
        try (RealMemcached memcached = RealMemcached.start();
                ProxyUnderTest proxy = new ProxyUnderTest(memcached.address());
                Socket client = connect(proxy.address())) {
            signal(memcached, "STOP");
            send(client, "set k 0 0 1\r\nx\r\n");
            client.setSoTimeout(4_000);
            assertThatThrownBy(() -> read(client, 1)).isInstanceOf(SocketTimeoutException.class);
            signal(memcached, "CONT");
            assertThat(read(client, 8)).isEqualTo("STORED\r\n");
            client.close();
            assertThat(proxy.writesOfAll())
                    .singleElement()
                    .satisfies(write -> assertThat(Objects.requireNonNull(write.rttMicros()))
                            .isGreaterThan(3_000_000L));
        }
    }

    @Test
    void server_stopsReading_theClientIsHeldAndNothingIsLost() throws Exception {
        int sets = 400;
        int size = 100_000;
        String value = "v".repeat(size);
        try (RealMemcached memcached = RealMemcached.start("-m", "256");
                ProxyUnderTest proxy = new ProxyUnderTest(memcached.address());
                Socket client = connect(proxy.address())) {
            signal(memcached, "STOP");
            Thread sender = new Thread(() -> {
                for (int i = 0; i < sets; i++) {
                    sendUnchecked(client, "set k" + i + " 0 0 " + size + " noreply\r\n" + value + "\r\n");
                }
                sendUnchecked(client, "mn\r\n");
            });
            sender.start();
            // the rest waits with the client and in socket buffers
            assertThat(ProxyUnderTest.awaitStandstill(proxy.counters().bytesToUpstream, size, Duration.ofSeconds(20)))
                    .isLessThan(20_000_000L);
            signal(memcached, "CONT");
            assertThat(read(client, 4)).isEqualTo("MN\r\n");
            sender.join();
            client.close();
            assertThat(proxy.writesOfAll()).hasSize(sets);
            assertThat(Script.send("get k399\r\n").run(memcached.address())).startsWith("VALUE k399 0 " + size);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "get k\r\n"})
    void server_closesAnIdleConnection_theClientHearsOfItAtOnce(String before) throws Exception {
        try (RealMemcached memcached = RealMemcached.start("-o", "idle_timeout=1");
                ProxyUnderTest proxy = new ProxyUnderTest(memcached.address());
                Socket straight = connect(memcached.address());
                Socket client = connect(proxy.address())) {
            for (Socket socket : List.of(straight, client)) {
                send(socket, before);
                assertThat(read(socket, before.isEmpty() ? 0 : 5)).isEqualTo(before.isEmpty() ? "" : "END\r\n");
            }
            assertThat(endOf(straight)).isEqualTo("fin");
            client.setSoTimeout(1_500);
            assertThat(endOf(client)).isEqualTo("fin");
        }
    }

    @Test
    void connections_thousandAtOnce_areServedAndLeaveNothingBehind() throws Exception {
        int connections = 1_000;
        try (RealMemcached memcached = RealMemcached.start("-c", "2048");
                ProxyUnderTest proxy = new ProxyUnderTest(memcached.address())) {
            long before = descriptors();
            List<Socket> clients = new ArrayList<>();
            for (int i = 0; i < connections; i++) {
                clients.add(connect(proxy.address()));
            }
            for (int i = 0; i < connections; i++) {
                send(clients.get(i), "set k" + i + " 0 0 1\r\nx\r\n");
            }
            for (Socket client : clients) {
                assertThat(read(client, 8)).isEqualTo("STORED\r\n");
                client.close();
            }
            assertThat(proxy.writesOfAll())
                    .extracting(WriteRecord::outcome)
                    .hasSize(connections)
                    .containsOnly("STORED");
            await().atMost(Duration.ofSeconds(10)).until(() -> descriptors() <= before + 10);
        }
    }

    @Test
    void connections_thatComeAndGoAtOnce_leaveNothingBehind() throws Exception {
        try (RealMemcached memcached = RealMemcached.start("-c", "4096");
                ProxyUnderTest proxy = new ProxyUnderTest(memcached.address())) {
            long before = descriptors();
            for (int i = 0; i < 3_000; i++) {
                Socket client = connect(proxy.address());
                if (i % 3 == 0) {
                    client.setSoLinger(true, 0);
                }
                if (i % 2 == 0) {
                    send(client, "set k 0 0 5\r\nhel");
                }
                client.close();
            }
            assertThat(proxy.writesOfAll()).isEmpty();
            assertThat(Script.send("version\r\n").run(proxy.address())).startsWith("VERSION ");
            await().atMost(Duration.ofSeconds(10)).until(() -> descriptors() <= before + 10);
        }
    }

    private static long descriptors() {
        return Objects.requireNonNull(new File("/proc/self/fd").list()).length;
    }

    private static Socket connect(InetSocketAddress server) throws IOException {
        Socket socket = new Socket();
        socket.setTcpNoDelay(true);
        socket.connect(server);
        socket.setSoTimeout(20_000);
        return socket;
    }

    private static void send(Socket socket, String text) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    private static void sendUnchecked(Socket socket, String text) {
        try {
            send(socket, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Socket socket, int bytes) throws IOException {
        return new String(socket.getInputStream().readNBytes(bytes), StandardCharsets.ISO_8859_1);
    }

    /** How the other end ends: {@code fin} or {@code reset}; a timeout where it does not. */
    private static String endOf(Socket socket) throws IOException {
        try {
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
            return "fin";
        } catch (SocketException reset) {
            return "reset";
        }
    }

    private static String unescape(@Nullable String text) {
        return text == null ? "" : text.replace("~", "\r\n");
    }

    private static void signal(RealMemcached memcached, String name) throws Exception {
        Process kill = new ProcessBuilder(
                        "kill", "-" + name, String.valueOf(memcached.process().pid()))
                .start();
        assertThat(kill.waitFor(5, TimeUnit.SECONDS)).isTrue();
    }
}
