package io.whoset.proxy.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfirmedNameTest {
    private static String of(FakeResolver resolver) throws Exception {
        return String.valueOf(ConfirmedName.of(InetAddress.getByName("192.0.2.7"), resolver));
    }

    @ParameterizedTest
    @CsvSource({"web-7.example,web-7.example", "Web_7.Example.,web_7.example", "h,h"})
    void of_nameThatLeadsBack_isTheName(String answered, String name) throws Exception {
        assertThat(of(new FakeResolver().name("192.0.2.7", answered, "192.0.2.1", "192.0.2.7")))
                .isEqualTo(name);
    }

    @Test
    void of_nameThatLeadsElsewhereOrNowhere_isNone() throws Exception {
        assertThat(of(new FakeResolver().name("192.0.2.7", "bank.example", "192.0.2.8")))
                .isEqualTo("null");
        assertThat(of(new FakeResolver().name("192.0.2.7", "bank.example"))).isEqualTo("null");
        assertThat(of(new FakeResolver())).as("its address is no name").isEqualTo("null");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "<script>", "a\nb", "web\u202e", "wéb", "a;rm", "10.1.2.3"})
    void of_nameOfOtherCharacters_isNone(String hostile) throws Exception {
        assertThat(of(new FakeResolver().name("192.0.2.7", hostile, "192.0.2.7")))
                .isEqualTo("null");
    }

    @Test
    void of_longName_isTakenUpTo253Characters() throws Exception {
        String most = "a".repeat(253);
        assertThat(of(new FakeResolver().name("192.0.2.7", most, "192.0.2.7"))).isEqualTo(most);
        assertThat(of(new FakeResolver().name("192.0.2.7", most + "a", "192.0.2.7")))
                .isEqualTo("null");
    }
}
