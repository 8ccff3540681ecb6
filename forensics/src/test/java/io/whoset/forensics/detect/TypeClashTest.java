package io.whoset.forensics.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.whoset.forensics.record.Format;
import io.whoset.protocol.Key;
import org.junit.jupiter.api.Test;

class TypeClashTest {
    private static final SomeStore A = SomeStore.by("a", 1, 1);
    private static final SomeStore B = SomeStore.by("b", 3, 2);
    private static final SomeStore ODD = SomeStore.by("c", 5, 3).flags(7);

    private final KeyHistory history =
            new KeyHistory(new KeyFamily("k", true, new TallyBudget(10)), "cache", Key.of("k"));
    private final TypeClash rule = new TypeClash();

    private Reading.Kind read(SomeStore store, SomeStore... peers) {
        return rule.read(store.sighting(), history, SomeStore.peers(peers)).kind();
    }

    @Test
    void read_unlikeTheOthersThatAgree_isOdd() {
        assertThat(read(ODD, A, B)).isEqualTo(Reading.Kind.ODD);
        assertThat(read(A, B, A)).isEqualTo(Reading.Kind.FINE);
    }

    @Test
    void read_anotherHasItToo_isFine() {
        assertThat(read(ODD, A, B, ODD)).isEqualTo(Reading.Kind.FINE);
    }

    @Test
    void read_protobufAmongOtherBytes_isFine() {
        SomeStore bytes = A.format(Format.BINARY);
        assertThat(read(A.format(Format.PROTOBUF), bytes, B.format(Format.BINARY)))
                .isEqualTo(Reading.Kind.FINE);
        assertThat(read(A.format(Format.MSGPACK), bytes, B.format(Format.BINARY)))
                .isEqualTo(Reading.Kind.ODD);
    }

    @Test
    void read_nobodyOrOneToCompareWith_isNoOpportunityAndRemembered() {
        assertThat(read(ODD)).isEqualTo(Reading.Kind.NO_OPPORTUNITY);
        Reading one = rule.read(ODD.sighting(), history, SomeStore.peers(A));
        assertThat(one.kind()).isEqualTo(Reading.Kind.NO_OPPORTUNITY);
        assertThat(one.alike()).isTrue();
    }

    @Test
    void read_error_isNoOpportunity() {
        assertThat(read(ODD.loss(Emptiness.COMMON), A, B)).isEqualTo(Reading.Kind.NO_OPPORTUNITY);
    }

    @Test
    void pattern_isThatOfACanaryThatMustNotBeAccused() {
        assertThat(rule.pattern()).isEqualTo(Rule.Pattern.MIXTURE_OR_MISMATCH);
    }

    @Test
    void isShared_nextStoreOfTheSame_only() {
        Reading reading = rule.read(ODD.sighting(), history, SomeStore.peers(A, B));
        Charge charge = new Charge(0, ODD.sighting(), reading.trait(), 1, "k", "why");
        assertThat(rule.isShared(charge, SomeStore.by("a", 7, 4).flags(7).sighting()))
                .isTrue();
        assertThat(rule.isShared(charge, SomeStore.by("a", 7, 4).sighting())).isFalse();
    }
}
