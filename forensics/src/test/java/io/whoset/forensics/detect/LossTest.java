package io.whoset.forensics.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.whoset.forensics.record.Content;
import io.whoset.forensics.record.Format;
import io.whoset.protocol.Key;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class LossTest {
    private static final SomeStore A = SomeStore.by("a", 1, 1);
    private static final SomeStore B = SomeStore.by("b", 3, 2);
    private static final SomeStore LOST = lost("c", "\"status\": 401");

    private final KeyHistory history =
            new KeyHistory(new KeyFamily("k", true, new TallyBudget(10)), "cache", Key.of("k"));
    private final Loss rule = new Loss();

    private static SomeStore lost(String writer, String mark) {
        Content content = new Content("e", false, 9, 0, 0, mark);
        return SomeStore.by(writer, 5, 3).loss(Objects.requireNonNull(Emptiness.of(60, Format.JSON, content)));
    }

    private Reading read(SomeStore store, SomeStore... peers) {
        return rule.read(store.sighting(), history, SomeStore.peers(peers));
    }

    @Test
    void read_errorWhereMoreThanHalfStoredItFilled_isOdd() {
        assertThat(read(LOST, A).kind()).isEqualTo(Reading.Kind.ODD);
        assertThat(read(LOST, A, B, lost("d", "\"error\"")).kind()).isEqualTo(Reading.Kind.ODD);
        assertThat(read(B, A).kind()).isEqualTo(Reading.Kind.FINE);
    }

    @Test
    void read_errorWhereHalfStoredItFilled_isRememberedOnly() {
        Reading reading = read(LOST, A, lost("d", "\"error\""));
        assertThat(reading.kind()).isEqualTo(Reading.Kind.NO_OPPORTUNITY);
        assertThat(reading.alike()).isTrue();
        assertThat(read(LOST).alike()).isTrue();
    }

    @Test
    void read_anotherStoresTheSameError_isFine() {
        assertThat(read(LOST, A, B, lost("d", "\"status\": 401")).kind()).isEqualTo(Reading.Kind.FINE);
    }

    @Test
    void isShared_nextStoreOfTheSameError_only() {
        Charge charge = new Charge(0, LOST.sighting(), read(LOST, A, B).trait(), 1, "k", "why");
        assertThat(rule.isShared(charge, lost("a", "\"status\": 401").sighting()))
                .isTrue();
        assertThat(rule.isShared(charge, A.sighting())).isFalse();
        assertThat(rule.isShared(charge, lost("a", "\"status\": 503").sighting()))
                .isFalse();
    }

    @Test
    void mayBeginAtOne_serversTrouble_waitsForCompany() {
        assertThat(rule.mayBeginAtOne(read(LOST, A).trait())).isFalse();
        assertThat(rule.mayBeginAtOne(read(lost("c", "\"status\": 503"), A).trait()))
                .isTrue();
    }
}
