package io.whoset.forensics.payload;

import static org.assertj.core.api.Assertions.assertThat;

import io.whoset.forensics.record.Content;
import io.whoset.forensics.record.Format;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormatSnifferTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ``                                             | EMPTY
            0                                              | INTEGER
            123                                            | INTEGER
            -5                                             | INTEGER
            18446744073709551615                           | INTEGER
            184467440737095516150                          | TEXT
            `12   `                                        | INTEGER
            1-2                                            | TEXT
            -                                              | TEXT
            3.14                                           | TEXT
            hello                                          | TEXT
            "quoted"                                       | TEXT
            true                                           | TEXT
            null                                           | TEXT
            gr\\xC3\\xBC\\xC3\\x9Fe                        | TEXT
            gr\\xFC\\xDFe                                  | BINARY
            \\x00                                          | BINARY
            \\x1B[31m                                      | BINARY
            {"a":1}                                        | JSON
            {}                                             | JSON
            []                                             | JSON
            ` [1, 2] `                                     | JSON
            {"a":                                          | JSON
            {"a\\xC3                                       | JSON
            {"a":"\\xFF"}                                  | JSON
            {"a":"b\\x00\\x00\\x00                         | JSON
            [{"a":1},                                      | JSON
            ["a", "b                                       | JSON
            [1,2                                           | JSON
            {"a":1} and more                               | JSON
            {                                              | TEXT
            [                                              | TEXT
            {name}, hello                                  | TEXT
            {{ template }}                                 | TEXT
            [INFO] started                                 | TEXT
            [2026-01-01 10:00:00] started                  | TEXT
            [1] See the footnote                           | TEXT
            [[Main page]]                                  | TEXT
            [12, 13] are the pages                         | TEXT
            <!DOCTYPE html><html></html>                   | HTML
            ` <html lang="en">`                            | HTML
            <p>hello                                       | HTML
            <a href="/x">y</a> and z                       | HTML
            <?xml version="1.0"?><a/>                      | XML
            <feed xmlns="x"><entry/></feed>                | XML
            <joe@example.org> wrote: <nothing>             | TEXT
            <3 this                                        | TEXT
            < 5                                            | TEXT
            a:1:{s:1:"k";i:5;}                             | PHP
            O:8:"stdClass":0:{}                            | PHP
            s:5:"hello";                                   | PHP
            i:42;                                          | PHP
            d:1.0E+25;                                     | PHP
            b:1;                                           | PHP
            N;                                             | PHP
            a:1:{s:4:"\\x00A\\x00b";i:5;}                  | PHP
            i:42; and more                                 | TEXT
            s:hello                                        | TEXT
            a:1 is the ratio                               | TEXT
            b:a                                            | TEXT
            \\xAC\\xED\\x00\\x05t\\x00\\x01a               | JAVA
            \\xAC\\xED                                     | BINARY
            \\x80\\x04\\x95\\x05\\x00\\x00\\x00K\\x05.     | PICKLE
            \\x80\\x02}q\\x00.                             | PICKLE
            \\x80\\x02}q\\x00                              | BINARY
            \\x00\\x00\\x00\\x02\\x11\\x05hello            | IGBINARY
            \\x00\\x00\\x00\\x02\\x06\\x05                 | IGBINARY
            \\x00\\x00\\x00\\x02\\x14\\x01\\x11\\x01a\\x06\\x05 | IGBINARY
            \\x00\\x00\\x00\\x02\\x17\\x03Foo\\x14\\x00    | IGBINARY
            \\x00\\x00\\x00\\x02\\x00\\x00\\x00\\x03       | BINARY
            \\x00\\x00\\x00\\x01                           | BINARY
            \\x81\\xA1a\\x01                               | MSGPACK
            \\x92\\xA2hi\\x81\\x01\\xC0                    | MSGPACK
            \\xDC\\x00\\x02\\xD9\\x03abc\\xCB\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00 | MSGPACK
            \\x81\\xA1a                                    | BINARY
            \\x81\\xA1a\\x01\\x01                          | BINARY
            \\x93\\x01\\x00\\x00                           | BINARY
            \\x81\\xC1\\x01                                | BINARY
            \\x28\\xB5\\x2F\\xFD\\x04\\x00                 | ZSTD
            \\x04\\x22\\x4D\\x18\\x64\\x40                 | LZ4
            \\xFF\\x06\\x00\\x00sNaPpY                     | SNAPPY
            \\x89PNG\\x0D\\x0A\\x1A\\x0A                   | IMAGE
            \\xFF\\xD8\\xFF\\xE0                           | IMAGE
            GIF89a\\x01\\x00                               | IMAGE
            RIFF\\x00\\x00\\x00\\x00WEBPVP8                | IMAGE
            RIFF\\x00\\x00\\x00\\x00WAVEfmt                | BINARY
            GIF8 is my cat                                 | TEXT
            x^2 + y^2 = z^2                                | TEXT
            x\\xDA\\x00                                    | BINARY
            """)
    void end_everyCut_isTheFormat(String payload, Format format) {
        assertThat(Sniff.of(payload == null ? "" : payload).format()).isEqualTo(format);
    }

    @Test
    void end_whatJavaWrites_isJavaGzipOrZlib() throws IOException {
        ByteArrayOutputStream object = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(object)) {
            out.writeObject(List.of("a", 1));
        }
        assertThat(Sniff.of(object.toByteArray()).format()).isEqualTo(Format.JAVA);
        assertThat(Sniff.of(packed(true)).format()).isEqualTo(Format.GZIP);
        assertThat(Sniff.of(packed(false)).format()).isEqualTo(Format.ZLIB);
    }

    private static byte[] packed(boolean gzip) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = gzip ? new GZIPOutputStream(packed) : new DeflaterOutputStream(packed)) {
            out.write("a value, a value, a value".getBytes(StandardCharsets.US_ASCII));
        }
        return packed.toByteArray();
    }

    @Test
    void end_pickleOfProtocolZero_isPickle() {
        assertThat(Sniff.of("(dp0\nS'a'\np1\nI5\ns.").format()).isEqualTo(Format.PICKLE);
        assertThat(Sniff.of("(dp or not dp, that is the question").format()).isEqualTo(Format.TEXT);
    }

    @Test
    void end_encryptedBytes_areBinary() {
        Random random = new Random(42);
        FormatSniffer sniffer = new FormatSniffer();
        int others = 0;
        for (int i = 0; i < 200_000; i++) {
            byte[] payload = new byte[32 + random.nextInt(64)];
            random.nextBytes(payload);
            sniffer.reset();
            sniffer.offer(ByteBuffer.wrap(payload));
            others += sniffer.end().format() == Format.BINARY ? 0 : 1;
        }
        assertThat(others).as("of 200,000, by the two bytes of zlib and such").isLessThan(60);
    }

    @Test
    void end_notJson_knowsNothingOfTheContent() {
        assertThat(Sniff.of("hello").content()).isEqualTo(Content.OPAQUE);
        assertThat(Sniff.of("").content()).isEqualTo(Content.OPAQUE);
        assertThat(Sniff.of("[INFO] started").content()).isEqualTo(Content.OPAQUE);
    }
}
