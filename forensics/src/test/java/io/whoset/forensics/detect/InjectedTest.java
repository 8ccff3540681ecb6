package io.whoset.forensics.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.whoset.forensics.record.WriteRecord;
import io.whoset.protocol.Key;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InjectedTest {
    private final Injected rule = new Injected();
    private final Map<String, KeyFamily> families = new HashMap<>();
    private int keys;

    /** A store under a key that a writer stored before, which came alone or rode behind a retrieval. */
    private int read(SomeStore store, boolean rides, SomeStore before, String family) {
        KeyFamily keys = families.computeIfAbsent(family, name -> new KeyFamily(name, true, new TallyBudget(100)));
        KeyHistory history = new KeyHistory(keys, "cache", Key.of("k"));
        history.onStore(before.sighting());
        WriteRecord write = store.write("set", "STORED", null);
        WriteRecord sent = new WriteRecord(
                write.origin(),
                write.tsMicros(),
                write.cmd(),
                write.key(),
                write.flags(),
                write.exptime(),
                write.payload(),
                write.outcome(),
                write.rttMicros(),
                write.interval(),
                null,
                rides);
        return rule.read(sent, store.sighting(), keys.seat("c"), history);
    }

    private int read(String shape, boolean rides, String before) {
        keys++;
        return read(SomeStore.by("c", keys, 9).shape(shape), rides, SomeStore.by(before, 1, 1), "k");
    }

    private void alone(int stores) {
        for (int i = 0; i < stores; i++) {
            assertThat(read("own", false, "a")).isZero();
        }
    }

    @Test
    void read_secondRidingStoreOfAnotherForm_isProof() {
        alone(20);
        assertThat(read("alien", true, "a")).isEqualTo(1);
        assertThat(read("alien", true, "a")).isEqualTo(2);
    }

    @Test
    void read_writerHardlySeen_saysNothing() {
        alone(19);
        assertThat(read("alien", true, "a")).isZero();
    }

    @Test
    void read_storeThatCameAlone_saysNothing() {
        alone(20);
        assertThat(read("alien", false, "a")).isZero();
    }

    @Test
    void read_formThatTheWriterStoredAlone_saysNothing() {
        alone(20);
        assertThat(read("canary", false, "a")).isZero();
        assertThat(read("canary", true, "a")).isZero();
        assertThat(read("canary", true, "a")).isZero();
        assertThat(read("alien", true, "a")).isEqualTo(1);
    }

    @Test
    void read_formOfTheOthersOrOwnKey_saysNothing() {
        alone(20);
        assertThat(read("s", true, "a")).isZero();
        assertThat(read("alien", true, "c")).isZero();
    }

    @Test
    void read_pipelinesByHabit_saysNothing() {
        alone(20);
        for (int i = 0; i < 21; i++) {
            read("s", true, "a");
        }
        assertThat(read("alien", true, "a")).isZero();
    }

    @Test
    void read_otherFamily_countsByItself() {
        alone(20);
        assertThat(read("alien", true, "a")).isEqualTo(1);
        SomeStore store = SomeStore.by("c", 99, 9).shape("alien");
        assertThat(read(store, true, SomeStore.by("a", 1, 1), "other")).isEqualTo(1);
    }
}
