package io.whoset.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.whoset.testkit.Http11;
import io.whoset.testkit.RealMemcached;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The proxy as its users run it: in front of the real memcached, with the real tools. */
class ProxyIT {
    @TempDir
    Path dir;

    @ParameterizedTest
    @ValueSource(strings = {"-a", "-b"})
    void proxy_memccapable_passesAsItPassesStraight(String protocol) throws Exception {
        try (RealMemcached memcached = RealMemcached.start();
                WhosetProcess whoset = start(memcached, "--no-ui")) {
            String through = Shell.run(dir, memccapable(whoset.listening(), protocol));
            String straight = Shell.run(dir, memccapable(memcached.address(), protocol));

            assertThat(through).isEqualTo(straight).contains("All tests passed");
        }
    }

    private static String memccapable(InetSocketAddress server, String protocol) {
        return "memccapable -h 127.0.0.1 -p " + server.getPort() + " " + protocol + " 2>&1";
    }

    @Test
    void proxy_oneSet_isInTheLogWithItsDigest_andWhoNamesTheWriter() throws Exception {
        try (RealMemcached memcached = RealMemcached.start();
                WhosetProcess whoset = start(memcached, "--no-ui")) {
            int port = whoset.listening().getPort();
            assertThat(
                            Shell.run(
                                    dir,
                                    "exec 3<>/dev/tcp/127.0.0.1/" + port
                                            + "; printf 'set user:42 2 60 5\\r\\nhello\\r\\ndelete gone\\r\\n' >&3; head -n 2 <&3 | tr -d '\\r'"))
                    .isEqualTo("STORED\nNOT_FOUND");
            await().untilAsserted(() -> assertThat(
                            Shell.run(dir, "jq -c 'select(.event==\"write\")' audit/writers.jsonl | wc -l"))
                    .isEqualTo("2"));

            assertThat(
                            Shell.run(
                                    dir,
                                    "jq -r 'select(.cmd==\"set\")|[.v,.route,.writer,.conn,.key,.flags,.exptime,.bytes,.format,.outcome,.preview,.verdict]|@csv' audit/writers.jsonl"))
                    .isEqualTo(
                            "1,\"default\",\"127.0.0.1\",1,\"user:42\",2,60,5,\"text\",\"STORED\",\"hello\",\"clean\"");
            assertThat(Shell.run(dir, "jq -r 'select(.cmd==\"set\").digest' audit/writers.jsonl"))
                    .isEqualTo("sha256:" + Shell.run(dir, "printf hello | sha256sum | cut -d' ' -f1"));
            assertThat(
                            Shell.run(
                                    dir,
                                    "jq -r 'select(.cmd==\"delete\")|[.key,.outcome,has(\"digest\")]|@csv' audit/writers.jsonl"))
                    .isEqualTo("\"gone\",\"NOT_FOUND\",false");

            try (WhosetProcess who = WhosetProcess.start(dir, "who", "user:42")) {
                assertThat(who.exitCode()).isZero();
                assertThat(who.out()).contains("127.0.0.1").contains("STORED").contains("2cf24dba5fb0");
            }
            assertThat(whoset.terminate()).isEqualTo(ExitCode.DONE);
            assertThat(Shell.run(dir, "jq -r .event audit/writers.jsonl | tail -n 1"))
                    .isEqualTo("stop");
        }
    }

    @Test
    void page_metricsAndReadiness_areServed() throws Exception {
        try (RealMemcached memcached = RealMemcached.start();
                WhosetProcess whoset = start(memcached, "--ui", "127.0.0.1:0")) {
            String page = whoset.page();
            assertThat(get(page + "livez")).isEqualTo(200);
            assertThat(get(page + "readyz")).isEqualTo(200);
            assertThat(get(page + "metrics")).isEqualTo(200);
            assertThat(get(page)).isEqualTo(200);
            assertThat(get(page + "api/v1/writers")).isEqualTo(200);
            assertThat(get(page + "api/v1/nothing")).isEqualTo(404);

            memcached.close();
            await().untilAsserted(() -> assertThat(get(page + "readyz")).isEqualTo(503));
        }
    }

    private static int get(String url) throws Exception {
        return Http11.client()
                .send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString())
                .statusCode();
    }

    private WhosetProcess start(RealMemcached memcached, String... more) throws Exception {
        String upstream = "127.0.0.1:" + memcached.address().getPort();
        String[] args = new String[5 + more.length];
        System.arraycopy(new String[] {"proxy", "--listen", "127.0.0.1:0", "--upstream", upstream}, 0, args, 0, 5);
        System.arraycopy(more, 0, args, 5, more.length);
        return WhosetProcess.start(dir, args);
    }
}
