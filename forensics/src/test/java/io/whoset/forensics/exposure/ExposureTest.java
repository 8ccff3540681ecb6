package io.whoset.forensics.exposure;

import static org.assertj.core.api.Assertions.assertThat;

import io.whoset.forensics.record.Finding;
import io.whoset.forensics.record.Interval;
import io.whoset.forensics.record.Judgement;
import io.whoset.forensics.record.Oddity;
import io.whoset.forensics.record.Origin;
import io.whoset.forensics.record.RecordId;
import io.whoset.forensics.record.TimeSource;
import io.whoset.forensics.record.Verdict;
import io.whoset.forensics.record.WriteRecord;
import io.whoset.protocol.Key;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExposureTest {
    private static final long TS = 1_700_000_000_000_000L;
    private static final Judgement POISON =
            new Judgement(Verdict.POISON, List.of(new Oddity("loss", "nothing in it")), List.of());

    private final Exposure exposure = new Exposure();
    private long nowMicros = TS;
    private final TimeSource time = new TimeSource() {
        @Override
        public long nanos() {
            return 0;
        }

        @Override
        public long epochMicros(long nanos) {
            return nowMicros;
        }
    };

    private static WriteRecord write(
            String cmd, @Nullable String key, @Nullable Long exptime, String outcome, String upstream) {
        Origin origin = new Origin("main", upstream, "127.0.0.1:1", "bad", 1);
        Key named = key == null ? null : Key.of(key);
        return new WriteRecord(origin, TS, cmd, named, 0L, exptime, null, outcome, 1L, new Interval(1, 2));
    }

    private void store(long id, String key, Judgement judgement) {
        exposure.onWrite(new RecordId(id), write("set", key, 60L, "STORED", "a:1"), judgement);
    }

    private void read(String key, String reader) {
        exposure.onRead(Key.of(key).hash64() ^ Exposure.salt("a:1"), reader, time, 0);
    }

    private long reads() {
        return exposure.of("bad").reads();
    }

    private static Finding finding(Verdict verdict, long... ids) {
        List<RecordId> writes = Arrays.stream(ids).mapToObj(RecordId::new).toList();
        return new Finding(TS, "bad", verdict, "loss", "why", writes, Map.of(), List.of());
    }

    @Test
    void read_ofABadVersion_isCountedByReader() {
        store(1, "k", POISON);
        store(2, "l", POISON);
        read("k", "r1");
        read("k", "r1");
        read("l", "r1");
        read("l", "r2");
        read("other", "r3");

        Readers readers = exposure.of("bad");
        assertThat(readers.readers())
                .containsExactly(new Readers.Reader("r1", 3, 2, TS), new Readers.Reader("r2", 1, 1, TS));
        assertThat(readers.byVersion()).isEqualTo(Map.of(new RecordId(1), 2L, new RecordId(2), 2L));
        assertThat(exposure.of("somebody else")).isEqualTo(Readers.NONE);
    }

    @ParameterizedTest
    @CsvSource({
        "set, k, 60, STORED, a:1, 1",
        "set, k, 60, none, a:1, 1",
        "delete, k, , DELETED, a:1, 1",
        "append, k, 0, STORED, a:1, 1",
        "flush_all, , , OK, a:1, 1",
        "flush_all, , , OK, b:1, 2",
        "add, k, 60, NOT_STORED, a:1, 2",
        "set, k, 60, STORED, b:1, 2",
        "set, l, 60, STORED, a:1, 2",
    })
    void read_afterAnotherWrite_isCountedWhereTheBadVersionIsStillThere(
            String cmd, String key, Long exptime, String outcome, String upstream, long reads) {
        store(1, "k", POISON);
        read("k", "r");
        exposure.onWrite(new RecordId(2), write(cmd, key, exptime, outcome, upstream), Judgement.CLEAN);
        read("k", "r");

        assertThat(reads()).isEqualTo(reads);
    }

    @Test
    void read_afterItExpired_isNot() {
        store(1, "k", POISON);
        nowMicros = TS + 59_999_999;
        read("k", "r");
        nowMicros = TS + 60_000_000;
        read("k", "r");

        assertThat(reads()).isEqualTo(1);
    }

    @Test
    void doubtedVersion_isCounted_onceAFindingNamesIt_andNoMoreOnceThatIsWithdrawn() {
        store(1, "k", Judgement.DOUBTED);
        read("k", "r");
        assertThat(reads()).isZero();

        store(2, "l", new Judgement(Verdict.POISON, List.of(), List.of(finding(Verdict.POISON, 1, 2))));
        read("k", "r");
        assertThat(reads()).isEqualTo(2);

        store(3, "m", new Judgement(Verdict.CLEAN, List.of(), List.of(finding(Verdict.CLEAN, 1, 2))));
        assertThat(reads()).isZero();
    }

    @Test
    void readers_beyondTheBound_countTogether() {
        store(1, "k", POISON);
        for (int i = 0; i < 40; i++) {
            read("k", "r" + i);
        }

        Readers readers = exposure.of("bad");
        assertThat(readers.readers()).hasSize(16);
        assertThat(readers.reads()).isEqualTo(40);
    }

    @Test
    void doubtedVersion_neverTakesTheSlotOfABadOne() {
        store(1, "k", POISON);
        for (int i = 0; i < 100_000; i++) {
            store(2 + i, "doubted:" + i, Judgement.DOUBTED);
        }
        read("k", "r");

        assertThat(reads()).isEqualTo(1);
    }
}
