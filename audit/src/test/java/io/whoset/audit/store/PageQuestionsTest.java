package io.whoset.audit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.whoset.audit.Audit;
import io.whoset.audit.AuditSettings;
import io.whoset.audit.RunningTime;
import io.whoset.audit.Samples;
import io.whoset.audit.log.AuditDirException;
import io.whoset.audit.log.FindingRow;
import io.whoset.audit.log.WriteRow;
import io.whoset.forensics.record.Judgement;
import io.whoset.forensics.record.RecordId;
import io.whoset.forensics.record.Verdict;
import io.whoset.forensics.record.WriteRecord;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the page asks beyond lists of writes. */
class PageQuestionsTest {
    private static final long SECOND = 1_000_000;
    private static final long BEGIN = 1_800_000_000;
    /** A bucket of whole minutes that holds every moment. */
    private static final long ALL_TIME = 60L << 30;

    private Audit audit;
    private int offered;

    @BeforeEach
    void open(@TempDir Path dir) throws AuditDirException {
        audit = Audit.open(
                AuditSettings.defaults(dir), Samples.judge(PageQuestionsTest::judge), new RunningTime(), Map.of());
    }

    @AfterEach
    void close() {
        audit.close();
    }

    private static Judgement judge(WriteRecord write) {
        return write.origin().writer().equals("web-bad")
                ? Samples.accused("web-bad", Verdict.POISON, write.tsMicros())
                : Judgement.CLEAN;
    }

    private void write(String key, String writer, long second, int times) {
        for (int i = 0; i < times; i++) {
            assertThat(audit.sink().offer(Samples.set(key, writer, second * SECOND)))
                    .isTrue();
        }
        offered += times;
    }

    private void stored() {
        await().until(() ->
                audit.store().writes(WriteQuery.newest(1000)).items().size() == offered
                        && audit.counters().storeBacklogRows() == 0);
    }

    @Test
    void rates_inBuckets_sumByWriter() {
        write("k", "web-1", BEGIN, 2);
        write("k", "web-1", BEGIN + 9, 1);
        write("k", "web-2", BEGIN + 10, 1);
        write("k", "web-2", BEGIN + 60, 1);
        stored();

        List<RatePoint> points = audit.store().rates(new RateQuery(BEGIN + 1, BEGIN + 20, 10));

        assertThat(points).containsExactly(new RatePoint(BEGIN, "web-1", 3), new RatePoint(BEGIN + 10, "web-2", 1));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, ALL_TIME})
    void rates_withConditions_countTheWritesThatMatch(long step) {
        write("user:1", "web-1", BEGIN, 2);
        write("user:2", "web-1", BEGIN, 1);
        write("user:1", "web-2", BEGIN, 4);
        stored();
        WriteQuery key = WriteQuery.ofKey("user:1", 1);
        WriteQuery prefix = WriteQuery.ofPrefix("user:2", 1);
        WriteQuery writer = new WriteQuery(null, null, "web-1", null, null, null, null, 1L, 2L, 1, null);
        WriteQuery none = new WriteQuery(null, null, "web-1", null, null, "stale", null, null, null, 1, null);
        WriteQuery both = new WriteQuery("user:1", null, "web-1", null, null, null, null, null, null, 1, null);

        long second = step == ALL_TIME ? 0 : BEGIN;
        assertThat(rates(step, key))
                .containsExactly(new RatePoint(second, "web-1", 2), new RatePoint(second, "web-2", 4));
        assertThat(rates(step, prefix)).containsExactly(new RatePoint(second, "web-1", 1));
        assertThat(rates(step, writer)).containsExactly(new RatePoint(second, "web-1", 3));
        assertThat(rates(step, none)).isEmpty();
        assertThat(rates(step, both)).containsExactly(new RatePoint(second, "web-1", 2));
    }

    private List<RatePoint> rates(long step, WriteQuery of) {
        return audit.store().rates(new RateQuery(BEGIN, BEGIN + 1, step, of));
    }

    @Test
    void rates_moreWritersThanAreTold_sumTheRestButNameTheAccused() {
        for (int i = 0; i < RateQuery.MAX_WRITERS + 5; i++) {
            write("k", "web-" + i, BEGIN, 2);
        }
        write("k", "web-bad", BEGIN, 1);
        stored();

        List<RatePoint> points = audit.store().rates(new RateQuery(BEGIN, BEGIN + 1, 1));

        assertThat(points).hasSize(RateQuery.MAX_WRITERS + 1).contains(new RatePoint(BEGIN, "web-bad", 1));
        assertThat(points.get(points.size() - 1)).isEqualTo(new RatePoint(BEGIN, null, 12));
    }

    @Test
    void rateQuery_atItsBounds_isWidenedOrRefused() {
        assertThat(new RateQuery(7, 8, 10)).isEqualTo(new RateQuery(0, 10, 10));
        assertThat(new RateQuery(0, 1000, 1).to()).isEqualTo(1000);
        assertThatThrownBy(() -> new RateQuery(0, 1001, 1)).hasMessageContaining("expected at least 2");
        assertThatThrownBy(() -> new RateQuery(0, 1, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThat(RateQuery.stepFor(0, 300, 300)).isEqualTo(1);
        assertThat(RateQuery.stepFor(0, 301, 300)).isEqualTo(2);
        assertThat(RateQuery.stepFor(0, 86_400, 300)).isEqualTo(300);
        assertThat(RateQuery.stepFor(0, 300L * 86_401, 300)).isEqualTo(2 * 86_400);
    }

    @Test
    void keys_thatBeginAlike_tellWhoWroteLast() {
        write("user:1", "web-1", BEGIN, 2);
        write("user:1", "web-2", BEGIN + 1, 1);
        write("user:2", "web-bad", BEGIN + 2, 1);
        write("other", "web-1", BEGIN + 3, 1);
        stored();

        List<KeyRow> keys = audit.store().keys("user:", 10);

        assertThat(keys)
                .containsExactly(
                        new KeyRow("user:2", 1, 1, 1, (BEGIN + 2) * SECOND, "web-bad", "stale"),
                        new KeyRow("user:1", 3, 2, 0, (BEGIN + 1) * SECOND, "web-2", "clean"));
        assertThat(audit.store().keys("user:", 1)).hasSize(1);
        assertThat(audit.store().keys("%", 1)).isEmpty();
    }

    @Test
    void findings_paged_giveEachOnceAndByItsId() {
        write("k", "web-bad", BEGIN, 5);
        stored();

        Page<FindingRow> first = audit.store().findings(FindingQuery.newest(3));
        Page<FindingRow> second = audit.store().findings(new FindingQuery("web-bad", null, null, 3, first.next()));
        FindingRow one = first.items().get(1);

        assertThat(first.items()).hasSize(3);
        assertThat(second.items()).hasSize(2);
        assertThat(second.next()).isNull();
        assertThat(audit.store().finding(RecordId.parse(one.id()))).contains(one);
        assertThat(audit.store().finding(new RecordId(1))).isEmpty();
        assertThat(audit.store()
                        .findings(new FindingQuery(null, Long.MAX_VALUE, null, 3, null))
                        .items())
                .isEmpty();
        assertThat(audit.store()
                        .findings(new FindingQuery(null, 0L, Long.MAX_VALUE, 9, null))
                        .items())
                .hasSize(5);
    }

    @Test
    void writes_byIds_areThoseNewestFirst() {
        write("k", "web-1", BEGIN, 5);
        stored();
        List<WriteRow> all = audit.store().writes(WriteQuery.newest(9)).items();
        List<RecordId> ids = List.of(
                RecordId.parse(all.get(3).id()), RecordId.parse(all.get(1).id()), new RecordId(4));

        assertThat(audit.store().writes(ids)).isEqualTo(List.of(all.get(1), all.get(3)));
        assertThat(audit.store().writes(List.of())).isEmpty();
        assertThat(all.stream().map(WriteRow::id).collect(Collectors.toSet())).hasSize(5);
    }
}
