package io.whoset.ui.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.whoset.ui.ManualTime;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class BadTokensTest {
    private final ManualTime time = new ManualTime();
    private final BadTokens wrong = new BadTokens(time);

    private void note(String address, int times) throws UnknownHostException {
        for (int i = 0; i < times; i++) {
            wrong.note(InetAddress.getByName(address));
        }
    }

    private boolean isTooMany(String address) throws UnknownHostException {
        return wrong.isTooMany(InetAddress.getByName(address));
    }

    @Test
    void address_atItsBound_waits() throws Exception {
        note("10.0.0.1", BadTokens.BURST - 1);
        assertThat(isTooMany("10.0.0.1")).isFalse();

        note("10.0.0.1", 1);

        assertThat(isTooMany("10.0.0.1")).isTrue();
        assertThat(isTooMany("10.0.0.2")).isFalse();
        time.pass(TimeUnit.SECONDS.toNanos(BadTokens.SECONDS_EACH));
        assertThat(isTooMany("10.0.0.1")).isFalse();
        note("10.0.0.1", 1);
        assertThat(isTooMany("10.0.0.1")).isTrue();
    }

    @Test
    void ipv6_sameNetwork_isOne() throws Exception {
        note("2001:db8::1", BadTokens.BURST);

        assertThat(isTooMany("2001:db8::ffff")).isTrue();
        assertThat(isTooMany("2001:db8:0:1::1")).isFalse();
    }

    @Test
    void manyAddresses_together_wait() throws Exception {
        for (int i = 0; i < BadTokens.BURST_OF_ALL; i++) {
            note("10.0.1." + i % 256, 1);
        }

        assertThat(isTooMany("10.9.9.9")).isTrue();
    }
}
