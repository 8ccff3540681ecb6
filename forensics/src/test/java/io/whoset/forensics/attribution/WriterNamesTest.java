package io.whoset.forensics.attribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WriterNamesTest {
    private static final WriterNames NAMES = new WriterNames(Map.of(
            "10.0.0.0/8", "site",
            "10.1.0.0/16", "rack",
            "10.1.2.0/23", "row",
            "10.1.2.3", "app-3",
            "fd00::/8", "v6 site",
            "fd00:1::/33", "v6 half",
            "::1", "v6 self",
            "192.0.2.129/25", "upper half"));

    @ParameterizedTest
    @CsvSource({
        "10.1.2.3, app-3",
        "10.1.2.4, row",
        "10.1.3.255, row",
        "10.1.4.0, rack",
        "10.2.0.0, site",
        "11.0.0.0, 11.0.0.0",
        "192.0.2.128, upper half",
        "192.0.2.127, 192.0.2.127",
        "[fd12::9], v6 site",
        "[fd00:1:7fff::], v6 half",
        "[fd00:1:8000::], v6 site",
        "[::1], v6 self",
        "[::2], ::2",
        "[2001:db8:0:0::5], 2001:db8::5",
        "[::ffff:10.1.2.3], app-3"
    })
    void writerAt_address_isTheNarrowestBlock(String ip, String writer) throws UnknownHostException {
        assertThat(NAMES.writerAt(InetAddress.getByName(ip))).isEqualTo(writer);
    }

    @Test
    void writerAt_blockOfAll_isTheNameOfTheRestOfItsFamily() throws UnknownHostException {
        WriterNames names = new WriterNames(Map.of("0.0.0.0/0", "rest", "10.0.0.0/8", "site"));
        assertThat(names.writerAt(InetAddress.getByName("10.9.9.9"))).isEqualTo("site");
        assertThat(names.writerAt(InetAddress.getByName("8.8.8.8"))).isEqualTo("rest");
        assertThat(names.writerAt(InetAddress.getByName("[::1]"))).isEqualTo("::1");
    }

    @Test
    void writerAt_noNames_isTheAddress() throws UnknownHostException {
        assertThat(WriterNames.NONE.writerAt(InetAddress.getByName("10.0.0.7"))).isEqualTo("10.0.0.7");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "app.example",
                "abc.de",
                "1.2.3",
                "10.1/16",
                "999.1.1.1",
                "1.2.3.4.5",
                "1.2.3.4/33",
                "1.2.3.4/",
                "1.2.3.4/-1",
                "1.2.3.4/+8",
                "1.2.3.4/8/8",
                "::/129",
                ":::",
                "1::2::3",
                "12345::",
                "fe80::1%eth0",
                " 10.0.0.1",
                "10.0.0.1 ",
                "1",
                "."
            })
    void construct_noAddress_isRefusedByName(String text) {
        assertThatThrownBy(() -> new WriterNames(Map.of(text, "x")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("saw \"" + text + "\", expected ");
    }

    @Test
    void construct_sameBlockTwice_isRefusedNamingBoth() {
        Map<String, String> names = new LinkedHashMap<>();
        names.put("10.1.0.0/16", "a");
        names.put("10.1.5.0/16", "b");
        assertThatThrownBy(() -> new WriterNames(names))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("saw \"10.1.5.0/16\", which is the same block as \"10.1.0.0/16\", expected one of them");
    }

    @Test
    void construct_noName_isRefused() {
        assertThatThrownBy(() -> new WriterNames(Map.of("10.0.0.1", " ")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("10.0.0.1");
    }
}
