package io.whoset.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Evidence of three clients, 127.0.1.1 to 127.0.1.3, that each stored {@code song:N} (with look-alikes of replies and traces inside),
 * {@code half:N} in two packets, deleted that, and stored {@code bin:N}: captured by tcpdump, traced by strace on a real memcached.
 */
class AnalyzeTest {
    private static final Pattern FIELD = Pattern.compile("\"(peer|cmd|key|bytes|digest|outcome)\":\"?([^\",]+)");

    @TempDir
    Path dir;

    private Path capture;
    private Path trace;

    @BeforeEach
    void findEvidence() throws Exception {
        capture = Path.of(Objects.requireNonNull(AnalyzeTest.class.getResource("/evidence/night.pcap"))
                .toURI());
        trace = Path.of(Objects.requireNonNull(AnalyzeTest.class.getResource("/evidence/night.strace"))
                .toURI());
    }

    private static String analyze(String... args) {
        List<String> all = new ArrayList<>(List.of("analyze"));
        all.addAll(List.of(args));
        StringWriter out = new StringWriter();
        PrintWriter printer = new PrintWriter(out);
        assertThat(Main.run(all.toArray(String[]::new), printer, printer))
                .as(out.toString())
                .isEqualTo(ExitCode.DONE);
        return out.toString();
    }

    /** Each write as {@code ip cmd key bytes digest outcome}, sorted. */
    private static List<String> writes(String json) {
        List<String> writes = new ArrayList<>();
        for (String line : json.lines()
                .filter(text -> text.contains("\"event\":\"write\""))
                .toList()) {
            StringBuilder write = new StringBuilder();
            Matcher field = FIELD.matcher(line);
            while (field.find()) {
                String value = field.group(2);
                write.append(field.group(1).equals("peer") ? value.substring(0, value.indexOf(':')) : value)
                        .append(' ');
            }
            writes.add(write.toString().strip());
        }
        Collections.sort(writes);
        return writes;
    }

    private static List<String> expected() throws Exception {
        List<String> expected = new ArrayList<>();
        for (int i = 1; i <= 3; i++) {
            String client = "127.0.1." + i + " ";
            String song = "{\"status\": 200, \"song\": " + i + ", \"tricky\": \") = 5\\r\\nSTORED\", \"pad\": \""
                    + "y".repeat(300 * i) + "\"}";
            expected.add(client + "set song:" + i + " " + song.length() + " " + digest(song) + " STORED");
            expected.add(client + "set half:" + i + " 10 " + digest("0123456789") + " STORED");
            expected.add(client + "delete half:" + i + " DELETED");
            expected.add(client + "set bin:" + i + " 4 " + digest("\0\u00ff\r\n") + " STORED");
        }
        Collections.sort(expected);
        return expected;
    }

    private static String digest(String value) throws Exception {
        byte[] sha256 = MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.ISO_8859_1));
        return "sha256:" + HexFormat.of().formatHex(sha256);
    }

    @Test
    void analyze_capture_namesEveryWriteWithItsDigest() throws Exception {
        assertThat(writes(analyze(capture.toString(), "--port", "21999", "--json")))
                .isEqualTo(expected());
        assertThat(writes(analyze(capture.toString(), "--port", "0", "--json"))).isEqualTo(expected());
        assertThat(analyze(capture.toString(), "--port", "21999"))
                .contains("12 writes by 3 writers, 0 of them odd, 0 gaps; accused: nobody");
        assertThat(analyze(capture.toString())).contains("0 writes");
    }

    @Test
    void analyze_trace_namesEveryWriteWithItsDigest() throws Exception {
        assertThat(writes(analyze(trace.toString(), "--json"))).isEqualTo(expected());
    }

    @Test
    void analyze_traceWhoseStringsAreCut_saysSoAndGivesNoDigest() throws Exception {
        String cut = Files.readString(trace, StandardCharsets.ISO_8859_1)
                .replaceAll("(y{100})y+\\\\\"}\\\\r\\\\n\"", "$1\"...");
        Path file = Files.writeString(dir.resolve("cut.strace"), cut, StandardCharsets.ISO_8859_1);
        String json = analyze(file.toString(), "--json");
        assertThat(writes(json)).hasSize(12).contains("127.0.1.1 set song:1 366 STORED");
        assertThat(json).contains("the evidence lacks ");
        List<String> others = new ArrayList<>(expected());
        others.removeIf(write -> write.contains("song:"));
        assertThat(writes(json)).containsAll(others);
    }

    @Test
    void analyze_pcapng_isReadToo() throws Exception {
        Path file = dir.resolve("night.pcapng");
        Files.write(file, pcapng(packets()));
        assertThat(writes(analyze(file.toString(), "--port", "21999", "--json")))
                .isEqualTo(expected());
    }

    @Test
    void analyze_captureWithPacketsTwiceAndOutOfOrder_isTheSame() throws Exception {
        List<byte[]> packets = packets();
        List<byte[]> twice = new ArrayList<>();
        for (int i = 0; i < packets.size(); i++) {
            twice.add(packets.get(i));
            if (i % 3 == 0) {
                twice.add(packets.get(i));
            }
        }
        Path file = dir.resolve("twice.pcapng");
        Files.write(file, pcapng(twice));
        assertThat(writes(analyze(file.toString(), "--port", "21999", "--json")))
                .isEqualTo(expected());
    }

    @Test
    void analyze_captureThatLacksPackets_saysSoAndStaysInItsPlace() throws Exception {
        List<byte[]> packets = packets();
        packets.removeIf(packet -> new String(packet, StandardCharsets.ISO_8859_1).contains("56789\r\n"));
        Path file = dir.resolve("lacking.pcapng");
        Files.write(file, pcapng(packets));
        String json = analyze(file.toString(), "--port", "21999", "--json");
        assertThat(json).contains("the evidence lacks 7 bytes that the client sent");
        assertThat(writes(json)).hasSize(12).contains("127.0.1.1 set half:1 10 STORED");
    }

    @Test
    void analyze_fileThatIsBrokenOrMissing_isSaid() throws Exception {
        byte[] whole = Files.readAllBytes(capture);
        Path cut = Files.write(dir.resolve("cut.pcap"), Arrays.copyOf(whole, whole.length - 5));
        assertThat(analyze(cut.toString(), "--port", "21999")).contains("12 writes");
        StringWriter out = new StringWriter();
        assertThat(Main.run(
                        new String[] {"analyze", dir.resolve("none").toString()},
                        new PrintWriter(out),
                        new PrintWriter(out)))
                .isEqualTo(ExitCode.USAGE);
        assertThat(out.toString()).contains("cannot be read");
    }

    @Test
    void analyze_logWithRules_saysWhatTheyWouldHaveHit() throws Exception {
        Path log = Files.writeString(dir.resolve("w.jsonl"), analyze(capture.toString(), "--port", "21999", "--json"));
        Path rules = Files.writeString(
                dir.resolve("rules.yaml"),
                "rules:\n  - name: no-bins\n    key: \"bin:*\"\n    verdict: poison\n  - name: never\n    key: nobody\n");
        assertThat(analyze("--config", rules.toString(), log.toString()))
                .contains("RULE     no-bins: 3 writes by 127.0.1.1, 127.0.1.2, 127.0.1.3, the first is ")
                .contains("RULE     never: 0 writes");
        assertThat(writes(analyze(log.toString(), "--json"))).isEqualTo(expected());
    }

    /** The packets of the capture. */
    private List<byte[]> packets() throws IOException {
        ByteBuffer all = ByteBuffer.wrap(Files.readAllBytes(capture)).order(ByteOrder.LITTLE_ENDIAN);
        List<byte[]> packets = new ArrayList<>();
        int at = 24;
        while (at < all.capacity()) {
            byte[] packet = new byte[all.getInt(at + 8)];
            all.get(at + 16, packet);
            packets.add(packet);
            at += 16 + packet.length;
        }
        return packets;
    }

    private static byte[] pcapng(List<byte[]> packets) throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        block(file, 0x0A0D0D0A, ints(0x1A2B3C4D, 1, -1, -1));
        block(file, 1, ints(1, 0));
        long micros = 1_700_000_000_000_000L;
        for (byte[] packet : packets) {
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            body.write(ints(0, (int) (micros >>> 32), (int) micros, packet.length, packet.length));
            body.write(Arrays.copyOf(packet, (packet.length + 3) & ~3));
            block(file, 6, body.toByteArray());
            micros += 100;
        }
        return file.toByteArray();
    }

    private static void block(ByteArrayOutputStream file, int type, byte[] body) throws IOException {
        file.write(ints(type, body.length + 12));
        file.write(body);
        file.write(ints(body.length + 12));
    }

    private static byte[] ints(int... values) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (int value : values) {
            bytes.putInt(value);
        }
        return bytes.array();
    }
}
