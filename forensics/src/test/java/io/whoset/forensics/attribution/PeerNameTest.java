package io.whoset.forensics.attribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeerNameTest {
    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, 127.0.0.1:1234",
        "[::1], [::1]:1234",
        "[::], [::]:1234",
        "[fe80::], [fe80::]:1234",
        "[2001:db8:0:0:1:0:0:1], [2001:db8::1:0:0:1]:1234",
        "[2001:db8:0:1:1:1:1:1], [2001:db8:0:1:1:1:1:1]:1234",
        "[2001:0:0:1:0:0:0:1], [2001:0:0:1::1]:1234",
        "[1:2:3:4:5:6:7:8], [1:2:3:4:5:6:7:8]:1234",
        "[0:0:3:4:5:6:0:0], [::3:4:5:6:0:0]:1234",
        "[::ffff:10.0.0.1], 10.0.0.1:1234"
    })
    void of_address_isTheOneText(String ip, String text) throws UnknownHostException {
        assertThat(PeerName.of(new InetSocketAddress(InetAddress.getByName(ip), 1234)))
                .isEqualTo(text);
    }

    @Test
    void of_scopedAddress_hasNoScope() throws UnknownHostException {
        byte[] linkLocal = InetAddress.getByName("[fe80::1]").getAddress();
        InetAddress scoped = Inet6Address.getByAddress(null, linkLocal, 3);
        assertThat(PeerName.ip(scoped)).isEqualTo("fe80::1");
    }

    @Test
    void of_unresolvedPeer_isItsHost() {
        assertThat(PeerName.of(InetSocketAddress.createUnresolved("app-1", 9))).isEqualTo("app-1:9");
    }

    @Test
    void ofProcess_pid_isNamed() {
        assertThat(PeerName.ofProcess(4711)).isEqualTo("unix:pid=4711");
        assertThat(PeerName.ofProcess(0)).isEqualTo("unix:pid=unknown");
    }
}
