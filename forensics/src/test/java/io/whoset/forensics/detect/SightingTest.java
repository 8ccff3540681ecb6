package io.whoset.forensics.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.whoset.forensics.record.Format;
import org.junit.jupiter.api.Test;

class SightingTest {
    private static final SomeStore A = SomeStore.by("a", 1, 1);

    private static long type(Format format) {
        return A.format(format).sighting().type();
    }

    @Test
    void type_whatIsAMatterOfTheValue_isOne() {
        assertThat(type(Format.PROTOBUF)).isEqualTo(type(Format.BINARY));
        assertThat(type(Format.INTEGER)).isEqualTo(type(Format.TEXT)).isEqualTo(type(Format.EMPTY));
        assertThat(type(Format.MSGPACK)).isNotEqualTo(type(Format.BINARY));
        assertThat(type(Format.JSON)).isNotEqualTo(type(Format.TEXT));
    }
}
