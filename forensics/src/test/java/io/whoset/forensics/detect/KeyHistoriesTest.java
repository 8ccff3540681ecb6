package io.whoset.forensics.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.whoset.forensics.record.WriteRecord;
import io.whoset.protocol.Key;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class KeyHistoriesTest {
    private static final int EMPTY = history("k").weight();

    private final List<KeyHistory> gone = new ArrayList<>();

    private static KeyHistory history(String key) {
        return history("cache", Key.of(key));
    }

    private static KeyHistory history(String upstream, Key key) {
        return new KeyHistory(new KeyFamily("k", true, new TallyBudget(10)), upstream, key);
    }

    private KeyHistories roomFor(int histories) {
        return new KeyHistories((long) histories * EMPTY, gone::add);
    }

    private static void add(KeyHistories histories, String... keys) {
        for (String key : keys) {
            histories.add(history(key));
        }
    }

    private List<String> gone() {
        return gone.stream().map(history -> history.key.logForm()).toList();
    }

    @Test
    void find_sameKeyOfAnotherServer_isAnotherHistory() {
        KeyHistories histories = roomFor(4);
        // two names of one hash code
        KeyHistory one = history("Aa", Key.of("k"));
        KeyHistory two = history("BB", Key.of("k"));
        histories.add(one);
        histories.add(two);
        assertThat(histories.find("Aa", Key.of("k"))).isSameAs(one);
        assertThat(histories.find("BB", Key.of("k"))).isSameAs(two);
        assertThat(histories.find("C#", Key.of("k"))).isNull();
        assertThat(histories.find("Aa", Key.of("l"))).isNull();
    }

    @Test
    void add_beyondTheBound_oldestUnwantedGoes() {
        KeyHistories histories = roomFor(3);
        add(histories, "a", "b", "c");
        histories.find("cache", Key.of("a"));
        add(histories, "d", "e");
        assertThat(gone()).containsExactly("b", "c");
        assertThat(histories.find("cache", Key.of("a"))).isNotNull();
        assertThat(histories.find("cache", Key.of("b"))).isNull();
        assertThat(histories.size()).isEqualTo(3);
        assertThat(histories.evicted()).isEqualTo(2);
    }

    @Test
    void add_wantedOnceLongAgo_goesWhenTheHandComesAgain() {
        KeyHistories histories = roomFor(2);
        add(histories, "a", "b");
        histories.find("cache", Key.of("a"));
        histories.find("cache", Key.of("b"));
        add(histories, "c");
        assertThat(gone()).as("all were wanted but the newest").containsExactly("c");
        add(histories, "d");
        assertThat(gone()).containsExactly("c", "a");
    }

    @Test
    void weigh_historyThatGrew_makesOthersGo() {
        KeyHistories histories = roomFor(2);
        KeyHistory grows = history("b");
        add(histories, "a");
        histories.add(grows);
        histories.find("cache", Key.of("b"));
        grows.onStore(SomeStore.by("w", 1, 1).sighting());
        histories.weigh(grows);
        assertThat(gone()).containsExactly("a");
        assertThat(histories.find("cache", Key.of("b"))).isSameAs(grows);
    }

    @Test
    void weigh_historyHeavierThanTheBound_goesItself() {
        KeyHistories histories = roomFor(1);
        KeyHistory heavy = history("a");
        histories.add(heavy);
        heavy.onStore(SomeStore.by("w", 1, 1).sighting());
        histories.weigh(heavy);
        assertThat(gone()).containsExactly("a");
        assertThat(histories.size()).isZero();
        add(histories, "b");
        assertThat(histories.find("cache", Key.of("b"))).isNotNull();
    }

    /** Two bytes each, {@code Aa} and {@code BB}: all texts made of so many of them have one hash code. */
    private static Key colliding(int number) {
        StringBuilder text = new StringBuilder();
        for (int bit = 0; bit < 10; bit++) {
            text.append((number >> bit & 1) == 0 ? "Aa" : "BB");
        }
        return Key.of(text.toString());
    }

    @Test
    void add_keysMadeToCollide_areBounded() {
        KeyHistories histories = roomFor(10_000);
        for (int i = 0; i < 1000; i++) {
            histories.add(history("cache", colliding(i)));
        }
        assertThat(histories.size()).isEqualTo(32);
        assertThat(histories.find("cache", colliding(999))).isNotNull();
        assertThat(histories.find("cache", colliding(0))).isNull();
    }

    @Test
    void expect_anything_changesNothing() {
        KeyHistories histories = roomFor(2);
        add(histories, "k", "b");
        WriteRecord next = SomeStore.by("w", 1, 1).write("set", "STORED", null);
        histories.expect(List.of(next, next, next));
        histories.expect(List.of());
        add(histories, "c");
        assertThat(gone()).as("what is expected is not wanted yet").containsExactly("k");
    }

    @Test
    void anyOrder_agreesWithItsOwnCount() {
        KeyHistories histories = roomFor(50);
        Random random = new Random(1);
        int added = 0;
        for (int i = 0; i < 20_000; i++) {
            Key key = Key.of("k" + random.nextInt(200));
            KeyHistory known = histories.find("cache", key);
            if (known == null) {
                histories.add(history("cache", key));
                added++;
            } else {
                known.onStore(SomeStore.by("w" + random.nextInt(4), i, i).sighting());
                histories.weigh(known);
            }
        }
        int found = 0;
        long bytes = 0;
        for (int i = 0; i < 200; i++) {
            KeyHistory known = histories.find("cache", Key.of("k" + i));
            found += known == null ? 0 : 1;
            bytes += known == null ? 0 : known.weight();
        }
        assertThat(histories.size()).isEqualTo(found);
        assertThat(histories.evicted()).isEqualTo(added - found).isEqualTo(gone.size());
        assertThat(bytes).isLessThanOrEqualTo(50L * EMPTY);
    }
}
