package io.whoset.proxy.bypass;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BypassersTest {
    @ParameterizedTest
    @CsvSource({
        "tcp:10.0.0.7:54321, 10.0.0.7, 54321",
        "tcp6:[::1]:7, ::1, 7",
        "tcp6:[::ffff:10.0.0.7]:54321, 10.0.0.7, 54321",
        "tcp6:[2001:db8::7]:65535, 2001:db8::7, 65535"
    })
    void peer_ofTcp_isAnAddress(String text, String ip, int port) throws Exception {
        assertThat(Bypassers.peer(text)).isEqualTo(new InetSocketAddress(InetAddress.getByName(ip), port));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "unix:/run/m.sock",
                "tcp:",
                "tcp::",
                "<closed>",
                "tcp:cache:1",
                "tcp:10.0.0.7:65536",
                "tcp6:[]:1",
                "x"
            })
    void peer_ofAnythingElse_isNone(String text) {
        assertThat(Bypassers.peer(text)).isNull();
    }

    @Test
    void listing_ofListenersAndConnections_hasTheConnections() {
        Bypassers.Listing listing = new Bypassers.Listing();
        listing.accept("26:addr", "tcp:127.0.0.1:11211");
        listing.accept("26:state", "conn_listening");
        listing.accept("27:addr", "tcp:127.0.0.1:5");
        listing.accept("27:listen_addr", "tcp:127.0.0.1:11211");
        listing.accept("27:state", "conn_read");
        listing.accept("27:secs_since_last_cmd", "5");
        assertThat(listing.peers).containsExactly(new InetSocketAddress(InetAddress.getLoopbackAddress(), 5));
    }
}
