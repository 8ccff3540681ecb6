package io.whoset.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.whoset.forensics.detect.Judge;
import io.whoset.forensics.record.AuditEvent;
import io.whoset.forensics.record.Gap;
import io.whoset.forensics.record.Judgement;
import io.whoset.forensics.record.RecordId;
import io.whoset.forensics.record.WriteRecord;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LookaheadTest {
    private final List<List<WriteRecord>> expected = new ArrayList<>();
    private boolean broken;

    private final Judge judge = new Judge() {
        @Override
        public void expect(List<WriteRecord> next) {
            if (broken) {
                throw new IllegalStateException("broken");
            }
            expected.add(List.copyOf(next));
        }

        @Override
        public Judgement judge(RecordId id, WriteRecord write) {
            return Judgement.CLEAN;
        }

        @Override
        public void onGap(Gap gap) {
            // a gap means nothing to it
        }
    };

    private final AuditQueue queue = new AuditQueue(128, OverflowPolicy.BRAKE, new AuditCounters());
    private final Lookahead ahead = new Lookahead(queue, judge);

    private List<AuditEvent> offer(int writes) {
        List<AuditEvent> offered = new ArrayList<>();
        for (int i = 0; i < writes; i++) {
            AuditEvent event = i == 1 ? new Gap(i, 1, "why", 0, 1, null) : Samples.set("k" + i, "w", i);
            assertThat(queue.offer(event)).isTrue();
            offered.add(event);
        }
        return offered;
    }

    private List<AuditEvent> pollAll() {
        List<AuditEvent> polled = new ArrayList<>();
        for (AuditEvent event = ahead.poll(); event != null; event = ahead.poll()) {
            polled.add(event);
        }
        return polled;
    }

    @Test
    void poll_moreThanFitsAtOnce_keepsOrderAndTellsTheWritesOnly() {
        List<AuditEvent> offered = offer(70);
        assertThat(pollAll()).containsExactlyElementsOf(offered);
        assertThat(expected.stream().filter(next -> !next.isEmpty()).map(List::size))
                .containsExactly(31, 32, 6);
        assertThat(ahead.isEmpty()).isTrue();
    }

    @Test
    void isEmpty_whileSomeWaitHere_isNot() {
        offer(2);
        ahead.poll();
        assertThat(queue.isEmpty()).isTrue();
        assertThat(ahead.isEmpty()).isFalse();
    }

    @Test
    void poll_judgeThatThrows_losesNothing() {
        broken = true;
        List<AuditEvent> offered = offer(3);
        assertThatThrownBy(ahead::poll).isInstanceOf(IllegalStateException.class);
        assertThat(ahead.poll()).isSameAs(offered.get(0));
        assertThat(ahead.poll()).isSameAs(offered.get(1));
    }
}
