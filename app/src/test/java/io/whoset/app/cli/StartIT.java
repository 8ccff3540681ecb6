package io.whoset.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a user sees who gives whoset something that it cannot use. */
class StartIT {
    @TempDir
    Path dir;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "proxy --lisen 127.0.0.1:0                                       | '--lisen'",
                "proxy                                                           | no route: give --listen HOST:PORT and --upstream HOST:PORT",
                "proxy --listen 127.0.0.1:0                                      | --listen without --upstream",
                "proxy --listen 11311 --upstream 127.0.0.1:11211                 | saw \"11311\", expected HOST:PORT",
                "proxy --listen 127.0.0.1:0 --upstream 127.0.0.1:99999           | saw \"127.0.0.1:99999\", expected HOST:PORT",
                "proxy --route users=127.0.0.1:0                                 | --route: saw \"users=127.0.0.1:0\", expected NAME=LISTEN,UPSTREAM",
                "proxy --route a=127.0.0.1:0,embedded --route a=127.0.0.1:0,embedded | two routes are called \"a\"",
                "proxy --config nowhere.yaml                                     | nowhere.yaml: there is no such file",
                "proxy --listen 127.0.0.1:0 --upstream embedded --ui 0.0.0.0:0   | token",
                "demo --for soon                                                 | --for: saw \"soon\", expected a time",
                "who                                                             | who: give a KEY, or another filter",
                "whom                                                            | Unmatched argument",
                "''                                                              | name a command",
            })
    void start_wrongUsage_oneLineFirstAndExit2(String args, String message) throws Exception {
        try (WhosetProcess whoset = WhosetProcess.start(dir, args.isEmpty() ? new String[0] : args.split(" +"))) {
            assertThat(whoset.exitCode()).isEqualTo(ExitCode.USAGE);
            assertThat(whoset.err().lines().findFirst().orElseThrow())
                    .startsWith("whoset: ")
                    .contains(message);
            assertThat(whoset.err()).doesNotContain("Exception");
        }
    }

    @Test
    void start_badConfigFile_namesFileLineAndKey() throws Exception {
        Files.writeString(
                dir.resolve("w.yaml"), "routes:\n  - listen: 127.0.0.1:0\n    upstream: embedded\n    weight: 3\n");
        try (WhosetProcess whoset = WhosetProcess.start(dir, "proxy", "--config", "w.yaml")) {
            assertThat(whoset.exitCode()).isEqualTo(ExitCode.USAGE);
            assertThat(whoset.err()).startsWith("whoset: w.yaml:4: routes[0].weight: unknown key");
        }
    }

    @Test
    void start_busyPort_saysWhichAndExit1() throws Exception {
        try (ServerSocket busy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                WhosetProcess whoset = WhosetProcess.start(
                        dir,
                        "proxy",
                        "--listen",
                        "127.0.0.1:" + busy.getLocalPort(),
                        "--upstream",
                        "embedded",
                        "--no-ui")) {
            assertThat(whoset.exitCode()).isEqualTo(ExitCode.FAILED);
            assertThat(whoset.err()
                            .lines()
                            .filter(line -> line.startsWith("whoset: "))
                            .findFirst()
                            .orElseThrow())
                    .contains("127.0.0.1:" + busy.getLocalPort())
                    .containsIgnoringCase("in use");
        }
    }

    @Test
    void start_busyPage_saysWhichAndExit1() throws Exception {
        try (ServerSocket busy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                WhosetProcess whoset = WhosetProcess.start(
                        dir,
                        "proxy",
                        "--listen",
                        "127.0.0.1:0",
                        "--upstream",
                        "embedded",
                        "--ui",
                        "127.0.0.1:" + busy.getLocalPort())) {
            assertThat(whoset.exitCode()).isEqualTo(ExitCode.FAILED);
            assertThat(whoset.err()).contains("127.0.0.1:" + busy.getLocalPort());
        }
    }

    @Test
    void start_auditDirThatCannotBeWritten_saysWhatToDoAndExit1() throws Exception {
        Path file = Files.writeString(dir.resolve("file"), "not a directory");
        for (String place : new String[] {file.toString(), file.resolve("below").toString(), "/proc/whoset"}) {
            try (WhosetProcess whoset = WhosetProcess.start(
                    dir,
                    "proxy",
                    "--listen",
                    "127.0.0.1:0",
                    "--upstream",
                    "embedded",
                    "--no-ui",
                    "--audit-dir",
                    place)) {
                assertThat(whoset.exitCode()).as(place).isEqualTo(ExitCode.FAILED);
                assertThat(whoset.err()
                                .lines()
                                .filter(line -> line.startsWith("whoset: "))
                                .findFirst()
                                .orElseThrow())
                        .contains(place);
            }
        }
    }

    @Test
    void start_auditDirOfAnotherProcess_saysSoAndExit1() throws Exception {
        String[] args = {"proxy", "--listen", "127.0.0.1:0", "--upstream", "embedded", "--no-ui"};
        try (WhosetProcess first = WhosetProcess.start(dir, args)) {
            first.listening();
            try (WhosetProcess second = WhosetProcess.start(dir, args)) {
                assertThat(second.exitCode()).isEqualTo(ExitCode.FAILED);
                assertThat(second.err()).contains("whoset: ").contains("audit");
            }
        }
    }

    @Test
    void start_upstreamThatIsNotThere_runsSaysSoAndClosesClients() throws Exception {
        int nobody;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = free.getLocalPort();
        }
        try (WhosetProcess whoset = WhosetProcess.start(
                dir, "proxy", "--listen", "127.0.0.1:0", "--upstream", "127.0.0.1:" + nobody, "--no-ui")) {
            try (Socket client = new Socket()) {
                client.setSoTimeout(10_000);
                client.connect(whoset.listening());
                assertThat(bytesUntilClose(client)).isZero();
            }
            assertThat(whoset.terminate()).isEqualTo(ExitCode.DONE);
            assertThat(whoset.err()).contains("127.0.0.1:" + nobody).contains("memcached");
        }
    }

    private static int bytesUntilClose(Socket client) throws IOException {
        OutputStream out = client.getOutputStream();
        InputStream in = client.getInputStream();
        try {
            out.write("version\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            return in.readAllBytes().length;
        } catch (SocketException reset) {
            return 0;
        }
    }
}
