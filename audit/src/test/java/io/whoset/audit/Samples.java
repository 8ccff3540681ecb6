package io.whoset.audit;

import io.whoset.forensics.detect.Judge;
import io.whoset.forensics.record.Content;
import io.whoset.forensics.record.Digest;
import io.whoset.forensics.record.Finding;
import io.whoset.forensics.record.Format;
import io.whoset.forensics.record.Gap;
import io.whoset.forensics.record.Interval;
import io.whoset.forensics.record.Judgement;
import io.whoset.forensics.record.Oddity;
import io.whoset.forensics.record.Origin;
import io.whoset.forensics.record.Payload;
import io.whoset.forensics.record.RecordId;
import io.whoset.forensics.record.Verdict;
import io.whoset.forensics.record.WriteRecord;
import io.whoset.protocol.Key;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Records as tests need them. */
public final class Samples {
    public static final Origin ORIGIN = new Origin("main", "127.0.0.1:11211", "10.0.0.9:4711", "web-1", 7);
    public static final Digest DIGEST = Digest.parse("00112233445566778899aabbccddeeff".repeat(2));

    private Samples() {}

    public static WriteRecord set(String key, String writer, long tsMicros) {
        return set(Key.of(key), writer, tsMicros, "{\"a\":1}");
    }

    public static WriteRecord set(Key key, String writer, long tsMicros, @Nullable String preview) {
        Origin origin = new Origin("main", "127.0.0.1:11211", "10.0.0.9:4711", writer, 7);
        Payload payload = new Payload(7, DIGEST, Format.JSON, new Content("s1", false, 1, 0, 0, null), false, preview);
        return new WriteRecord(
                origin, tsMicros, "set", key, 4294967295L, -1L, payload, "STORED", 42L, new Interval(0, 1));
    }

    public static Judgement suspect() {
        return new Judgement(Verdict.SUSPECT, List.of(new Oddity("old-value", "came \"back\"")), List.of());
    }

    public static Judgement accused(String writer, Verdict verdict, long tsMicros) {
        Finding finding = new Finding(
                tsMicros,
                writer,
                verdict,
                "stale-writer",
                "9 of 10 were old",
                List.of(new RecordId(5)),
                Map.of("old_share", 0.9, "writes", 10.0),
                List.of("k%20"));
        return new Judgement(Verdict.STALE, List.of(), List.of(finding));
    }

    /** A judge that asks a function. */
    public static Judge judge(Function<WriteRecord, Judgement> rule) {
        return new Judge() {
            @Override
            public Judgement judge(RecordId id, WriteRecord write) {
                return rule.apply(write);
            }

            @Override
            public void onGap(Gap gap) {
                // a gap means nothing to it
            }
        };
    }
}
