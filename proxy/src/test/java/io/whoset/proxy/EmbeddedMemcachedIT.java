package io.whoset.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.whoset.proxy.embedded.EmbeddedMemcached;
import io.whoset.proxy.net.Transport;
import io.whoset.testkit.BinaryFrames;
import io.whoset.testkit.RealMemcached;
import io.whoset.testkit.Script;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The embedded memcached answers as the real one does. */
class EmbeddedMemcachedIT {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "set k 2 60 5\r\nhello\r\nget k\r\nget k nokey k\r\nadd k 0 0 1\r\nx\r\nreplace k 0 0 1\r\ny\r\nreplace no 0 0 1\r\ny\r\nget k\r\n",
                "append k 0 0 1\r\nx\r\nset k 5 0 1\r\na\r\nappend k 0 0 1\r\nb\r\nprepend k 0 0 1\r\nc\r\nget k\r\n",
                "set k 0 0 1\r\na\r\ngets k\r\ncas k 0 0 1 1\r\nb\r\ncas k 0 0 1 1\r\nc\r\ncas no 0 0 1 1\r\nc\r\ngets k\r\n",
                "set n 0 0 3\r\n100\r\nincr n 5\r\ndecr n 99\r\nget n\r\ndecr n 100\r\nincr n 18446744073709551615\r\nincr no 1\r\nset t 0 0 1\r\nx\r\nincr t 1\r\nincr n x\r\n",
                "set k 0 -1 1\r\na\r\nget k\r\nset k 0 0 1\r\na\r\ntouch k -1\r\nget k\r\ntouch no 1\r\nset k 0 0 1\r\na\r\ngat 60 k no\r\ngats 60 k\r\n",
                "delete k\r\nset k 0 0 1\r\na\r\ndelete k\r\ndelete k 0\r\ndelete k 10\r\ndelete k noreply\r\nset k 0 0 1 noreply\r\nb\r\nget k\r\n",
                "set k 0 0 1\r\na\r\nflush_all\r\nget k\r\nflush_all noreply\r\nverbosity 1\r\nmn\r\n",
                "garbage\r\n\r\nset k\r\nset k a b c\r\nset k 0 0 -1\r\nget\r\nGET k\r\nset k 0 0 3\r\nabcdef\r\nmn\r\n",
                "set big 0 0 2000000\r\n", // its data follows in the test
                "ms k 2 T60 F5\r\nhi\r\nmg k v f s k O1\r\nmg no v\r\nmg no v q\r\nms k 1 ME\r\nx\r\nms k 1 MA\r\n!\r\nmg k v\r\nmd k q\r\nmd k q\r\nmd k\r\nmn\r\n",
                "ms a 1 q O1\r\nx\r\nms a 1 q O2 ME\r\ny\r\nma n\r\nma n N0 J13\r\nma n v\r\nma n MD D3 v\r\nmn\r\n",
                "ms Zm9v 2 b k\r\nhi\r\nmg Zm9v b v k\r\nms foo 2 Mx\r\nhi\r\nmn\r\n",
                "set k 0 0 0\r\n\r\nget k\r\nquit\r\nget k\r\n"
            })
    void run_dialogue_isAnsweredAsByTheRealOne(String dialogue) throws Exception {
        String text =
                dialogue.startsWith("set big") ? dialogue + "x".repeat(2_000_000) + "\r\nget big\r\nmn\r\n" : dialogue;
        try (RealMemcached real = RealMemcached.start();
                EmbeddedMemcached embedded = EmbeddedMemcached.start(Transport.best(), 64L << 20, new TestTime())) {
            InetSocketAddress address = new InetSocketAddress(
                    InetAddress.getLoopbackAddress(), embedded.address().port());
            assertThat(Script.send(text).run(address))
                    .isEqualTo(Script.send(text).run(real.address()));
        }
    }

    @Test
    void run_binaryProtocol_isRefusedInWords() throws Exception {
        try (EmbeddedMemcached embedded = EmbeddedMemcached.start(Transport.best(), 64L << 20, new TestTime())) {
            InetSocketAddress server = new InetSocketAddress(
                    InetAddress.getLoopbackAddress(), embedded.address().port());
            assertThat(Script.send(List.of(BinaryFrames.requests("noop"))).run(server))
                    .startsWith("CLIENT_ERROR")
                    .endsWith("speaks the text protocol only\r\n");
        }
    }
}
