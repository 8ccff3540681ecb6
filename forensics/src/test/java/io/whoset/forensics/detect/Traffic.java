package io.whoset.forensics.detect;

import io.whoset.forensics.record.Bypass;
import io.whoset.forensics.record.Content;
import io.whoset.forensics.record.Digest;
import io.whoset.forensics.record.Finding;
import io.whoset.forensics.record.Format;
import io.whoset.forensics.record.Gap;
import io.whoset.forensics.record.Interval;
import io.whoset.forensics.record.Judgement;
import io.whoset.forensics.record.Origin;
import io.whoset.forensics.record.Payload;
import io.whoset.forensics.record.RecordId;
import io.whoset.forensics.record.Verdict;
import io.whoset.forensics.record.WriteRecord;
import io.whoset.protocol.Key;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Writers, a cache, and virtual time: feeds a judge with labelled traffic and keeps what it said. */
final class Traffic {
    static final String UPSTREAM = "127.0.0.1:11211";
    static final long SECOND = 1_000_000;

    final SplittableRandom random;
    final List<Finding> findings = new ArrayList<>();
    final Map<String, Integer> writesBy = new HashMap<>();
    final Map<String, Integer> writesUntilAccused = new HashMap<>();
    final Map<String, Integer> marked = new HashMap<>();
    final List<Judgement> said = new ArrayList<>();
    private final Map<String, Long> expires = new HashMap<>();
    private final Map<String, Origin> origins = new HashMap<>();
    private final Judge judge;
    private long micros = 1_700_000_000L * SECOND;
    private RecordId id = new RecordId(1);

    Traffic(long seed) {
        this(seed, JudgeSettings.DEFAULT);
    }

    Traffic(long seed, JudgeSettings settings) {
        random = new SplittableRandom(seed);
        judge = new RuleJudge(settings);
    }

    /** What a writer stores. */
    record Value(
            String identity, Format format, Content content, long bytes, String preview, long flags, long exptime) {
        Value flags(long other) {
            return new Value(identity, format, content, bytes, preview, other, exptime);
        }

        Value exptime(long other) {
            return new Value(identity, format, content, bytes, preview, flags, other);
        }

        Value format(Format other) {
            return new Value(identity, other, Content.OPAQUE, bytes, preview, flags, exptime);
        }
    }

    /** Healthy JSON of a shape. */
    static Value json(String identity, String shape) {
        return new Value(identity, Format.JSON, new Content(shape, false, 9, 0, 0, null), 400, identity, 2, 6);
    }

    /** The answer of the server that was not restarted. */
    static Value unauthorized() {
        return new Value("401", Format.JSON, new Content("e", false, 9, 8, 0, "\"status\": 401"), 252, "401", 2, 6);
    }

    /** An error body. */
    static Value error(String mark) {
        return new Value(mark, Format.JSON, new Content("err", false, 2, 0, 0, mark), 60, mark, 2, 6);
    }

    /** Payload that is understood no further. */
    static Value opaque(String identity, Format format, long bytes) {
        return new Value(identity, format, Content.OPAQUE, bytes, identity, 0, 60);
    }

    static String writer(int number) {
        return "127.0.1." + number;
    }

    long now() {
        return micros;
    }

    void pause(long atMost) {
        micros += 1 + random.nextLong(Math.max(1, 2 * atMost));
    }

    void skip(long span) {
        micros += span;
    }

    /** Whether the cache has the key now. */
    boolean misses(String key) {
        return expires.getOrDefault(key, 0L) <= micros;
    }

    Judgement set(String writer, String key, Value value) {
        return write(writer, "set", key, value, "STORED");
    }

    Judgement write(String writer, String cmd, String key, Value value, @Nullable String outcome) {
        if ("STORED".equals(outcome) || "HD".equals(outcome) || "none".equals(outcome)) {
            expires.put(key, value.exptime() == 0 ? Long.MAX_VALUE : micros + value.exptime() * SECOND);
        }
        return feed(writer, cmd, key, value, outcome, 400);
    }

    Judgement delete(String writer, String key) {
        expires.remove(key);
        return feed(writer, "delete", key, null, "DELETED", 400);
    }

    Judgement feed(
            String writer, String cmd, String key, @Nullable Value value, @Nullable String outcome, long rttMicros) {
        micros += 1;
        id = id.next(micros);
        Payload payload = value == null
                ? null
                : new Payload(
                        value.bytes(),
                        digest(value.identity()),
                        value.format(),
                        value.content(),
                        false,
                        value.preview());
        Interval interval = new Interval(micros * 1000, (micros + rttMicros) * 1000);
        WriteRecord write = new WriteRecord(
                origin(writer),
                micros,
                cmd,
                Key.of(key),
                value == null ? null : (Long) value.flags(),
                value == null ? null : (Long) value.exptime(),
                payload,
                outcome,
                rttMicros,
                interval);
        return keep(writer, judge.judge(id, write));
    }

    /** Which connection a writer uses is part of its name behind the sign: {@code 10.0.0.1#2}. */
    private Origin origin(String writer) {
        String name = writer.replaceAll("#.*", "");
        return origins.computeIfAbsent(
                writer, w -> new Origin("main", UPSTREAM, name + ":5000", name, origins.size() + 1));
    }

    private Judgement keep(String connection, Judgement judgement) {
        String writer = connection.replaceAll("#.*", "");
        writesBy.merge(writer, 1, Integer::sum);
        if (judgement.verdict().compareTo(Verdict.STALE) >= 0) {
            marked.merge(writer, 1, Integer::sum);
        }
        for (Finding finding : judgement.findings()) {
            findings.add(finding);
            writesUntilAccused.putIfAbsent(finding.writer(), writesBy.getOrDefault(finding.writer(), 0));
        }
        if (judgement.verdict() != Verdict.CLEAN) {
            said.add(judgement);
        }
        return judgement;
    }

    void bypass(String upstream, boolean known) {
        judge.onBypass(new Bypass(micros, micros, "test", upstream, known ? 1 : 0, known));
    }

    void gap() {
        judge.onGap(new Gap(micros, 1, "test", micros, micros, null));
    }

    static Digest digest(String identity) {
        byte[] bytes = new byte[32];
        SplittableRandom bits = new SplittableRandom(identity.hashCode() * 0x9E3779B97F4A7C15L + identity.length());
        ByteBuffer out = ByteBuffer.wrap(bytes);
        while (out.hasRemaining()) {
            out.putLong(bits.nextLong());
        }
        return Digest.wrap(bytes);
    }
}
