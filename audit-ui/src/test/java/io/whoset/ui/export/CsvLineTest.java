package io.whoset.ui.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvLineTest {
    @Test
    void fields_ofAllKinds_areQuoted() {
        assertThat(CsvLine.of(Arrays.asList("a\"b", null, 17L, -1L, true, "two\nlines, one field")))
                .isEqualTo("\"a\"\"b\",\"\",\"17\",\"-1\",\"true\",\"two\nlines, one field\"\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1"})
    void text_thatWouldBeAFormula_isMadeText(String text) {
        assertThat(CsvLine.of(List.of(text))).isEqualTo("\"'" + text + "\"\r\n");
    }
}
