package io.whoset.forensics.detect;

import io.whoset.forensics.record.Content;
import io.whoset.forensics.record.Format;
import io.whoset.forensics.record.Interval;
import io.whoset.forensics.record.Origin;
import io.whoset.forensics.record.Payload;
import io.whoset.forensics.record.WriteRecord;
import io.whoset.protocol.Key;
import org.jspecify.annotations.Nullable;

/** One store of the smallest tables: healthy JSON with a digest of its own, a thousandth of a second long. */
record SomeStore(
        String writer,
        long digest,
        double second,
        Format format,
        long flags,
        Lifetime lifetime,
        @Nullable String shape,
        @Nullable Emptiness loss) {
    static final long SECOND = 1_000_000;

    static SomeStore by(String writer, long digest, double second) {
        return new SomeStore(writer, digest, second, Format.JSON, 2, Lifetime.SECONDS, "s", null);
    }

    SomeStore shape(@Nullable String other) {
        return new SomeStore(writer, digest, second, format, flags, lifetime, other, loss);
    }

    SomeStore flags(long other) {
        return new SomeStore(writer, digest, second, format, other, lifetime, shape, loss);
    }

    SomeStore format(Format other) {
        return new SomeStore(writer, digest, second, other, flags, lifetime, shape, loss);
    }

    SomeStore lifetime(Lifetime other) {
        return new SomeStore(writer, digest, second, format, flags, other, shape, loss);
    }

    SomeStore loss(Emptiness what) {
        return new SomeStore(writer, digest, second, format, flags, lifetime, shape, what);
    }

    long micros() {
        return (long) (second * SECOND);
    }

    Interval interval() {
        return interval(second, 0.001);
    }

    static Interval interval(double second, double lasting) {
        return new Interval((long) (second * 1e9), (long) ((second + lasting) * 1e9));
    }

    Sighting sighting() {
        return new Sighting(
                micros() + 1, writer, 1, micros(), interval(), digest, format, flags, lifetime, shape, loss, true);
    }

    /** As a write of key {@code k} with this reply, over a connection that read it then. */
    WriteRecord write(String cmd, @Nullable String outcome, @Nullable Interval basis) {
        Payload payload = new Payload(9, Traffic.digest("" + digest), format, Content.OPAQUE, false, "");
        return new WriteRecord(
                new Origin("main", Traffic.UPSTREAM, writer + ":1", writer, 1),
                micros(),
                cmd,
                Key.of("k"),
                flags,
                60L,
                payload,
                outcome,
                1000L,
                interval(),
                basis,
                false);
    }

    /** The last stores of these. */
    static Peers peers(SomeStore... stores) {
        Peers peers = new Peers();
        for (SomeStore store : stores) {
            peers.add(store.sighting());
        }
        return peers;
    }
}
