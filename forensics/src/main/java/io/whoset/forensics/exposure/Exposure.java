package io.whoset.forensics.exposure;

import io.whoset.forensics.record.Effect;
import io.whoset.forensics.record.Finding;
import io.whoset.forensics.record.Judgement;
import io.whoset.forensics.record.RecordId;
import io.whoset.forensics.record.TimeSource;
import io.whoset.forensics.record.Verdict;
import io.whoset.forensics.record.WriteRecord;
import io.whoset.protocol.Key;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/*
 * A read must cost next to nothing: it has the key's hash at hand and looks into one slot of a table that the audit thread fills. Nothing is
 * handed over for a read, and a read of a key that holds nothing bad writes to no memory that others read.
 *
 * A version is watched from the moment it is doubted, as most are proven bad only later; the readers in between are known then.
 */
/**
 * Which keys hold a version that is bad or may turn out to be, and who asks for them meanwhile: the blast radius of a bad writer.
 *
 * <p><b>Units, bounds</b> a key has one of 4096 slots: of two keys with the same one the bad one is watched, else the later. The last 4096 bad versions and
 * as many doubted ones are remembered with their readers.
 *
 * <p>Reads by any thread, writes by the audit thread.
 */
public final class Exposure {
    private static final int SLOTS = 4096;
    private static final int REMEMBERED = 4096;
    private static final long SPREAD = 0x9E3779B97F4A7C15L;
    private static final long THIRTY_DAYS = TimeUnit.DAYS.toSeconds(30);
    private static final long SECOND = TimeUnit.SECONDS.toMicros(1);

    private final AtomicReferenceArray<@Nullable BadVersion> held = new AtomicReferenceArray<>(SLOTS);
    private final Map<RecordId, BadVersion> doubted = new LinkedHashMap<>();
    private final Map<RecordId, BadVersion> bad = new LinkedHashMap<>();

    /** Knows nothing yet. */
    public Exposure() {}

    /** What a key's hash is mixed with, so that servers are told apart. */
    public static long salt(String upstream) {
        return upstream.hashCode() * SPREAD;
    }

    /** A bad or doubted version; null for almost all keys. */
    private @Nullable BadVersion at(long place) {
        BadVersion version = held.get(slot(place));
        return version != null && version.place() == place ? version : null;
    }

    /** Somebody asks for a key, named by its own hash mixed with its server's salt, at that moment of the clock. */
    public void onRead(long place, String reader, TimeSource time, long nowNanos) {
        BadVersion version = at(place);
        if (version != null) {
            version.read(reader, time.epochMicros(nowNanos));
        }
    }

    /** A write was judged. */
    void onWrite(RecordId id, WriteRecord write, Judgement judgement) {
        Effect effect = Effect.of(write);
        Key key = write.key();
        if (key != null && effect != Effect.NOTHING) {
            long place = key.hash64() ^ salt(write.origin().upstream());
            end(place);
            if (judgement.doubted() && (effect == Effect.STORED || effect == Effect.MAYBE_STORED)) {
                hold(new BadVersion(id, write.origin(), place, until(write)), isBad(judgement.verdict()));
            }
        } else if (key == null && effect == Effect.GONE) {
            endAll(write.origin().upstream());
        }
        for (Finding finding : judgement.findings()) {
            onFinding(finding);
        }
    }

    private static boolean isBad(Verdict verdict) {
        return verdict == Verdict.STALE || verdict == Verdict.POISON;
    }

    /** What the key held is no more. */
    private void end(long place) {
        BadVersion version = at(place);
        if (version != null) {
            held.set(slot(place), null);
        }
    }

    /** A server is flushed. */
    private void endAll(String upstream) {
        for (int slot = 0; slot < SLOTS; slot++) {
            BadVersion version = held.get(slot);
            if (version != null && version.upstream().equals(upstream)) {
                held.set(slot, null);
            }
        }
    }

    private synchronized void hold(BadVersion version, boolean isBad) {
        remember(isBad ? bad : doubted, version);
        BadVersion before = held.get(slot(version.place()));
        if (isBad || before == null || !bad.containsKey(before.id())) {
            held.set(slot(version.place()), version);
        }
    }

    private static void remember(Map<RecordId, BadVersion> in, BadVersion version) {
        in.put(version.id(), version);
        if (in.size() > REMEMBERED) {
            in.remove(in.keySet().iterator().next());
        }
    }

    private synchronized void onFinding(Finding finding) {
        boolean accuses = isBad(finding.verdict());
        for (RecordId named : finding.writes()) {
            BadVersion version = (accuses ? doubted : bad).remove(named);
            if (version != null) {
                remember(accuses ? bad : doubted, version);
            }
        }
    }

    /** Who asked for this writer's bad versions, since whoset was started. */
    public synchronized Readers of(String writer) {
        ReaderSums sums = new ReaderSums();
        for (BadVersion version : bad.values()) {
            if (version.writer().equals(writer)) {
                version.addTo(sums);
            }
        }
        return sums.readers();
    }

    private static int slot(long place) {
        return (int) ((place * SPREAD) >>> (Long.SIZE - Integer.numberOfTrailingZeros(SLOTS)));
    }

    /** When it expires: an exptime over thirty days is a date (protocol.txt, "Storage commands"). */
    private static long until(WriteRecord write) {
        long exptime = write.exptime() == null ? 0 : write.exptime();
        if (exptime <= 0) {
            return Long.MAX_VALUE;
        }
        return exptime > THIRTY_DAYS ? exptime * SECOND : write.tsMicros() + exptime * SECOND;
    }
}
