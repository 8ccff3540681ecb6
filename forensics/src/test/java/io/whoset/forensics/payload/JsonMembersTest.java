package io.whoset.forensics.payload;

import static org.assertj.core.api.Assertions.assertThat;

import io.whoset.forensics.record.Members;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonMembersTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"a":1,"b":"x"}             | {"b":"x","a":1}
            {"a":1,"b":[1,2]}           | { "a" : 1 , "b" : [ 1 , 2 ] }
            [{"a":1,"b":2},{"a":3}]     | [{"b":2,"a":1},{"a":3}]
            {"a":{"b":null,"c":true}}   | {"a":{"c":true,"b":null}}
            """)
    void members_sayingTheSame_areTheSame(String one, String other) {
        assertThat(members(one)).isNotNull().isEqualTo(members(other));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"a":1,"b":2}               | {"a":2,"b":1}
            {"a":1}                     | {"a":"1"}
            {"a":1}                     | {"a":10}
            {"a":-1}                    | {"a":1}
            {"a":true}                  | {"a":false}
            {"a":"xy"}                  | {"a":"yx"}
            {"a":[1,2]}                 | {"a":[2,1]}
            {"a":[[1],[2]]}             | {"a":[[2],[1]]}
            {"a":[[1,2],[3]]}           | {"a":[[1],[2,3]]}
            [{"a":1},{"a":2}]           | [{"a":2},{"a":1}]
            [{"a":1,"b":1},{"a":2,"b":2}] | [{"a":1,"b":2},{"a":2,"b":1}]
            {"a":[]}                    | {"a":{}}
            {"a":1}                     | {"a":1,"b":null}
            """)
    void members_sayingSomethingElse_differ(String one, String other) {
        assertThat(members(one)).isNotNull().isNotEqualTo(members(other));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":1", "{\"a\":1}}", "plain", "17", "\"text\""})
    void members_ofWhatIsNotSoundJson_areNotKnown(String text) {
        assertThat(members(text)).isNull();
    }

    @Test
    void differing_oneMember_isOneSlotAndTheRestAgrees() {
        Members one = known("{\"id\":7,\"name\":\"x\",\"host\":\"web1\"}");
        Members other = known("{\"host\":\"web2\",\"id\":7,\"name\":\"x\"}");
        long differing = one.differing(other);
        assertThat(Long.bitCount(differing)).isEqualTo(1);
        assertThat(one.digest(0)).isNotEqualTo(other.digest(0));
        assertThat(one.digest(differing)).isEqualTo(other.digest(differing));
        Members changed = known("{\"id\":8,\"name\":\"x\",\"host\":\"web1\"}");
        assertThat(changed.digest(differing)).isNotEqualTo(one.digest(differing));
    }

    @Test
    void differing_memberThatTheOtherLacks_isASlot() {
        Members one = known("{\"id\":7}");
        Members other = known("{\"id\":7,\"more\":1}");
        assertThat(one.differing(other)).isEqualTo(one.used() ^ other.used()).isNotZero();
    }

    private static Members known(String text) {
        return Objects.requireNonNull(members(text));
    }

    private static @Nullable Members members(String text) {
        return Sniff.of(text).content().members();
    }
}
