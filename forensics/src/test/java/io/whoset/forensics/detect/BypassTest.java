package io.whoset.forensics.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.whoset.forensics.record.Finding;
import io.whoset.forensics.record.Judgement;
import io.whoset.forensics.record.Verdict;
import org.junit.jupiter.api.Test;

/** While writes go around whoset the order of a server's writes proves nothing, and content proves what it always does. */
class BypassTest {
    private static final String SERVER = Traffic.UPSTREAM;

    private static Fleet stale(Traffic traffic) {
        return new Fleet(
                traffic,
                "#",
                120,
                (who, song, version) -> Fleet.healthy(song, who == 9 ? Math.max(0, version - 3) : version));
    }

    @Test
    void judge_staleWriterWhileBypassed_isNotAccusedNorMarked() {
        for (int seed = 0; seed < 4; seed++) {
            Traffic traffic = new Traffic(seed);
            traffic.bypass(SERVER, true);
            stale(traffic).run(240);
            assertThat(traffic.findings).isEmpty();
            assertThat(traffic.marked).isEmpty();
        }
    }

    @Test
    void judge_staleWriterAfterTheBypass_isAccused() {
        Traffic traffic = new Traffic(1);
        traffic.bypass(SERVER, true);
        Fleet fleet = stale(traffic).run(60);
        traffic.bypass(SERVER, false);
        fleet.run(240);
        assertThat(traffic.findings).extracting(Finding::writer).containsOnly("127.0.1.9");
        assertThat(traffic.findings.get(0).rule()).isEqualTo("old-value");
    }

    @Test
    void judge_anotherServerIsBypassed_accuses() {
        Traffic traffic = new Traffic(1);
        traffic.bypass("10.0.0.1:11211", true);
        stale(traffic).run(240);
        assertThat(traffic.findings).extracting(Finding::writer).containsOnly("127.0.1.9");
    }

    @Test
    void judge_errorsWhileBypassed_areAccusedByTheirContent() {
        Traffic traffic = new Traffic(1);
        traffic.bypass(SERVER, true);
        new Fleet(
                        traffic,
                        "#",
                        120,
                        (who, song, version) -> who == 9 ? Traffic.unauthorized() : Fleet.healthy(song, version))
                .run(30);
        assertThat(traffic.findings).extracting(Finding::writer).containsOnly("127.0.1.9");
    }

    @Test
    void judge_deletedBeforeTheBypassAndStoredAfterIt_isNoResurrection() {
        assertThat(resurrect(true).oddities()).isEmpty();
    }

    @Test
    void judge_deletedAndStoredAgainWithoutABypass_isAsItWas() {
        assertThat(resurrected(new Traffic(1), false)).isTrue();
        assertThat(resurrected(new Traffic(1), true)).isFalse();
    }

    private static Judgement resurrect(boolean bypassed) {
        Traffic traffic = new Traffic(1);
        traffic.set("a", "k", Traffic.json("1", "s"));
        traffic.delete("b", "k");
        if (bypassed) {
            traffic.bypass(SERVER, true);
            traffic.skip(Traffic.SECOND);
            traffic.bypass(SERVER, false);
        }
        traffic.skip(10 * Traffic.SECOND);
        return traffic.set("c", "k", Traffic.json("1", "s"));
    }

    /** Whether a writer that stores what the others had deleted, over and over, is accused. */
    private static boolean resurrected(Traffic traffic, boolean bypassed) {
        for (int round = 0; round < 400; round++) {
            String key = "item:" + round % 50;
            String value = "v" + round;
            traffic.set(Traffic.writer(1 + round % 5), key, Traffic.json(value, "s"));
            traffic.skip(Traffic.SECOND);
            traffic.delete(Traffic.writer(1 + (round + 1) % 5), key);
            if (bypassed) {
                traffic.bypass(SERVER, true);
                traffic.bypass(SERVER, false);
            }
            traffic.skip(3 * Traffic.SECOND);
            boolean bad = round % 2 == 0;
            traffic.set(Traffic.writer(bad ? 9 : 1 + round % 5), key, Traffic.json(bad ? value : value + "new", "s"));
            traffic.skip(Traffic.SECOND);
            traffic.set(Traffic.writer(1 + (round + 2) % 5), key, Traffic.json(value + "newer", "s"));
        }
        return traffic.findings.stream().anyMatch(finding -> finding.verdict() == Verdict.STALE);
    }
}
