package io.whoset.forensics.payload;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.DescriptorProtos;
import com.google.protobuf.ListValue;
import com.google.protobuf.Message;
import com.google.protobuf.Struct;
import com.google.protobuf.Timestamp;
import com.google.protobuf.Value;
import io.whoset.forensics.record.Content;
import io.whoset.forensics.record.Format;
import java.nio.ByteBuffer;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Source of the vectors: Protocol Buffers documentation, "Encoding"; the messages are what Google's library writes. */
class ProtobufScanTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            a string and a number              | \\x08\\x96\\x01\\x12\\x07testing                          | PROTOBUF
            a string and a fixed64             | \\x12\\x07testing\\x19\\x00\\x00\\x00\\x00\\x00\\x00\\xF0\\x3F | PROTOBUF
            a string and a fixed32             | \\x12\\x07testing\\x1D\\x00\\x00\\x80\\x3F                | PROTOBUF
            a message and a number             | \\x08\\x01\\x1A\\x09\\x12\\x07testing                     | PROTOBUF
            two strings of one field           | \\x0A\\x03abc\\x0A\\x03def                                | PROTOBUF
            a negative number                  | \\x08\\xFF\\xFF\\xFF\\xFF\\xFF\\xFF\\xFF\\xFF\\xFF\\x01\\x12\\x07testing | PROTOBUF
            an empty string                    | \\x0A\\x00\\x12\\x07testing                               | PROTOBUF
            text as of a message in a message  | \\x12\\x0Aa\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00z\\x1A\\x06abcdef | PROTOBUF
            white space before braces          | \\x0A\\x03{"a\\x12\\x07testing                           | PROTOBUF
            the documentation's only string    | \\x12\\x07testing                                         | BINARY
            numbers only                       | \\x08\\x96\\x01\\x10\\x05                                 | BINARY
            five bytes of text                 | \\x08\\x01\\x12\\x05tests                                 | BINARY
            fields in another order            | \\x12\\x07testing\\x08\\x01                               | BINARY
            field 0                            | \\x12\\x07testing\\x00\\x01                               | BINARY
            a group                            | \\x08\\x01\\x12\\x07testing\\x1B\\x1C                     | BINARY
            a type that does not exist         | \\x08\\x01\\x12\\x07testing\\x1E\\x01                     | BINARY
            ends within a string               | \\x08\\x01\\x12\\x08testing                               | BINARY
            ends within a number               | \\x12\\x07testing\\x18\\x96                               | BINARY
            ends within a fixed64              | \\x12\\x07testing\\x19\\x00\\x00\\x00                     | BINARY
            ends behind a tag                  | \\x08\\x01\\x12\\x07testing\\x18                           | BINARY
            a number longer than it must be    | \\x08\\x81\\x00\\x12\\x07testing                           | BINARY
            a number of eleven bytes           | \\x08\\xFF\\xFF\\xFF\\xFF\\xFF\\xFF\\xFF\\xFF\\xFF\\xFF\\x01\\x12\\x07testing | BINARY
            a string that is longer than 2 GB  | \\x08\\x01\\x12\\xFF\\xFF\\xFF\\xFF\\xFF\\xFF\\xFF\\xFF\\xFF\\x01testing | BINARY
            Thrift's binary protocol           | \\x0B\\x00\\x01\\x00\\x00\\x00\\x07testing\\x00             | BINARY
            Thrift's compact protocol          | \\x18\\x07testing\\x15\\x02\\x00                           | BINARY
            BSON                               | \\x16\\x00\\x00\\x00\\x02a\\x00\\x08\\x00\\x00\\x00testing\\x00\\x00 | BINARY
            CBOR                               | \\xA1\\x61a\\x67testing                                   | BINARY
            JSON behind a line's end           | `\\x0A{"a":"b"}`                                          | JSON
            text behind a line's end           | `\\x0Ahello, world`                                       | TEXT
            """)
    void end_everyCut_isProtobufWhereNothingElseIsLikely(String name, String payload, Format format) {
        assertThat(Sniff.of(payload).format()).as(name).isEqualTo(format);
    }

    static Stream<Message> messages() {
        return Stream.of(
                DescriptorProtos.DescriptorProto.getDescriptor().toProto(),
                DescriptorProtos.DescriptorProto.getDescriptor().getFile().toProto(),
                Any.newBuilder()
                        .setTypeUrl("type.example.org/user")
                        .setValue(Timestamp.newBuilder()
                                .setSeconds(1_750_000_000)
                                .build()
                                .toByteString())
                        .build(),
                struct("name", "Zoë", "mail", "zoe@example.org"),
                struct("one", "\n{\"a\":1}", "two", "x".repeat(5000)),
                DescriptorProtos.UninterpretedOption.newBuilder()
                        .setIdentifierValue("a session")
                        .setNegativeIntValue(-1)
                        .setDoubleValue(0.5)
                        .setStringValue(ByteString.copyFrom(noise(200, new Random(1))))
                        .build());
    }

    private static Struct struct(String a, String ofA, String b, String ofB) {
        Value list = Value.newBuilder()
                .setListValue(ListValue.newBuilder().addValues(text(ofA)).addValues(text(ofB)))
                .build();
        return Struct.newBuilder()
                .putFields(a, text(ofA))
                .putFields(b, text(ofB))
                .putFields("list", list)
                .build();
    }

    private static Value text(String value) {
        return Value.newBuilder().setStringValue(value).build();
    }

    private static byte[] noise(int length, Random random) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    @ParameterizedTest
    @MethodSource("messages")
    void end_whatTheLibraryWrites_isProtobufAndItsContentOpaque(Message message) {
        FormatSniffer.Sniffed sniffed = sniff(message.toByteArray());
        assertThat(sniffed.format()).isEqualTo(Format.PROTOBUF);
        assertThat(sniffed.content()).isEqualTo(Content.OPAQUE);
    }

    private static FormatSniffer.Sniffed sniff(byte[] payload) {
        FormatSniffer sniffer = new FormatSniffer();
        sniffer.offer(ByteBuffer.wrap(payload));
        return sniffer.end();
    }

    @Test
    void end_beyondTheLimits_isBinary() {
        assertThat(Sniff.of(nested(14)).format()).isEqualTo(Format.PROTOBUF);
        assertThat(Sniff.of(nested(15)).format()).isEqualTo(Format.BINARY);
        byte[] large = Struct.newBuilder()
                .putFields("name", text("x".repeat(1 << 20)))
                .build()
                .toByteArray();
        assertThat(sniff(large).format()).isEqualTo(Format.BINARY);
    }

    /** A string of six letters in so many messages, one in the other. */
    private static String nested(int deep) {
        String message = "\\x0A\\x06abcdef";
        for (int level = 0; level < deep; level++) {
            message = String.format("\\x0A\\x%02X", Cuts.bytes(message).length) + message;
        }
        return message + "\\x10\\x01";
    }

    @Test
    void end_randomBytesBehindAGoodBeginning_hardlyEverAre() {
        Random random = new Random(7);
        int protobuf = 0;
        for (int i = 0; i < 200_000; i++) {
            byte[] payload = noise(4 + random.nextInt(60), random);
            payload[0] = 0x0A;
            protobuf += sniff(payload).format() == Format.PROTOBUF ? 1 : 0;
        }
        assertThat(protobuf).as("of 200,000").isLessThan(10);
    }
}
