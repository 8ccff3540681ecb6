package io.whoset.proxy.procfs;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The tables as a little-endian machine writes them; lines as they were seen there. */
class SocketTableTest {
    @TempDir
    Path dir;

    @ParameterizedTest
    @CsvSource({
        // table, its line, local end, remote end
        "tcp,  0100007F:8078 0100007F:A853, 127.0.0.1, 32888, 127.0.0.1, 43091",
        "tcp,  0500010A:1F90 0700010A:2BCB, 10.1.0.5, 8080, 10.1.0.7, 11211",
        "tcp,  0100007F:0001 0100007F:FFFF, 127.0.0.1, 1, 127.0.0.1, 65535",
        "tcp6, 00000000000000000000000001000000:AF3C 00000000000000000000000001000000:2BCB, ::1, 44860, ::1, 11211",
        "tcp6, B80D0120000000000000000007000000:0016 B80D0120000000000000000009000000:2BCB, 2001:db8::7, 22, 2001:db8::9, 11211",
        "tcp6, 0000000000000000FFFF00000100007F:D53F 0000000000000000FFFF00000100007F:EAD6, 127.0.0.1, 54591, 127.0.0.1, 60118",
    })
    void numbers_line_isFoundByItsEnds(
            String table, String line, String local, int localPort, String remote, int remotePort) throws Exception {
        FakeProc proc = new FakeProc(dir);
        proc.table(table, "00000000:07E8 00000000:0000 1590", line + " 1807976");

        SocketPair pair = new SocketPair(at(local, localPort), at(remote, remotePort));
        assertThat(new SocketTable(dir).numbers(List.of(pair))).isEqualTo(Map.of(pair, 1_807_976L));

        SocketPair turned = new SocketPair(at(remote, remotePort), at(local, localPort));
        assertThat(new SocketTable(dir).numbers(List.of(turned)))
                .as("the other end is another socket")
                .isEmpty();
    }

    @Test
    void numbers_socketWithoutAProcess_isNotFound() throws Exception {
        new FakeProc(dir).table("tcp", "0100007F:8078 0100007F:A853 0");
        SocketPair closing = new SocketPair(at("127.0.0.1", 32_888), at("127.0.0.1", 43_091));
        assertThat(new SocketTable(dir).numbers(List.of(closing))).isEmpty();
    }

    @Test
    void numbers_linesOfAnotherForm_arePassedOver() throws Exception {
        new FakeProc(dir);
        Files.writeString(
                dir.resolve("net/tcp"), "\n0: 0100007F:8078\n0: 0100007F:8078 0100007F:A853 1 2 3 4 5 6 x 8 9\n");
        SocketPair pair = new SocketPair(at("127.0.0.1", 32_888), at("127.0.0.1", 43_091));
        assertThat(new SocketTable(dir).numbers(List.of(pair))).isEmpty();
    }

    private static InetSocketAddress at(String address, int port) throws UnknownHostException {
        return new InetSocketAddress(InetAddress.getByName(address), port);
    }
}
