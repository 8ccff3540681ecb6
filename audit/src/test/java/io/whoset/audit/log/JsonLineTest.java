package io.whoset.audit.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.whoset.audit.ManualTime;
import io.whoset.audit.Samples;
import io.whoset.forensics.record.Content;
import io.whoset.forensics.record.Gap;
import io.whoset.forensics.record.Interval;
import io.whoset.forensics.record.Judgement;
import io.whoset.forensics.record.Lifecycle;
import io.whoset.forensics.record.Origin;
import io.whoset.forensics.record.Payload;
import io.whoset.forensics.record.PeerProcess;
import io.whoset.forensics.record.RecordId;
import io.whoset.forensics.record.Verdict;
import io.whoset.forensics.record.WriteRecord;
import io.whoset.protocol.Key;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class JsonLineTest {
    private static final long TS = ManualTime.START_MICROS + 6;

    private final JsonLine line = new JsonLine();

    @Test
    void write_allFields_bearsTheContractsNames() {
        String text = line.write(new RecordId(255), Samples.set("k", "web-1", TS), Samples.suspect())
                .text();

        assertThat(text)
                .isEqualTo(
                        "{\"v\":1,\"event\":\"write\",\"ts\":\"2026-01-02T03:04:05.000006Z\",\"id\":\"00000000000000ff\","
                                + "\"route\":\"main\",\"upstream\":\"127.0.0.1:11211\",\"peer\":\"10.0.0.9:4711\",\"writer\":\"web-1\","
                                + "\"conn\":7,\"cmd\":\"set\",\"key\":\"k\",\"flags\":4294967295,\"exptime\":-1,\"bytes\":7,\"digest\":\""
                                + Samples.DIGEST
                                + "\",\"format\":\"json\",\"shape\":\"s1\",\"outcome\":\"STORED\",\"rtt_us\":42,"
                                + "\"preview\":\"{\\\"a\\\":1}\",\"verdict\":\"suspect\","
                                + "\"findings\":[{\"rule\":\"old-value\",\"why\":\"came \\\"back\\\"\"}]}");
        assertThat(line.bytes().get(line.bytes().limit() - 1)).isEqualTo((byte) '\n');
    }

    @Test
    void write_processThatIsFoundMeanwhile_bearsItFromThenOn() throws IOException {
        Origin origin = new Origin("main", "127.0.0.1:11211", "127.0.0.1:9", "web-1", 7, new PeerProcess());
        WriteRecord write = new WriteRecord(
                origin, TS, "delete", Key.of("k"), null, null, null, "DELETED", 42L, new Interval(0, 1));
        assertThat(line.unjudged(new RecordId(1), write).text()).doesNotContain("process");

        origin.process().found(4711, "a \"b\"\\");

        assertThat(line.unjudged(new RecordId(1), write).text())
                .contains("\"conn\":7,\"process\":\"4711 a \\\"b\\\"\\\\\",\"cmd\"");
        assertThat(write(line.unjudged(new RecordId(1), write)).process()).isEqualTo("4711 a \"b\"\\");
        assertThat(line.gap(new Gap(TS, 3, "blind", TS, TS, origin)).text()).contains("\"process\":\"4711 a ");
    }

    @Test
    void write_everyCharacter_comesBackAsItWas() throws IOException {
        StringBuilder all = new StringBuilder();
        for (int c = 0; c < 0x3000; c++) {
            all.append((char) c);
        }
        String preview = all.append("😀\uFFFF").toString();

        WriteRow row = write(line.write(new RecordId(1), Samples.set(Key.of("k"), "w", TS, preview), Judgement.CLEAN));

        assertThat(row.preview()).isEqualTo(preview);
        assertThat(row.tsMicros()).isEqualTo(TS);
    }

    @Test
    void write_loneSurrogate_becomesReplacementCharacter() throws IOException {
        WriteRow row = write(
                line.write(new RecordId(1), Samples.set(Key.of("k"), "w", TS, "a\uD83D!\uDE00"), Judgement.CLEAN));

        assertThat(row.preview()).isEqualTo("a\uFFFD!\uFFFD");
    }

    @Test
    void write_keyOfAnyBytes_showsLogForm() throws IOException {
        WriteRow row = write(line.write(
                new RecordId(1),
                Samples.set(Key.wrap(new byte[] {'a', (byte) 0xFF, '%', '"'}), "w", TS, null),
                Judgement.CLEAN));

        assertThat(row.key()).isEqualTo("a%FF%25\"");
        assertThat(row.preview()).isNull();
    }

    @Test
    void write_ofACredential_saysThatItIsWithheld() throws IOException {
        Payload withheld = new Payload(9, null, null, Content.OPAQUE, false, null);
        WriteRecord set = new WriteRecord(
                Samples.ORIGIN, TS, "set", Key.of("k"), 0L, 0L, withheld, "STORED", 42L, new Interval(0, 1));
        JsonLine encoded = line.write(new RecordId(1), set, Judgement.CLEAN);

        assertThat(encoded.text()).contains(",\"bytes\":9,\"withheld\":\"credential\",\"outcome\"");
        WriteRow row = write(encoded);
        assertThat(row.isWithheld()).isTrue();
        assertThat(RowJson.line(row)).contains(",\"bytes\":9,\"withheld\":\"credential\",\"outcome\"");
    }

    @Test
    void finding_numbersNamedLikeLists_keepBoth() throws IOException {
        JsonLine encoded = line.finding(
                new RecordId(9),
                Samples.accused("web-1", Verdict.POISON, TS).findings().get(0));

        FindingRow row = Objects.requireNonNull(
                LogLine.parse(encoded.text().getBytes(StandardCharsets.UTF_8)).finding());

        assertThat(row.writes()).containsExactly("0000000000000005");
        assertThat(row.keys()).containsExactly("k%20");
        assertThat(row.numbers()).isEqualTo(Map.of("old_share", 0.9, "writes_count", 10.0));
        assertThat(row.verdict()).isEqualTo("poison");
    }

    @Test
    void gap_ofConnection_namesIt() {
        assertThat(line.gap(new Gap(TS, 3, "blind", TS, TS, Samples.ORIGIN)).text())
                .isEqualTo(
                        "{\"v\":1,\"event\":\"gap\",\"ts\":\"2026-01-02T03:04:05.000006Z\",\"lost\":3,\"reason\":\"blind\","
                                + "\"from\":\"2026-01-02T03:04:05.000006Z\",\"to\":\"2026-01-02T03:04:05.000006Z\",\"route\":\"main\","
                                + "\"upstream\":\"127.0.0.1:11211\",\"peer\":\"10.0.0.9:4711\",\"writer\":\"web-1\",\"conn\":7}");
    }

    @Test
    void lifecycle_factNamedLikeField_isLeftOut() {
        assertThat(line.lifecycle(new Lifecycle(TS, Lifecycle.Kind.START, Map.of("pid", 1L, "event", "x")))
                        .text())
                .isEqualTo("{\"v\":1,\"event\":\"start\",\"ts\":\"2026-01-02T03:04:05.000006Z\",\"pid\":1}");
    }

    private static WriteRow write(JsonLine encoded) throws IOException {
        byte[] bytes = encoded.text().getBytes(StandardCharsets.UTF_8);
        return Objects.requireNonNull(LogLine.parse(bytes).write());
    }
}
