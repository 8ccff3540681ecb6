package io.whoset.audit.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.whoset.audit.ManualTime;
import io.whoset.audit.store.Damage.Damaged;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DamageReportTest {
    private static final long MINUTE = 60_000_000;

    @TempDir
    private Path dir;

    private final GivenLines lines = new GivenLines();
    private long id;

    private void write(String writer, String cmd, String key, long exptime, String outcome, String verdict) {
        id++;
        String ts = Instant.EPOCH
                .plus(ManualTime.START_MICROS + id, ChronoUnit.MICROS)
                .toString();
        boolean bears = cmd.equals("set") || cmd.equals("add");
        String payload = bears ? ",\"bytes\":1,\"digest\":\"sha256:" + "0123456789abcdef".repeat(4) + "\"" : "";
        lines.add(("{\"v\":1,\"event\":\"write\",\"ts\":\"" + ts + "\",\"id\":\"" + String.format("%016x", id)
                        + "\",\"route\":\"main\",\"upstream\":\"u\",\"peer\":\"p\",\"writer\":\"" + writer
                        + "\",\"conn\":1,\"cmd\":\"" + cmd + "\",\"key\":\"" + key + "\",\"exptime\":" + exptime
                        + payload
                        + ",\"outcome\":\"" + outcome + "\",\"verdict\":\"" + verdict + "\",\"findings\":[]}")
                .getBytes(StandardCharsets.UTF_8));
    }

    private Damage damage(long afterMicros) throws Exception {
        try (StoreFile store = StoreFile.open(dir.resolve("store.duckdb"), 64);
                Connection sql = store.connect();
                PreviewReader previews = store.previews()) {
            lines.into(store, 1);
            return new DamageReport(sql, previews, ManualTime.START_MICROS + afterMicros).of("bad");
        }
    }

    @Test
    void keys_whoseNewestVersionIsBad_areNamed_withWhatBelongsThere() throws Exception {
        write("good", "set", "kept", 0, "STORED", "clean");
        write("bad", "set", "kept", 0, "STORED", "poison");
        write("other", "touch", "kept", 60, "TOUCHED", "clean");
        write("other", "add", "kept", 0, "NOT_STORED", "clean");
        write("bad", "set", "mended", 0, "STORED", "stale");
        write("good", "set", "mended", 0, "STORED", "clean");
        write("bad", "set", "removed", 0, "STORED", "stale");
        write("other", "delete", "removed", 0, "DELETED", "clean");
        write("bad", "set", "short", 60, "none", "poison");
        write("bad", "set", "gone", -1, "STORED", "poison");
        write("bad", "set", "fine", 0, "STORED", "clean");

        Damage now = damage(MINUTE / 2);

        assertThat(now.writes()).isEqualTo(5);
        assertThat(now.keys()).extracting(key -> key.bad().key()).containsExactly("short", "kept");
        Damaged kept = now.keys().get(1);
        assertThat(kept.untilMicros()).isZero();
        assertThat(kept.good()).isNotNull().extracting(row -> row.writer()).isEqualTo("good");
        assertThat(now.keys().get(0).untilMicros()).isEqualTo(ManualTime.START_MICROS + 9 + MINUTE);
        assertThat(now.keys().get(0).good()).isNull();
    }

    @Test
    void keys_thatExpiredOrWereFlushed_areNotNamed() throws Exception {
        write("bad", "set", "flushed", 0, "STORED", "poison");
        write("other", "flush_all", "", 0, "OK", "clean");
        write("bad", "set", "short", 60, "STORED", "poison");

        assertThat(damage(MINUTE / 2).keys()).extracting(key -> key.bad().key()).containsExactly("short");
    }

    @Test
    void purgeLine_ofAnyKey_isOneThatMemcachedUnderstands() {
        assertThat(List.of("user:42", "50%25", "a%20b", "%C3%A9").stream()
                        .map(PurgeLine::of)
                        .toList())
                .containsExactly("delete user:42", "delete 50%", "md YSBi b", "md w6k= b");
    }
}
