package io.whoset.benchmarks.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.whoset.proxy.net.Transport;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What a mode's text means. */
class ModeTest {
    @Test
    void parse_word_isThisCheckoutWithoutFlags() {
        Mode mode = Mode.parse("everything");

        assertThat(mode).isEqualTo(new Mode("everything", Mode.Kind.EVERYTHING, null, java.util.List.of(), 0, null));
    }

    @Test
    void parse_checkoutAndFlags_areTakenApart() {
        Mode mode = Mode.parse("attribution@/other/place{-XX:+UseParallelGC io-threads=1 transport=epoll -Da=b}");

        assertThat(mode.kind()).isEqualTo(Mode.Kind.ATTRIBUTION);
        assertThat(mode.checkout()).isEqualTo(Path.of("/other/place"));
        assertThat(mode.javaFlags()).containsExactly("-XX:+UseParallelGC", "-Da=b");
        assertThat(mode.ioThreads()).isEqualTo(1);
        assertThat(mode.transport()).isEqualTo(Transport.EPOLL);
    }

    @Test
    void parse_unknownWord_saysWhichThereAre() {
        assertThatThrownBy(() -> Mode.parse("nginx")).hasMessageContaining("haproxy, twemproxy, relay");
        assertThatThrownBy(() -> Mode.parse("relay{transport=uring}")).hasMessageContaining("io_uring, epoll or nio");
    }
}
