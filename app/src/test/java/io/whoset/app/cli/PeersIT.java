package io.whoset.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.whoset.testkit.RealMemcached;
import java.io.BufferedReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who is at the other end, as users see it: the process behind a client of this machine, and the name of an address. */
class PeersIT {
    /** Connects, says so, and writes when it is told to: by then the process is found. */
    private static final String CLIENT =
            "exec 3<>/dev/tcp/127.0.0.1/%d; printf 'set first 0 0 1\\r\\nx\\r\\n' >&3; head -n 1 <&3;"
                    + " while read -r key; do printf \"set $key 0 0 5\\r\\nhello\\r\\n\" >&3; head -n 1 <&3; done";

    @TempDir
    Path dir;

    private WhosetProcess start(RealMemcached memcached, String config) throws Exception {
        Path file = Files.writeString(dir.resolve("whoset.yaml"), config);
        String upstream = "127.0.0.1:" + memcached.address().getPort();
        return WhosetProcess.start(
                dir,
                "proxy",
                "--listen",
                "127.0.0.1:0",
                "--upstream",
                upstream,
                "--ui",
                "127.0.0.1:0",
                "--config",
                file.toString());
    }

    private static Process client(int port) throws Exception {
        return new ProcessBuilder("bash", "-c", CLIENT.formatted(port)).start();
    }

    private static void set(Process client, BufferedReader answers, String key) throws Exception {
        client.outputWriter().append(key).append('\n').flush();
        assertThat(answers.readLine()).startsWith("STORED");
    }

    private String log(String filter) throws Exception {
        return Shell.run(dir, "jq -r 'select(.event==\"write\")|" + filter + "' audit/writers.jsonl");
    }

    @Test
    void process_ofAClientOfThisMachine_isInTheLog_asLsofFindsIt() throws Exception {
        try (RealMemcached memcached = RealMemcached.start();
                WhosetProcess whoset = start(memcached, "")) {
            Process client = client(whoset.listening().getPort());
            BufferedReader answers = client.inputReader();
            assertThat(answers.readLine()).startsWith("STORED");
            String expected = client.pid() + " bash";
            int[] tries = {0};
            await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
                set(client, answers, "later:" + tries[0]++);
                assertThat(log("select(.key!=\"first\")|.process").lines()).contains(expected);
            });

            String peer = log("select(.key==\"first\")|.peer");
            String lsof = Shell.run(dir, "lsof -nP -F pcn -a -p " + client.pid() + " -i TCP@" + peer);
            assertThat(lsof).contains("p" + client.pid(), "cbash", "n" + peer + "->");

            // the page's store is a moment behind the log
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(who("--prefix", "later:")).contains("PROCESS", expected));
            assertThat(who("--prefix", "later:", "--json")).contains("\"process\":\"" + expected + "\"");
            assertIsFound(client.pid(), expected);
            try (WhosetProcess tail = WhosetProcess.start(dir, "tail", "-n", "1", "--process", "bash")) {
                await().atMost(Duration.ofSeconds(20)).until(() -> tail.out().contains(expected));
                set(client, answers, "at:last");
                await().atMost(Duration.ofSeconds(20)).until(() -> tail.out().contains("at:last"));
                assertThat(tail.out().lines()).allMatch(line -> line.contains(expected));
            }
            client.destroy();
            assertThat(whoset.terminate()).isZero();
            assertIsFound(client.pid(), expected);
            assertThat(Shell.run(dir, "cat audit/writers.jsonl")).doesNotContain("dev/tcp");
        }
    }

    private void assertIsFound(long pid, String text) {
        for (String wanted : List.of(text, Long.toString(pid), "bash")) {
            assertThat(who("--process", wanted)).as(wanted).contains("later:");
        }
        assertThat(who("--process", "bas")).startsWith("no write like that");
    }

    private String who(String... filters) {
        String[] args = new String[3 + filters.length];
        System.arraycopy(
                new String[] {"who", "--audit-dir", dir.resolve("audit").toString()}, 0, args, 0, 3);
        System.arraycopy(filters, 0, args, 3, filters.length);
        StringWriter out = new StringWriter();
        PrintWriter printer = new PrintWriter(out);
        assertThat(Main.run(args, printer, printer)).isEqualTo(ExitCode.DONE);
        return out.toString();
    }

    @Test
    void names_resolved_areTheWriters_andProcessesOffAreNotInTheLog() throws Exception {
        String config = """
                peers:
                  processes: false
                  resolve-names: true
                """;
        try (RealMemcached memcached = RealMemcached.start();
                WhosetProcess whoset = start(memcached, config)) {
            Process client = client(whoset.listening().getPort());
            BufferedReader answers = client.inputReader();
            assertThat(answers.readLine()).startsWith("STORED");
            set(client, answers, "second");
            client.destroy();
            assertThat(whoset.terminate()).isZero();
            assertThat(log("[.key,.writer,has(\"process\")]|@csv"))
                    .isEqualTo("\"first\",\"localhost\",false\n\"second\",\"localhost\",false");
        }
    }
}
