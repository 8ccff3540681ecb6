package io.whoset.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.whoset.testkit.Http11;
import io.whoset.testkit.Script;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may see the page of a process: its token, from a file or the environment, and TLS. */
class PageAccessIT {
    @TempDir
    Path dir;

    private static int status(String page, String token) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(page).resolve("/api/v1/state"))
                .header("Authorization", "Bearer " + token)
                .build();
        return Http11.client()
                .send(request, HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private WhosetProcess proxy(Map<String, String> environment, String... more) throws IOException {
        List<String> args = new java.util.ArrayList<>(
                List.of("proxy", "--listen", "127.0.0.1:0", "--upstream", "embedded", "--ui", "127.0.0.1:0"));
        args.addAll(List.of(more));
        return WhosetProcess.start(dir, environment, args.toArray(String[]::new));
    }

    @Test
    void tokenFile_thatIsNotThere_isMadeAndSaidOnce() throws Exception {
        Path file = dir.resolve("token");
        try (WhosetProcess whoset = proxy(Map.of(), "--ui-token-file", file.toString())) {
            String page = whoset.page();
            String token = Files.readString(file).strip();

            assertThat(token).hasSize(43);
            assertThat(whoset.out()).contains("its token  " + token);
            assertThat(whoset.err()).doesNotContain(token);
            assertThat(status(page, token)).isEqualTo(200);
            assertThat(status(page, token + "x")).isEqualTo(401);
        }
        try (WhosetProcess again = proxy(Map.of(), "--ui-token-file", file.toString())) {
            again.page();
            assertThat(again.out()).doesNotContain("its token");
        }
    }

    @Test
    void tokenOfTheEnvironment_isAskedFor() throws Exception {
        String token = "of-the-environment-16";
        try (WhosetProcess whoset = proxy(Map.of("WHOSET_UI_TOKEN", token))) {
            String page = whoset.page();

            assertThat(status(page, token)).isEqualTo(200);
            assertThat(status(page, "another-token-of-16")).isEqualTo(401);
            assertThat(whoset.out()).doesNotContain(token);
        }
    }

    @Test
    void page_withTls_isHttpsAndWhoStillAsksIt() throws Exception {
        Shell.run(
                dir,
                "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost -keyout page.key -out page.pem"
                        + " 2>/dev/null");
        Path config = Files.writeString(
                dir.resolve("w.yaml"),
                "ui:\n  listen: 127.0.0.1:0\n  tls:\n    certificate: page.pem\n    key: page.key\n");
        try (WhosetProcess whoset = WhosetProcess.start(
                dir, "proxy", "--listen", "127.0.0.1:0", "--upstream", "embedded", "--config", config.toString())) {
            Script.send("set user:42 1 0 3\r\nAda\r\n").run(whoset.listening());

            assertThat(whoset.page()).startsWith("https://");
            assertThat(Shell.run(
                            dir,
                            "curl -sk -o /dev/null -w '%{http_code} %{ssl_verify_result}' " + whoset.page() + "livez"))
                    .startsWith("200");
            List<String> mark = Files.readAllLines(dir.resolve("audit/page.live"));
            assertThat(mark.get(0)).startsWith("http://127.0.0.1:");
            assertThat(status(mark.get(0), mark.get(1))).isEqualTo(200);
            StringWriter out = new StringWriter();
            PrintWriter printer = new PrintWriter(out);
            String[] who = {"who", "--audit-dir", dir.resolve("audit").toString(), "user:42"};
            assertThat(Main.run(who, printer, printer)).isEqualTo(ExitCode.DONE);
            assertThat(out.toString()).contains("STORED", "Ada");
        }
    }
}
