package io.whoset.ui;

import io.whoset.audit.log.FindingRow;
import io.whoset.audit.log.WriteRow;
import io.whoset.forensics.record.Oddity;
import io.whoset.forensics.record.RecordId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The story of the sample data: nine servers fill a cache, one of them answers with errors. Confined to the test's thread. */
public final class SampleWrites {
    /** The writer that is to be accused. */
    public static final String BAD = "web-07";

    /** A key that is an attack on the page. */
    public static final String HOSTILE_KEY = "<script>document.title='owned'</script>";

    private static final String DENIED =
            "{\"status\":401,\"error\":\"token expired\",\"total\":null,\"items\":null,\"user\":null}";

    private final SampleStore store;
    private final List<String> proof = new ArrayList<>();
    private RecordId last = new RecordId(0);

    /** Fills this store. */
    public SampleWrites(SampleStore store) {
        this.store = store;
    }

    /** Two minutes of nine writers that end at this second, and the accusation. */
    public void fleetUntil(long secondEpoch) {
        for (int second = 0; second < 120; second++) {
            for (int writer = 1; writer <= 9; writer++) {
                int times = 2 + (second * second / 7 + writer * 5) % 3;
                for (int i = 0; i < times; i++) {
                    long micros = (secondEpoch - 120 + second) * 1_000_000 + writer * 90_000L + i * 17_003L;
                    one("web-0" + writer, micros, md5("search:" + (second * 31 + writer * 7 + i) % 40), second);
                }
            }
        }
        write("web-02", secondEpoch * 1_000_000, HOSTILE_KEY, "<img src=x onerror=alert(1)>", "text", List.of());
        write("web-03", secondEpoch * 1_000_000 + 5, "50%25 off/%00", "17", "integer", List.of());
        accuse(secondEpoch * 1_000_000 + 9);
    }

    private void one(String writer, long micros, String key, int second) {
        boolean bad = writer.equals(BAD) && second > 60;
        String value = bad
                ? DENIED
                : "{\"status\":200,\"total\":" + (second % 9 + 3)
                        + ",\"items\":[{\"id\":81,\"name\":\"kettle\"},{\"id\":97,\"name\":\"lamp\"}]}";
        List<Oddity> oddities = bad
                ? List.of(new Oddity(
                        "dissent", "says status 401 where 8 other writers say status 200 for this key family"))
                : List.of();
        WriteRow row = write(writer, micros, key, value, "json", oddities);
        if (bad) {
            proof.add(row.id());
        }
    }

    /** One more write, the newest. */
    public WriteRow write(
            String writer, long micros, @Nullable String key, String value, String format, List<Oddity> oddities) {
        last = last.next(micros);
        int number = writer.charAt(writer.length() - 1) - '0';
        WriteRow row = new WriteRow(
                last.toString(),
                micros,
                "main",
                "127.0.0.1:11211",
                "127.0.1." + number + ":" + (40000 + number),
                writer,
                number,
                number == 4 ? "4711 php-fpm" : null,
                "set",
                key,
                2L,
                300L,
                (long) value.getBytes(StandardCharsets.UTF_8).length,
                "sha256:" + hex("SHA-256", value),
                format,
                null,
                false,
                "STORED",
                180L + micros % 90,
                value,
                oddities.isEmpty() ? "clean" : "poison",
                oddities,
                null);
        store.add(row);
        return row;
    }

    private void accuse(long micros) {
        last = last.next(micros);
        List<String> writes = List.copyOf(proof.subList(Math.max(0, proof.size() - 20), proof.size()));
        store.add(new FindingRow(
                last.toString(),
                micros,
                BAD,
                "poison",
                "dissent",
                "stored an error answer (\"status\": 401) in " + proof.size() + " of its last " + proof.size()
                        + " writes to 38 keys, where 8 other writers stored status 200 in all of 1,204 writes to the same keys",
                writes,
                new TreeMap<>(Map.of(
                        "own_bad",
                        (double) proof.size(),
                        "own_writes",
                        (double) proof.size(),
                        "other_bad",
                        0.0,
                        "other_writes",
                        1204.0,
                        "factor",
                        1.0e9)),
                List.of(md5("search:1"), md5("search:2"), md5("search:3"))));
    }

    private static String md5(String text) {
        return hex("MD5", text);
    }

    private static String hex(String algorithm, String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance(algorithm).digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
