package io.whoset.forensics.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.whoset.forensics.record.Content;
import io.whoset.forensics.record.Format;
import io.whoset.forensics.record.Judgement;
import io.whoset.forensics.record.Verdict;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DangerousTest {
    private final Traffic traffic = new Traffic(1);

    private Judgement set(String writer, String key, @Nullable String danger) {
        Content content = danger == null ? Content.OPAQUE : Content.OPAQUE.danger(danger);
        return traffic.set(writer, key, new Traffic.Value(key + danger, Format.PICKLE, content, 60, "", 1, 60));
    }

    @Test
    void judge_firstDangerousWrite_isAccusedAtOnce() {
        assertThat(set("w", "song:1", "cos").verdict()).isEqualTo(Verdict.POISON);
        assertThat(traffic.findings).hasSize(1);
        assertThat(traffic.findings.get(0).rule()).isEqualTo("dangerous");
        assertThat(set("w", "song:2", "cos").verdict()).isEqualTo(Verdict.POISON);
    }

    @Test
    void judge_secondWriterOfTheSameMark_isWhatTheFamilyIsMadeOf() {
        set("w", "song:1", "cos");
        assertThat(set("v", "song:2", "cos").verdict()).isEqualTo(Verdict.CLEAN);
        assertThat(set("v", "page:2", "cos").verdict()).as("another family").isEqualTo(Verdict.POISON);
        assertThat(set("v", "song:2", "cpty").verdict()).as("another mark").isEqualTo(Verdict.POISON);
    }

    @Test
    void judge_harmlessPickle_isClean() {
        assertThat(set("w", "song:1", null).verdict()).isEqualTo(Verdict.CLEAN);
    }
}
