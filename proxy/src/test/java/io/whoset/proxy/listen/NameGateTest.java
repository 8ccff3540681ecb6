package io.whoset.proxy.listen;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.util.NetUtil;
import io.whoset.forensics.attribution.WriterNames;
import io.whoset.proxy.PeerCounters;
import io.whoset.proxy.StillTime;
import io.whoset.proxy.identity.ClientEnds;
import io.whoset.proxy.identity.FakeResolver;
import io.whoset.proxy.identity.ResolvedNames;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NameGateTest {
    private final FakeResolver resolver = new FakeResolver().name("192.0.2.7", "web-7.example", "192.0.2.7");
    private final ResolvedNames resolved = named(Duration.ofMinutes(1));
    private final List<String> seen = new ArrayList<>();

    private ResolvedNames named(Duration wait) {
        return new ResolvedNames(resolver, wait, new PeerCounters(), new StillTime());
    }

    @AfterEach
    void end() {
        resolver.answer();
        resolved.close();
    }

    /** Notes what reaches the relay. */
    private final class Relay extends ChannelInboundHandlerAdapter {
        @Override
        public void channelActive(ChannelHandlerContext ctx) {
            seen.add("active " + ClientEnds.resolvedName(ctx.channel()));
        }

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            ByteBuf bytes = (ByteBuf) message;
            seen.add(bytes.toString(StandardCharsets.US_ASCII));
            bytes.release();
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
            seen.add("sent all");
        }

        @Override
        public void channelInactive(ChannelHandlerContext ctx) {
            seen.add("inactive");
        }
    }

    private EmbeddedChannel connect(String address) {
        return connect(resolved, address);
    }

    private EmbeddedChannel connect(ResolvedNames source, String address) {
        NameGates gates = new NameGates(new WriterNames(Map.of("192.0.2.9", "configured")), source);
        EmbeddedChannel channel = new EmbeddedChannel(false, false) {
            @Override
            public SocketAddress remoteAddress() {
                return new InetSocketAddress(NetUtil.createInetAddressFromIpAddressString(address), 4711);
            }
        };
        channel.pipeline().addLast(gates.newGate(client -> client.pipeline().addLast(new Relay())));
        try {
            channel.register();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
        return channel;
    }

    private static ByteBuf bytes(String text) {
        return Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII);
    }

    private void awaitSeen(EmbeddedChannel channel, String first) {
        Awaitility.await().until(() -> {
            channel.runPendingTasks();
            return !seen.isEmpty();
        });
        assertThat(seen.get(0)).isEqualTo(first);
    }

    @Test
    void gate_nameThatComes_opensWithIt_andKeepsWhatCameMeanwhile() {
        resolver.hold();
        EmbeddedChannel channel = connect("192.0.2.7");
        channel.writeInbound(bytes("set k 0 0 1\r\n"), bytes("x\r\n"));
        channel.pipeline().fireUserEventTriggered(ChannelInputShutdownEvent.INSTANCE);
        assertThat(seen).isEmpty();

        resolver.answer();
        awaitSeen(channel, "active web-7.example");
        channel.writeInbound(bytes("more"));
        assertThat(seen).containsExactly("active web-7.example", "set k 0 0 1\r\n", "x\r\n", "sent all", "more");
        assertThat(channel.finish()).isFalse();
    }

    @Test
    void gate_nameThatDoesNotCome_opensWithoutIt() {
        resolver.hold();
        try (ResolvedNames impatient = named(ResolvedNames.WAIT)) {
            EmbeddedChannel channel = connect(impatient, "192.0.2.7");
            awaitSeen(channel, "active null");
            assertThat(channel.finish()).isFalse();
        }
    }

    @Test
    void gate_clientThatIsNamedAlready_isNotHeld() {
        connect("192.0.2.9").finish();
        assertThat(seen).containsExactly("active null", "inactive");
        assertThat(resolver.asked()).isZero();
    }

    @Test
    void gate_clientThatLeavesMeanwhile_leavesNothing() {
        resolver.hold();
        EmbeddedChannel channel = connect("192.0.2.7");
        ByteBuf early = bytes("set k 0 0 1\r\nx\r\n");
        channel.writeInbound(early);
        assertThat(channel.close().isSuccess()).isTrue();
        resolver.answer();
        channel.finish();
        assertThat(early.refCnt()).isZero();
        assertThat(seen).isEmpty();
    }
}
