package io.whoset.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.whoset.testkit.Script;
import io.whoset.testkit.Transcript;
import io.whoset.testkit.Transcript.End;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What a memcached does when it is started with its switches: the same through whoset. */
class ServerFeaturesIT {
    private static final Pattern CLOCKS = Pattern.compile("(ts|gid|la|exp|cfd|fetch|size)=\\S+");
    private static final Pattern ADDRESS = Pattern.compile("(rip|rport)=\\S+");

    private static String withoutClocks(String text) {
        return ADDRESS.matcher(CLOCKS.matcher(text).replaceAll("$1=#")).replaceAll("$1=#");
    }

    /** memcached counts its own files as connections: of 15 clients some are too many. */
    @Test
    void connectionLimit_refusesClients_inTheServersWords() throws Exception {
        try (DifferentialPair pair = new DifferentialPair("-c", "30", "-t", "1")) {
            Script script = Script.of();
            for (int conn = 1; conn <= 30; conn++) {
                script.then(conn + "!open").then(conn + "~30");
            }
            Transcript transcript = pair.agree("-c 30", script);
            assertThat(transcript.text(1)).isEmpty();
            assertThat(transcript.text(30)).isEqualTo("ERROR Too many open connections\r\n");
        }
    }

    @Test
    void slowConnectionLimit_letsClientsWait() throws Exception {
        try (DifferentialPair pair = new DifferentialPair("-c", "30", "-t", "1", "-o", "no_maxconns_fast")) {
            // one more than it takes
            int clients = 20;
            Script script = Script.of();
            for (int conn = 1; conn < clients; conn++) {
                script.then(conn, "mn\r\n");
            }
            script.then("1<MN\\r\\n").then(clients + ">mn\\r\\n").then(clients + "~100");
            assertThat(pair.agree("no_maxconns_fast", script).text(clients)).isEqualTo("MN\r\n");
        }
    }

    @Test
    void largeItems_areEqualAndDigested() throws Exception {
        try (DifferentialPair pair = new DifferentialPair("-I", "8m", "-m", "128")) {
            for (int size : new int[] {1_048_576, 4_000_000, 8_388_000, 8_388_608, 9_000_000}) {
                String value = Programs.value(size, size);
                pair.settle();
                Script script = Script.send("set k 1 0 " + size + "\r\n" + value + "\r\nget k\r\n");
                String reply = pair.agree("-I 8m", script).text(1).split("[ \r]", 2)[0];
                pair.assertWritten("value of " + size, List.of(Written.of("set", "k", 1L, 0L, value, reply)));
            }
        }
    }

    @Test
    void oneRequestPerEvent_isEqual() throws Exception {
        try (DifferentialPair pair = new DifferentialPair("-R", "1", "-t", "1")) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < 300; i++) {
                text.append("set k" + i + " 0 0 2" + (i % 3 == 0 ? " noreply" : "") + "\r\nab\r\nget k" + i + "\r\n");
            }
            pair.agree("-R 1", Script.send(text.toString()));
            assertThat(pair.newWrites()).hasSize(300);
        }
    }

    @Test
    void idleTimeout_isHeardOfByTheClient() throws Exception {
        try (DifferentialPair pair = new DifferentialPair("-o", "idle_timeout=1")) {
            Script script = Script.of(">set k 0 0 1\\r\\nx\\r\\n", "<STORED\\r\\n", "2!open", "!ended", "2!ended");
            Transcript transcript = pair.agree(
                    "idle",
                    script,
                    List.of("set k 0 0 "
                            + "1 sha256:2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881 STORED"));
            assertThat(transcript.end(1)).isEqualTo(End.FIN);
        }
    }

    @Test
    void watch_isAStream_thatEndsWithTheClient() throws Exception {
        try (DifferentialPair pair = new DifferentialPair()) {
            Script script = Script.of(
                    "2>watch mutations\\r\\n",
                    "2<OK\\r\\n",
                    ">set k 0 0 1\\r\\nx\\r\\nset l 0 0 1\\r\\ny\\r\\n",
                    "~1500",
                    "2!close");
            Transcript transcript = pair.agree("watch", script, ServerFeaturesIT::withoutClocks);
            assertThat(transcript.text(2)).contains("key=k").contains("key=l");
            assertThat(pair.newWrites()).extracting(write -> write.outcome()).containsExactly("STORED", "STORED");
        }
    }

    @Test
    void watch_pipelinedOrUnknown_isRefusedAlike() throws Exception {
        try (DifferentialPair pair = new DifferentialPair()) {
            for (String line : List.of(
                    ">mn\\r\\nwatch\\r\\n", ">watch nonsense\\r\\nmn\\r\\n", ">watch fetchers evictions\\r\\n")) {
                pair.agree(line, Script.of(line, "#4", "~200", "!close"), ServerFeaturesIT::withoutClocks);
            }
        }
    }

    @Test
    void metadump_isAStream_andCommandsBehindItAreAnswered() throws Exception {
        try (DifferentialPair pair = new DifferentialPair()) {
            for (String what : List.of(
                    "metadump all",
                    "metadump hash",
                    "metadump 1,2",
                    "metadump",
                    "metadump x",
                    "enable",
                    "crawl all",
                    "nonsense")) {
                pair.settle();
                Script script = Script.of(">set k 0 0 1\\r\\nx\\r\\nset l 0 0 1\\r\\ny\\r\\n", "<STORED\\r\\n", "~20")
                        .then(1, "lru_crawler " + what + "\r\n")
                        .then("~300")
                        .then(1, "set m 0 0 1\r\nz\r\n")
                        .then("<STORED\\r\\n")
                        .then("!close");
                pair.agree(what, script, ServerFeaturesIT::withoutClocks);
                assertThat(pair.newWrites())
                        .as(what)
                        .extracting(write -> write.outcome())
                        .containsExactly("STORED", "STORED", "STORED");
            }
        }
    }

    @Test
    void shutdown_whereItIsAllowed_endsTheServerAndItsClients() throws Exception {
        for (String how : List.of("shutdown", "shutdown graceful")) {
            try (DifferentialPair pair = new DifferentialPair("-A")) {
                Script script = Script.of(">set k 0 0 1\\r\\nx\\r\\n", "<STORED\\r\\n", "2>mn\\r\\n", "2<MN\\r\\n")
                        .then(1, how + "\r\n")
                        .then("!ended")
                        .then("2!ended");
                pair.agree(how, script, List.of(Written.of("set", "k", 0L, 0L, "x", "STORED")));
                assertThat(pair.straight().process().waitFor(10, TimeUnit.SECONDS))
                        .isTrue();
                assertThat(pair.behind().process().waitFor(10, TimeUnit.SECONDS))
                        .isTrue();
            }
        }
    }

    @Test
    void shutdown_whereItIsNotAllowed_isRefusedAlike() throws IOException, InterruptedException {
        try (DifferentialPair pair = new DifferentialPair()) {
            pair.agree("shutdown", Script.send("shutdown\r\nshutdown graceful\r\nshutdown now\r\nmn\r\n"), List.of());
        }
    }

    @Test
    void flushAllDisabled_isRecordedAsRefused() throws Exception {
        try (DifferentialPair pair = new DifferentialPair("-F")) {
            pair.agree(
                    "-F",
                    Script.send("flush_all\r\nmn\r\n"),
                    List.of(Written.of("flush_all", null, null, null, null, "CLIENT_ERROR")));
        }
    }

    @Test
    void casDisabled_isEqual() throws Exception {
        try (DifferentialPair pair = new DifferentialPair("-C")) {
            pair.agree(
                    "-C",
                    Script.send("set k 0 0 1\r\nx\r\ngets k\r\ncas k 0 0 1 0\r\ny\r\ncas k 0 0 1 7\r\nz\r\nget k\r\n"));
        }
    }

    @Test
    void fullServer_thatMayNotEvict_refusesAlike() throws Exception {
        try (DifferentialPair pair = new DifferentialPair("-M", "-m", "2", "-t", "1")) {
            StringBuilder text = new StringBuilder();
            String value = "x".repeat(100_000);
            for (int i = 0; i < 60; i++) {
                text.append("set k" + i + " 0 0 100000\r\n" + value + "\r\n");
            }
            String back = pair.agree("-M", Script.send(text + "mn\r\n")).text(1);
            assertThat(back).contains("SERVER_ERROR out of memory storing object");
            assertThat(pair.newWrites())
                    .extracting(write -> write.outcome())
                    .containsExactlyElementsOf(back.lines()
                            .filter(line -> !line.equals("MN"))
                            .map(line -> line.replaceFirst(" .*", ""))
                            .toList());
        }
    }
}
