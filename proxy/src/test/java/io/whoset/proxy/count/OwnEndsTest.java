package io.whoset.proxy.count;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import java.net.SocketAddress;
import org.junit.jupiter.api.Test;

class OwnEndsTest {
    private final OwnEnds ends = new OwnEnds();
    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final SocketAddress end = channel.localAddress();

    @Test
    void known_closedOne_isKnownUntilForgottenTwice() {
        ends.onConnected(channel);
        channel.close().syncUninterruptibly();
        assertThat(ends.known()).containsExactly(end);
        ends.forgetClosed();
        assertThat(ends.known()).as("the server may list it still").containsExactly(end);
        ends.forgetClosed();
        assertThat(ends.known()).isEmpty();
    }

    @Test
    void forgetClosed_openOne_staysKnown() {
        ends.onConnected(channel);
        ends.forgetClosed();
        ends.forgetClosed();
        assertThat(ends.known()).containsExactly(end);
        channel.close().syncUninterruptibly();
    }
}
