package io.whoset.forensics.attribution;

import static io.whoset.forensics.attribution.FakeTime.EPOCH_MICROS;
import static org.assertj.core.api.Assertions.assertThat;

import io.whoset.forensics.record.AuditEvent;
import io.whoset.forensics.record.Content;
import io.whoset.forensics.record.Digest;
import io.whoset.forensics.record.Format;
import io.whoset.forensics.record.Gap;
import io.whoset.forensics.record.Interval;
import io.whoset.forensics.record.Origin;
import io.whoset.forensics.record.Payload;
import io.whoset.forensics.record.WriteRecord;
import io.whoset.protocol.Command;
import io.whoset.protocol.Desync;
import io.whoset.protocol.Key;
import io.whoset.protocol.MetaFlags;
import io.whoset.protocol.Verb;
import io.whoset.protocol.pairing.ExchangeSink;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WriteAssemblerTest {
    private static final Origin ORIGIN = new Origin("main", "127.0.0.1:11211", "127.0.0.1:1234", "app-1", 7);

    private final FakeTime time = new FakeTime();
    private final List<AuditEvent> events = new ArrayList<>();
    private final WriteAssembler assembler = assembler(AssemblerSettings.DEFAULT);

    private WriteAssembler assembler(AssemblerSettings settings) {
        return new WriteAssembler(ORIGIN, settings, time, events::add);
    }

    private static Command classic(Verb verb, long bytes, boolean noreply) {
        return new Command(verb, verb.word(), Key.of("k"), 2L, 60L, bytes, 0, noreply, MetaFlags.NONE);
    }

    private static Command set(long bytes) {
        return classic(Verb.SET, bytes, false);
    }

    private static Command ms(long bytes, String... flags) {
        return new Command(Verb.MS, "ms", Key.of("k"), null, null, bytes, 0, false, MetaFlags.of(List.of(flags)));
    }

    private static @Nullable PendingWrite send(WriteAssembler to, Command command, String... pieces) {
        to.onCommand(command);
        for (String piece : pieces) {
            to.onPayload(ByteBuffer.wrap(piece.getBytes(StandardCharsets.UTF_8)).asReadOnlyBuffer());
        }
        return to.onRequestEnd(command);
    }

    private void exchange(WriteAssembler with, Command command, String outcome, String... pieces) {
        PendingWrite write = send(with, command, pieces);
        assertThat(write).isNotNull();
        if (write != null) {
            with.onSettled(write, outcome);
        }
    }

    private WriteRecord record(int index) {
        return (WriteRecord) events.get(index);
    }

    private Payload payload(int index) {
        Payload payload = record(index).payload();
        if (payload == null) {
            throw new AssertionError("no payload in " + record(index));
        }
        return payload;
    }

    @Test
    void onSettled_aSet_isAWholeRecord() {
        time.advanceMicros(100);
        assembler.onRead();
        PendingWrite write = send(assembler, set(5), "he", "", "llo");
        time.advanceMicros(250);
        assembler.onRead();
        assertThat(write).isNotNull();
        if (write != null) {
            assembler.onSettled(write, "STORED");
        }

        Digest hello = Digest.parse("2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824");
        Payload payload = new Payload(5, hello, Format.TEXT, Content.OPAQUE, false, "hello");
        assertThat(events)
                .containsExactly(new WriteRecord(
                        ORIGIN,
                        EPOCH_MICROS + 100,
                        "set",
                        Key.of("k"),
                        2L,
                        60L,
                        payload,
                        "STORED",
                        250L,
                        new Interval(100_000, 350_000)));
    }

    @Test
    void onSettled_requestInManyReads_isStampedByTheLast() {
        assembler.onRead();
        assembler.onCommand(set(2));
        time.advanceMicros(10);
        assembler.onRead();
        assembler.onPayload(ByteBuffer.wrap(new byte[] {'4', '2'}));
        PendingWrite write = assembler.onRequestEnd(set(2));
        assertThat(write).isNotNull().extracting(PendingWrite::tsMicros).isEqualTo(EPOCH_MICROS + 10);
    }

    @Test
    void onRead_manyCommandsInOne_looksAtTheClockOnce() {
        int before = time.looks();
        assembler.onRead();
        for (int i = 0; i < 100; i++) {
            exchange(assembler, set(1), "STORED", "x");
        }
        assertThat(time.looks()).isEqualTo(before + 1);
        assertThat(events).hasSize(100);
    }

    @Test
    void onSettled_emptyPayload_isEmptyWithItsDigest() {
        exchange(assembler, set(0), "STORED");
        assertThat(payload(0).format()).isEqualTo(Format.EMPTY);
        assertThat(payload(0).preview()).isEmpty();
        assertThat(payload(0).digest())
                .isEqualTo(Digest.parse("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"));
    }

    @Test
    void onSettled_oneWriteAfterTheOther_mixesNothing() {
        exchange(assembler, set(3), "STORED", "abc");
        exchange(assembler, set(7), "STORED", "{\"a\":1}");
        exchange(assembler, set(3), "STORED", "abc");
        assertThat(payload(0)).isEqualTo(payload(2));
        assertThat(payload(1).format()).isEqualTo(Format.JSON);
        assertThat(payload(1).preview()).isEqualTo("{\"a\":1}");
    }

    @Test
    void onCommand_afterABlockThatNeverEnded_forgetsIt() {
        assembler.onCommand(set(100));
        assembler.onPayload(ByteBuffer.wrap("half".getBytes(StandardCharsets.UTF_8)));
        exchange(assembler, set(3), "STORED", "abc");
        assertThat(events).hasSize(1);
        assertThat(payload(0).preview()).isEqualTo("abc");
    }

    @Test
    void onRequestEnd_aRead_isNoWrite() {
        assertThat(send(assembler, Command.bare(Verb.GET, "get"))).isNull();
        assertThat(send(assembler, Command.bare(Verb.MN, "mn"))).isNull();
        assertThat(send(assembler, Command.bare(Verb.MG, "mg"))).isNull();
        assertThat(events).isEmpty();
    }

    @Test
    void onSettled_aDelete_hasNoPayload() {
        exchange(assembler, classic(Verb.DELETE, -1, false), "DELETED");
        assertThat(record(0).payload()).isNull();
        assertThat(record(0).outcome()).isEqualTo("DELETED");
    }

    @ParameterizedTest
    @CsvSource({"APPEND, true", "PREPEND, true", "SET, false", "ADD, false", "REPLACE, false", "CAS, false"})
    void onSettled_classicStore_isPartialWhereItAdds(Verb verb, boolean partial) {
        exchange(assembler, classic(verb, 1, false), "STORED", "x");
        assertThat(payload(0).partial()).isEqualTo(partial);
    }

    @ParameterizedTest
    @CsvSource({
        "MA, true",
        "MP, true",
        "Ma, true",
        "Mappend, true",
        "MS, false",
        "ME, false",
        "MR, false",
        "M, false",
        "T60, false"
    })
    void onSettled_metaStore_isPartialWhereItsModeAdds(String flag, boolean partial) {
        exchange(assembler, ms(1, flag), "HD", "x");
        assertThat(payload(0).partial()).isEqualTo(partial);
    }

    @ParameterizedTest
    @CsvSource({"true, none", "false, lost", "false,"})
    void onSettled_withoutAReply_isBeforeNothing(boolean noreply, @Nullable String outcome) {
        PendingWrite write = send(assembler, classic(Verb.SET, 1, noreply), "x");
        assertThat(write).isNotNull();
        if (write != null) {
            assembler.onSettled(write, outcome);
        }
        Interval later = new Interval(1_000_000_000_000L, 1_000_000_000_001L);
        assertThat(record(0).outcome()).isEqualTo(outcome);
        assertThat(record(0).rttMicros()).isNull();
        assertThat(record(0).interval().isBefore(later)).isFalse();
        assertThat(later.isBefore(record(0).interval())).isFalse();
    }

    @Test
    void onSettled_quietProvenByTheNextReply_endsThere() {
        PendingWrite write = send(assembler, ms(1, "q"), "x");
        time.advanceMicros(5);
        assembler.onRead();
        assertThat(write).isNotNull();
        if (write != null) {
            assembler.onSettled(write, ExchangeSink.NONE);
        }
        assertThat(record(0).interval()).isEqualTo(new Interval(0, 5000));
        assertThat(record(0).rttMicros()).isNull();
    }

    @Test
    void onSettled_credentialOfAsciiAuth_isWithheldUntilStored() {
        WriteAssembler secret = assembler(new AssemblerSettings(256, true));
        exchange(secret, set(10), "CLIENT_ERROR", "user wrong");
        exchange(secret, set(11), "STORED", "user hunter");
        exchange(secret, set(5), "STORED", "hello");

        for (int i = 0; i < 2; i++) {
            assertThat(payload(i)).isEqualTo(new Payload(10 + i, null, null, Content.OPAQUE, false, null));
            assertThat(record(i).key()).isEqualTo(Key.of("k"));
        }
        assertThat(payload(2).preview()).isEqualTo("hello");
        assertThat(payload(2).digest()).isNotNull();
        assertThat(events.toString()).doesNotContain("hunter", "wrong");
    }

    @Test
    void toString_anyEvent_showsNoPayload() {
        PendingWrite write = send(assembler, set(7), "s3cr3t!");
        assertThat(String.valueOf(write)).doesNotContain("s3cr3t");
        exchange(assembler, set(7), "STORED", "s3cr3t!");
        assertThat(events.toString()).doesNotContain("s3cr3t");
    }

    @Test
    void onSettled_previewOff_keepsDigestAndFormat() {
        exchange(assembler(new AssemblerSettings(0, false)), set(3), "STORED", "abc");
        assertThat(payload(0).preview()).isNull();
        assertThat(payload(0).format()).isEqualTo(Format.TEXT);
    }

    @Test
    void onDesync_blind_isAGapThatSaysWhereAndWhat() {
        time.advanceMicros(9);
        assembler.onRead();
        assembler.onDesync(
                new Desync(Desync.Direction.CLIENT_TO_UPSTREAM, "line of 9001 bytes (limit 8192)", 1234, 3, true));
        long now = EPOCH_MICROS + 9;
        String reason = "line of 9001 bytes (limit 8192) at byte 1234 of what the client sent: "
                + "further writes of this connection are not attributed";
        assertThat(events).containsExactly(new Gap(now, 3, reason, now, now, ORIGIN));
    }

    @Test
    void onDesync_ofTheServer_saysThatOutcomesAreUnknown() {
        assembler.onDesync(new Desync(Desync.Direction.UPSTREAM_TO_CLIENT, "a reply too many", 5, 0, false));
        assertThat(events)
                .first()
                .extracting(event -> ((Gap) event).reason())
                .asString()
                .isEqualTo(
                        "a reply too many at byte 5 of what the server answered: outcomes are unknown until a no-op (mn, noop) is answered");
    }

    @Test
    void onDesync_blindForTheServer_saysThatNoOutcomeIsKnown() {
        assembler.onDesync(new Desync(Desync.Direction.UPSTREAM_TO_CLIENT, "no reply came", 5, 0, true));
        assertThat(events)
                .first()
                .extracting(event -> ((Gap) event).reason())
                .asString()
                .endsWith("what the server answered: no further outcome of this connection is known");
    }
}
