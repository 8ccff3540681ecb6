package io.whoset.forensics.payload;

import static org.assertj.core.api.Assertions.assertThat;

import io.whoset.forensics.record.Content;
import io.whoset.forensics.record.Format;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonScanTest {
    private static final int MIB = 1 << 20;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"a":1}                     | {"a":2.5e3}
            {"a":1,"b":"x"}             | {"b":"y","a":7}
            {"a":[1]}                   | {"a":[1,2,3]}
            {"a":[{"b":1}]}             | {"a":[{"b":1},{"b":2}]}
            {"a":{"b":null}}            | { "a" : { "b" : null } }
            {"a":true}                  | {"a":false}
            [{"a":1},{"b":2}]           | [{"b":1},{"a":2}]
            {"a":NaN}                   | {"a":-Infinity}
            """)
    void shape_sameStructure_isTheSame(String one, String other) {
        assertThat(shape(one)).isNotNull().hasSize(16).isEqualTo(shape(other));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"a":1}                     | {"b":1}
            {"a":1}                     | {"a":"1"}
            {"a":1}                     | {"a":null}
            {"a":1}                     | {"a":[1]}
            {"a":1}                     | {"a":{"a":1}}
            {"a":1}                     | {"a":1,"b":1}
            {"a":{}}                    | {"a":[]}
            {"a":{"b":1},"c":1}         | {"a":1,"c":{"b":1}}
            {"ab":{"c":1}}              | {"a":{"bc":1}}
            [1]                         | [[1]]
            {}                          | []
            {"a":[1]}                   | {"a":[1,"x"]}
            """)
    void shape_otherStructure_differs(String one, String other) {
        assertThat(shape(one)).isNotNull().isNotEqualTo(shape(other));
    }

    @Test
    void shape_ofARelease_isTheShapeOfAllReleases() {
        assertThat(shape(
                        "{\"status\":200,\"items\":[{\"id\":1,\"name\":\"x\",\"tags\":[]}],\"next\":null,\"ok\":true}"))
                .isEqualTo("e8e1abdfe3aaf7ad");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"a":1}                                 | 1 | 0 | 0
            {}                                      | 1 | 0 | 1
            {"a":null,"b":"","c":[],"d":{},"e":0}   | 5 | 1 | 3
            [null,null,[null]]                      | 3 | 3 | 0
            {"a":"x\\"y","b":"\\\\"}                | 2 | 0 | 0
            {"a\\"":{"b":[true,false]}}             | 2 | 0 | 0
            """)
    void content_everyCut_countsLeaves(String json, int leaves, int nulls, int empties) {
        Content content = content(json);
        assertThat(content.broken()).isFalse();
        assertThat(content.leaves()).isEqualTo(leaves);
        assertThat(content.nulls()).isEqualTo(nulls);
        assertThat(content.empties()).isEqualTo(empties);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":", "{\"a\":1", "{\"a\":1,", "{\"a\":1,}", "{\"a\":1]", "{\"a\":1}}", "{\"a\":1}{", "{\"a\":01}",
                "{\"a\":1.}", "{\"a\":-}", "{\"a\":1e}", "{\"a\":+1}", "{\"a\":tru}", "{\"a\":nul", "{\"a\":\"b",
                        "{\"a\":\"b\\",
                "{\"a\":\"b\nc\"}", "[\"a\",]", "[\"a\"", "{\"a\":1 \"b\":2}", "{\"a\":.5}", "{\"a\":1-2}"
            })
    void content_brokenJson_isBrokenAndHasNoShape(String json) {
        Content content = content(json);
        assertThat(content.broken()).isTrue();
        assertThat(content.shape()).isNull();
        assertThat(content.errorMark()).isNull();
    }

    @Test
    void content_numbersOfTheGrammar_areSound() {
        assertThat(content("[0,-0,1,-12,0.5,-1.25,1e9,1E+9,1e-9,0e1]").broken()).isFalse();
    }

    @Test
    void content_depthAtTheBound_isScanned() {
        assertThat(content("[".repeat(64) + "]".repeat(64)).shape()).isNotNull();
    }

    @Test
    void content_depthBeyondTheBound_concludesNothing() {
        assertThat(content("[".repeat(65) + "]".repeat(65))).isEqualTo(Content.OPAQUE);
        assertThat(content("{\"a\":".repeat(100_000).substring(0, 5000))).isEqualTo(Content.OPAQUE);
    }

    @Test
    void content_pathsAtTheBound_haveAShape() {
        assertThat(scan(members(256), 4096).shape()).isNotNull();
        assertThat(scan(members(257), 4096).shape()).isNull();
        assertThat(scan(members(257), 4096).leaves()).isEqualTo(257);
    }

    @Test
    void content_sizeAtTheBound_isScannedInEveryCut() {
        String json = "{\"a\":\"" + "x".repeat(MIB - 8) + "\"}";
        assertThat(scan(json, 1 << 16).shape()).isEqualTo(shape("{\"a\":\"x\"}"));
        assertThat(scan(json, MIB).shape()).isEqualTo(shape("{\"a\":\"x\"}"));
    }

    @Test
    void content_sizeBeyondTheBound_concludesNothingInEveryCut() {
        String json = "{\"a\":\"" + "x".repeat(MIB - 7) + "\"}";
        assertThat(scan(json, 1 << 16)).isEqualTo(Content.OPAQUE);
        assertThat(scan(json, 2 * MIB)).isEqualTo(Content.OPAQUE);
    }

    @Test
    void content_brokenBeforeTheBound_isBrokenInEveryCut() {
        String json = "{\"a\":x" + "x".repeat(MIB);
        assertThat(scan(json, 1 << 16).broken()).isTrue();
        assertThat(scan(json, 2 * MIB).broken()).isTrue();
    }

    private static String members(int count) {
        StringBuilder json = new StringBuilder("{");
        for (int i = 0; i < count; i++) {
            json.append(i == 0 ? "" : ",").append("\"m").append(i).append("\":1");
        }
        return json.append('}').toString();
    }

    private static Content scan(String json, int pieceBytes) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        FormatSniffer sniffer = new FormatSniffer();
        for (int at = 0; at < bytes.length; at += pieceBytes) {
            sniffer.offer(ByteBuffer.wrap(bytes, at, Math.min(pieceBytes, bytes.length - at)));
        }
        assertThat(sniffer.end().format()).isEqualTo(Format.JSON);
        return sniffer.end().content();
    }

    private static Content content(String json) {
        FormatSniffer.Sniffed sniffed = Sniff.of(json);
        assertThat(sniffed.format()).isEqualTo(Format.JSON);
        return sniffed.content();
    }

    private static @Nullable String shape(String json) {
        return content(json).shape();
    }
}
