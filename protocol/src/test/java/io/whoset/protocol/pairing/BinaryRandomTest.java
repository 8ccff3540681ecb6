package io.whoset.protocol.pairing;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.whoset.protocol.WireLimits;
import io.whoset.testkit.BinaryFrames;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Seeded random programs over the binary protocol: garbage does no harm, and no outcome is ever guessed. */
class BinaryRandomTest {
    private static final String[] REQUESTS = {
        "set k=k v=x",
        "setq k=k v=x",
        "addq k=k v=hello o=1",
        "append k=k vn=300",
        "get k=k",
        "getq k=k",
        "getkq k=k",
        "gatq k=k e=5",
        "noop",
        "stat",
        "incrq k=n",
        "decr k=n",
        "deleteq k=k",
        "flushq",
        "version",
        "0x1f",
        "0x40 k=a v=b",
        "sasl_auth k=PLAIN v=secret",
        "touch k=k",
        "set kn=251 v=x",
        "quit",
        "noop magic=7",
        "get k=a bodylen=0",
        "raw=\\x80",
        "set k=k bodylen=4000000000",
        "setq v=x"
    };
    private static final String[] REPLIES = {
        "set",
        "setq s=1",
        "addq s=2 o=1",
        "append s=5",
        "get x=00000000 v=x",
        "getq x=00000000 v=x",
        "getkq x=00000000 k=k v=x",
        "gatq x=00000000",
        "noop",
        "stat k=a v=b",
        "stat",
        "decr n=7",
        "incrq s=6",
        "deleteq s=1",
        "version v=1",
        "0x1f s=81",
        "sasl_auth s=20",
        "touch",
        "quit",
        "raw=ERROR\\r\\n",
        "noop magic=7",
        "get k=a bodylen=0",
        "raw=\\x81",
        "noop o=9"
    };

    @Test
    void feed_garbageBothWays_neverThrowsNorGrowsAndIsTheSameHoweverItIsCut() {
        for (int seed = 0; seed < 400; seed++) {
            List<String> whole = play(new Random(seed), Integer.MAX_VALUE);
            assertThat(play(new Random(seed), 1)).as("seed " + seed).isEqualTo(whole);
            assertThat(play(new Random(seed), 5)).as("seed " + seed).isEqualTo(whole);
        }
    }

    private static List<String> play(Random random, int size) {
        Transcript transcript = new Transcript();
        Exchanges<Integer> exchanges = new Exchanges<>(new WireLimits(512, 16), transcript);
        exchanges.fromClient(Unpooled.wrappedBuffer(BinaryFrames.requests("noop")));
        for (int step = 0; step < 60; step++) {
            boolean client = random.nextInt(5) < 3;
            byte[] bytes = bytes(random, client);
            for (int at = 0; at < bytes.length; at += Math.min(size, bytes.length - at)) {
                ByteBuf piece = Unpooled.wrappedBuffer(bytes, at, Math.min(size, bytes.length - at));
                if (client) {
                    exchanges.fromClient(piece);
                } else {
                    exchanges.fromUpstream(piece);
                }
                assertThat(exchanges.pendingReplies()).isLessThanOrEqualTo(16);
            }
        }
        exchanges.onConnectionEnd();
        return transcript.ended();
    }

    /** Broken frames are rare: after one of them not much happens. */
    private static byte[] bytes(Random random, boolean client) {
        int broken = client ? 7 : 5;
        String[] frames = client ? REQUESTS : REPLIES;
        int bound = random.nextInt(40) == 0 ? frames.length : frames.length - broken;
        String frame = frames[random.nextInt(bound)];
        byte[] bytes = client ? BinaryFrames.requests(frame) : BinaryFrames.replies(frame);
        return random.nextInt(200) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length + 1)) : bytes;
    }

    @Test
    void feed_serverThatAnswersAsMemcachedDoes_outcomesAreTheTruthOrNotKnown() {
        for (int seed = 0; seed < 600; seed++) {
            Random random = new Random(seed);
            int opaques = seed % 2 == 0 ? 1 + random.nextInt(3) : Integer.MAX_VALUE;
            Server server = new Server(random, opaques);
            server.run();
            server.check("seed " + seed, opaques == Integer.MAX_VALUE);
        }
    }

    /** A memcached whose answers are drawn by lot, and a client whose opaques are few or unique. */
    private static final class Server {
        private final Random random;
        private final int opaques;
        private final Settled settled = new Settled();
        private final Exchanges<String> exchanges = new Exchanges<>(WireLimits.DEFAULT, settled);
        private final ArrayDeque<String> inFlight = new ArrayDeque<>();
        private final List<String> truth = new ArrayList<>();
        private int requests;

        Server(Random random, int opaques) {
            this.random = random;
            this.opaques = opaques;
        }

        void run() {
            for (int step = 0; step < 80; step++) {
                if (random.nextInt(3) > 0) {
                    request();
                } else {
                    answerSome(random.nextInt(inFlight.size() + 1));
                }
            }
            request("noop", 0, "noop", null);
            answerSome(inFlight.size());
        }

        private void request() {
            int opaque = opaques == Integer.MAX_VALUE ? requests : random.nextInt(opaques);
            String key = "k" + requests;
            boolean ok = random.nextInt(3) > 0;
            switch (random.nextInt(9)) {
                case 0 ->
                    request(
                            "set k=" + key + " v=x",
                            opaque,
                            ok ? "set" : "set s=82",
                            "set " + key + (ok ? " STORED" : " SERVER_ERROR"));
                case 1, 2 ->
                    request(
                            "setq k=" + key + " v=x",
                            opaque,
                            ok ? "" : "setq s=3",
                            "set " + key + (ok ? " none" : " SERVER_ERROR"));
                case 3, 4 ->
                    request(
                            "addq k=" + key + " v=x",
                            opaque,
                            ok ? "" : "addq s=2",
                            "add " + key + (ok ? " none" : " NOT_STORED"));
                case 5 ->
                    request(
                            "deleteq k=" + key,
                            opaque,
                            ok ? "" : "deleteq s=1",
                            "delete " + key + (ok ? " none" : " NOT_FOUND"));
                case 6 ->
                    request(
                            "gatq k=" + key,
                            opaque,
                            ok ? "gatq x=00000000 v=x" : "",
                            "gat " + key + (ok ? " VALUE" : " none"));
                case 7 -> request("getq k=" + key, opaque, ok ? "getq x=00000000 v=x" : "", null);
                default -> request("noop", opaque, "noop", null);
            }
        }

        private void request(String frame, int opaque, String reply, @Nullable String expected) {
            requests++;
            inFlight.add(reply.isEmpty() ? "" : reply + " o=" + opaque);
            if (expected != null) {
                truth.add(expected);
            }
            exchanges.fromClient(Unpooled.wrappedBuffer(BinaryFrames.requests(frame + " o=" + opaque)));
        }

        private void answerSome(int count) {
            for (int i = 0; i < count; i++) {
                exchanges.fromUpstream(Unpooled.wrappedBuffer(BinaryFrames.replies(inFlight.remove())));
            }
        }

        void check(String seed, boolean all) {
            List<String> outcomes = Arrays.asList(settled.toString().split(", ", -1));
            assertThat(outcomes).as(seed).hasSameSizeAs(truth).doesNotContain("desync");
            for (int i = 0; i < truth.size(); i++) {
                String unknown = truth.get(i).replaceAll(" [^ ]*$", " ?");
                assertThat(outcomes.get(i)).as(seed).isIn(all ? List.of(truth.get(i)) : List.of(truth.get(i), unknown));
            }
        }
    }
}
