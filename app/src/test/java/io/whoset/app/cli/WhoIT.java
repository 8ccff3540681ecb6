package io.whoset.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.whoset.testkit.Script;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who set it: asked of the running process, of the directory that it left, and of one that was killed. */
class WhoIT {
    @TempDir
    Path dir;

    private Path token;

    @BeforeEach
    void makeToken() throws Exception {
        token = Files.writeString(dir.resolve("token"), "a token that is long enough".replace(' ', '-'));
    }

    private WhosetProcess proxy(String... more) throws Exception {
        List<String> args = new ArrayList<>(List.of("proxy", "--listen", "127.0.0.1:0", "--upstream", "embedded"));
        args.addAll(List.of(more));
        return WhosetProcess.start(dir, args.toArray(String[]::new));
    }

    private String who(String... args) {
        return whoIn(dir.resolve("audit"), args);
    }

    private static String whoIn(Path auditDir, String... args) {
        List<String> all = new ArrayList<>(List.of(args));
        all.addAll(1, List.of("--audit-dir", auditDir.toString()));
        StringWriter out = new StringWriter();
        PrintWriter printer = new PrintWriter(out);
        assertThat(Main.run(all.toArray(String[]::new), printer, printer)).isEqualTo(ExitCode.DONE);
        return out.toString();
    }

    private static void write(WhosetProcess proxy) throws Exception {
        Script.send(
                        "set user:42 1 0 3\r\nAda\r\nset user:42 1 0 5\r\nGrace\r\nset user:7 0 60 3\r\nBob\r\ndelete user:7\r\n")
                .run(proxy.listening());
    }

    private void assertAnswers() throws Exception {
        assertThat(who("who", "user:42").lines().skip(1))
                .satisfiesExactly(
                        line -> assertThat(line).contains("127.0.0.1", "set", "STORED", "Grace"),
                        line -> assertThat(line).contains("Ada"));
        assertThat(who("who", "--prefix", "user:", "--cmd", "delete"))
                .contains("user:7")
                .contains("DELETED");
        assertThat(who("who", "--digest", Shell.run(dir, "printf Bob | sha256sum | cut -d' ' -f1")))
                .contains("user:7");
        Path value = Files.writeString(dir.resolve("value"), "Ada");
        assertThat(who("who", "--value", value.toString())).contains("user:42").doesNotContain("Grace");
        assertThat(who("who", "--writer", "127.0.0.1", "--since", "1h", "--limit", "3")
                        .lines())
                .hasSize(4);
        assertThat(who("who", "--bad")).startsWith("no write like that");
        Path json = Files.writeString(dir.resolve("who.json"), who("who", "user:42", "--json"));
        assertThat(Shell.run(dir, "jq -r '[.v, .event, .key, .bytes, .flags, .verdict] | @csv' " + json))
                .isEqualTo("1,\"write\",\"user:42\",5,1,\"clean\"\n1,\"write\",\"user:42\",3,1,\"clean\"");
    }

    @Test
    void who_whileItRuns_asksThePageEvenWhereItNeedsAToken() throws Exception {
        try (WhosetProcess proxy = proxy("--ui", "127.0.0.1:0", "--ui-token-file", token.toString())) {
            write(proxy);
            Path mark = dir.resolve("audit").resolve("page.live");
            assertThat(Shell.run(dir, "stat -c %a " + mark)).isEqualTo("600");
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> who("who", "user:7").contains("DELETED"));
            assertAnswers();
            // a directory with nothing but the mark answers as well: the process is asked, not the files
            Path bare = Files.createDirectory(dir.resolve("bare"));
            Files.copy(mark, bare.resolve(mark.getFileName()));
            assertThat(whoIn(bare, "who", "user:42")).contains("Grace");
            assertThat(proxy.terminate()).isZero();
            assertThat(mark).doesNotExist();
        }
        assertAnswers();
    }

    @Test
    void who_withoutAPageOrAfterAKill_readsTheDirectory() throws Exception {
        try (WhosetProcess proxy = proxy("--no-ui")) {
            write(proxy);
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> who("who", "user:7").contains("DELETED"));
            assertAnswers();
        }
        assertAnswers();
        Files.deleteIfExists(dir.resolve("audit").resolve("store.duckdb"));
        assertAnswers();
    }

    @Test
    void tail_showsTheLastWritesAndThenWhatComes() throws Exception {
        try (WhosetProcess proxy = proxy("--no-ui")) {
            write(proxy);
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> who("who", "user:7").contains("DELETED"));
            try (WhosetProcess tail = WhosetProcess.start(dir, "tail", "--prefix", "user:4", "-n", "1")) {
                await().atMost(Duration.ofSeconds(20)).until(() -> tail.out().contains("Grace"));
                Script.send("set user:43 0 0 3\r\nEve\r\nset other 0 0 3\r\nxxx\r\nset user:44 0 0 5\r\nHeidi\r\n")
                        .run(proxy.listening());
                await().atMost(Duration.ofSeconds(20)).until(() -> tail.out().contains("Heidi"));
                assertThat(tail.out().lines()).hasSize(3);
                assertThat(tail.out()).contains("user:43").doesNotContain("Ada").doesNotContain("other");
            }
        }
    }
}
