package io.whoset.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.whoset.testkit.RealMemcached;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A fill that crossed another client's delete, seen through the whole of whoset. */
class CrossedInvalidationIT {
    private static final String STORE = "set k 0 60 2\\r\\nv1\\r\\n";

    @TempDir
    Path dir;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            get k               | END     | set k 0 60 2!v1!   | STORED | ["crossed-invalidation"]
            get a b k c         | END     | set k 0 60 2!v1!   | STORED | ["crossed-invalidation"]
            mg k v              | v1      | set k 0 60 2!v1!   | STORED | ["crossed-invalidation"]
            mg aw== v b         | v1      | set k 0 60 2!v1!   | STORED | ["crossed-invalidation"]
            gat 60 k            | END     | ms k 2!v1!         | HD     | ["crossed-invalidation"]
            get k               | END     | set k 0 60 2!v2!   | STORED | []
            get a b c           | END     | set k 0 60 2!v1!   | STORED | []
            """)
    void set_ofWhatWasReadBeforeTheDelete_isSuspect(
            String read, String readEnd, String store, String stored, String rules) throws Exception {
        try (RealMemcached memcached = RealMemcached.start();
                WhosetProcess whoset = start(memcached)) {
            try (Socket reader = connect(whoset, "127.0.1.1");
                    Socket other = connect(whoset, "127.0.1.2")) {
                say(other, STORE, "STORED");
                say(reader, read + "\\r\\n", readEnd);
                say(other, "delete k\\r\\n", "DELETED");
                say(reader, store.replace("!", "\\r\\n"), stored);
            }
            whoset.terminate();
        }
        assertThat(rulesOfTheStore()).isEqualTo(rules);
    }

    @Test
    void set_afterAnotherRead_isNot() throws Exception {
        try (RealMemcached memcached = RealMemcached.start();
                WhosetProcess whoset = start(memcached)) {
            try (Socket reader = connect(whoset, "127.0.1.1");
                    Socket other = connect(whoset, "127.0.1.2")) {
                say(other, STORE, "STORED");
                say(reader, "get k\\r\\n", "END");
                say(other, "delete k\\r\\n", "DELETED");
                say(reader, "get k\\r\\n", "END");
                say(reader, STORE, "STORED");
            }
            whoset.terminate();
        }
        assertThat(rulesOfTheStore()).isEqualTo("[]");
    }

    private String rulesOfTheStore() throws Exception {
        return Shell.run(
                dir,
                "jq -c 'select(.event==\"write\" and .writer==\"127.0.1.1\" and (.cmd|IN(\"set\",\"ms\")))|[.findings[]?.rule]' audit/writers.jsonl");
    }

    private WhosetProcess start(RealMemcached memcached) throws Exception {
        return WhosetProcess.start(
                dir,
                "proxy",
                "--no-ui",
                "--listen",
                "127.0.0.1:0",
                "--upstream",
                "127.0.0.1:" + memcached.address().getPort());
    }

    private static Socket connect(WhosetProcess whoset, String from) throws IOException {
        Socket socket = new Socket();
        socket.bind(new InetSocketAddress(from, 0));
        socket.connect(whoset.listening());
        return socket;
    }

    private static void say(Socket to, String request, String last) throws IOException {
        to.getOutputStream().write(request.replace("\\r\\n", "\r\n").getBytes(StandardCharsets.US_ASCII));
        StringBuilder answer = new StringBuilder();
        while (!answer.toString().endsWith(last + "\r\n")) {
            answer.append((char) to.getInputStream().read());
        }
    }
}
