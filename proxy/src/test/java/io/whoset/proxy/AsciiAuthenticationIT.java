package io.whoset.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.whoset.forensics.record.WriteRecord;
import io.whoset.testkit.Script;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A memcached with {@code -Y}, on a route of which whoset was told nothing: no credential is ever recorded, and honest writes are. */
class AsciiAuthenticationIT {
    private static final String HELLO = "set k 0 0 5\r\nhello\r\n";

    private static String users() throws IOException {
        Path users = Files.createTempFile("users", ".txt");
        Files.writeString(users, "joe:secret\n");
        Files.setPosixFilePermissions(users, PosixFilePermissions.fromString("rw-r--r--"));
        return users.toString();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "set auth 0 0 10\r\njoe secret\r\nset k 0 0 5\r\nhello\r\n",
                "set auth 0 0 9\r\njoe wrong\r\nset auth 0 0 10\r\njoe secret\r\nset k 0 0 5\r\nhello\r\n",
                "get k\r\nset auth 0 0 10\r\njoe secret\r\nset k 0 0 5\r\nhello\r\n",
                "set auth 0 0 10 noreply\r\njoe secret\r\nset k 0 0 5\r\nhello\r\n",
                "set k 0 0 6\r\nlonely\r\nset auth 0 0 10\r\njoe secret\r\nmn\r\n",
                "set auth 0 0 9\r\njoe secret\r\nset auth 0 0 10\r\njoe secret\r\nmn\r\n",
                "garbage\r\nmn\r\nset auth x y 10\r\njoe secret\r\nset k 0 0 5\r\nhello\r\n",
                "set auth 0 0\r\nadd k 0 0 5\r\nhello\r\nversion\r\nset a 0 0 11\r\njoe  secret\r\nmn\r\n"
            })
    void credential_onARouteOfUnknownKind_isNeverRecorded(String text) throws Exception {
        try (DifferentialPair pair = new DifferentialPair("-Y", users())) {
            for (int round = 0; round < 2; round++) {
                pair.agree(text, Script.send(text));
                assertNothingSecret(pair);
            }
        }
    }

    private static void assertNothingSecret(DifferentialPair pair) {
        for (WriteRecord write : pair.newWrites()) {
            String key = String.valueOf(write.key());
            assertThat(Written.of(write)).as(key).matches(key.equals("k") ? ".*" : ".* - \\S+");
            assertThat(String.valueOf(
                            write.payload() == null ? "" : write.payload().preview()))
                    .doesNotContain("secret", "wrong");
        }
        assertThat(pair.proxy().sink().gaps().toString()).doesNotContain("secret");
    }

    @Test
    void writesBehindTheCredential_areRecordedWithTheirDigest() throws Exception {
        try (DifferentialPair pair = new DifferentialPair("-Y", users())) {
            String text = ">set auth 0 0 10\\r\\njoe secret\\r\\n";
            pair.agree(
                    "authenticated",
                    Script.of(text, "<STORED\\r\\n").then(1, HELLO),
                    Written.parse("set auth 0 0 ~10 STORED; set k 0 0 =hello STORED"));
            pair.agree(
                    "refused",
                    Script.of(">get k\\r\\n", "<unauthenticated\\r\\n").then(1, HELLO),
                    Written.parse("set k 0 0 ~5 CLIENT_ERROR"));
            // whatever the first set holds, the route is known now
            pair.agree(
                    "document",
                    Script.of(">set k 0 0 7\\r\\n{\"a\":1}\\r\\n"),
                    Written.parse("set k 0 0 ~7 CLIENT_ERROR"));
        }
    }

    @Test
    void twoWords_asTheVeryFirstWriteOfAnOpenRoute_areWithheldUntilAnythingProvesItOpen() throws Exception {
        try (DifferentialPair pair = new DifferentialPair()) {
            String words = "set k 0 0 11\r\nhello world\r\n";
            pair.agree("unknown", Script.send(words), Written.parse("set k 0 0 ~11 STORED"));
            pair.agree("read first", Script.send("get k\r\n"), List.of());
            pair.agree("open", Script.send(words), Written.parse("set k 0 0 =hello\\sworld STORED"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\": 1}", "a b c", "two\nlines here", "<p>x y</p>"})
    void valueThatNobodyWouldUse_asTheVeryFirstWrite_isRecordedAndProvesNothing(String value) throws Exception {
        try (DifferentialPair pair = new DifferentialPair()) {
            Script script = Script.of("2!open")
                    .then(1, "set k 0 0 " + value.length() + "\r\n" + value + "\r\n")
                    .then("<STORED\\r\\n")
                    .then(2, "set l 0 0 3\r\na b\r\n");
            pair.agree(
                    value,
                    script,
                    List.of(
                            Written.of("set", "k", 0L, 0L, value, "STORED"),
                            Written.parse("set l 0 0 ~3 STORED").get(0)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"hello", "{\"a\":1}", "two\nlines", ""})
    void valueThatIsNoCredential_asTheVeryFirstWrite_isRecordedAndProvesTheRouteOpen(String value) throws Exception {
        try (DifferentialPair pair = new DifferentialPair()) {
            Script script = Script.of("2!open")
                    .then(1, "set k 0 0 " + value.length() + "\r\n" + value + "\r\n")
                    .then("<STORED\\r\\n")
                    .then(2, "set l 0 0 3\r\na b\r\n");
            pair.agree(
                    value,
                    script,
                    List.of(
                            Written.of("set", "k", 0L, 0L, value, "STORED"),
                            Written.of("set", "l", 0L, 0L, "a b", "STORED")));
        }
    }
}
