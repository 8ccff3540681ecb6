package io.whoset.audit.log;

import io.whoset.forensics.record.Digest;
import io.whoset.forensics.record.Finding;
import io.whoset.forensics.record.Gap;
import io.whoset.forensics.record.Judgement;
import io.whoset.forensics.record.Lifecycle;
import io.whoset.forensics.record.Oddity;
import io.whoset.forensics.record.Origin;
import io.whoset.forensics.record.Payload;
import io.whoset.forensics.record.RecordId;
import io.whoset.forensics.record.WriteRecord;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Encodes one line of the writer log at a time, into a buffer that is used again for the next.
 *
 * <p><b>Shape</b> {@code {"v":1,"event":"write","ts":"2026-01-02T03:04:05.000006Z","id":"0006…",…}\n}; what is not known is absent.
 *
 * <p>Audit thread only.
 */
public final class JsonLine {
    private static final Set<String> OWN_FIELDS = Set.of("v", "event", "ts");
    private static final Set<String> EVIDENCE_LISTS = Set.of("writes", "keys");

    private final JsonBytes out = new JsonBytes();
    private final Timestamps timestamps = new Timestamps();

    /** The line of a write and what was thought of it. */
    public JsonLine write(RecordId id, WriteRecord write, Judgement judgement) {
        facts(id, write);
        field("verdict", judgement.verdict().word());
        oddities(judgement.oddities());
        return end();
    }

    /** The line of a write of which nothing could be thought: it has neither verdict nor findings. */
    public JsonLine unjudged(RecordId id, WriteRecord write) {
        facts(id, write);
        return end();
    }

    private void facts(RecordId id, WriteRecord write) {
        begin("write", write.tsMicros()).id(id);
        origin(write.origin());
        field("cmd", write.cmd())
                .field("key", write.key() == null ? null : write.key().logForm());
        field("flags", write.flags()).field("exptime", write.exptime());
        if (write.payload() != null) {
            payload(write.payload());
        }
        field("outcome", write.outcome()).field("rtt_us", write.rttMicros());
        field("preview", write.payload() == null ? null : write.payload().preview());
    }

    /** The line of an accusation. */
    public JsonLine finding(RecordId id, Finding finding) {
        begin("finding", finding.tsMicros()).id(id).field("writer", finding.writer());
        field("verdict", finding.verdict().word()).field("rule", finding.rule()).field("why", finding.why());
        out.raw(",\"evidence\":{\"writes\":");
        strings(finding.writes().stream().map(RecordId::toString).toList());
        out.raw(",\"keys\":");
        strings(finding.keys());
        finding.numbers().forEach(this::number);
        out.raw('}');
        return end();
    }

    /** The line of writes that are missing. */
    public JsonLine gap(Gap gap) {
        begin("gap", gap.tsMicros()).field("lost", gap.lost()).field("reason", gap.reason());
        field("from", timestamps.format(gap.fromMicros())).field("to", timestamps.format(gap.toMicros()));
        if (gap.origin() != null) {
            origin(gap.origin());
        }
        return end();
    }

    /** The line of a start or stop. */
    public JsonLine lifecycle(Lifecycle lifecycle) {
        begin(lifecycle.kind().name().toLowerCase(Locale.ROOT), lifecycle.tsMicros());
        lifecycle.facts().entrySet().stream()
                .filter(fact -> !OWN_FIELDS.contains(fact.getKey()))
                .sorted(Map.Entry.comparingByKey())
                .forEach(fact -> fact(fact.getKey(), fact.getValue()));
        return end();
    }

    private void fact(String name, Object value) {
        if (value instanceof Long || value instanceof Integer) {
            name(name).raw(value.toString());
        } else {
            name(name).string(value.toString());
        }
    }

    /** The encoded line with its line feed, valid until the next is encoded. */
    public ByteBuffer bytes() {
        return ByteBuffer.wrap(out.array(), 0, out.length());
    }

    /** The encoded line without its line feed. */
    public String text() {
        return new String(out.array(), 0, out.length() - 1, StandardCharsets.UTF_8);
    }

    private JsonLine begin(String event, long tsMicros) {
        out.clear();
        out.raw("{\"v\":1,\"event\":\"").raw(event).raw("\",\"ts\":\"");
        timestamps.write(tsMicros, out);
        out.raw('"');
        return this;
    }

    private JsonLine id(RecordId id) {
        out.raw(",\"id\":\"");
        for (int shift = Long.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
            out.hex((int) (id.value() >> shift));
        }
        out.raw('"');
        return this;
    }

    private JsonLine end() {
        out.raw("}\n");
        return this;
    }

    private void origin(Origin origin) {
        field("route", origin.route()).field("upstream", origin.upstream()).field("peer", origin.peer());
        field("writer", origin.writer());
        known("conn").number(origin.conn());
        field("process", origin.process().text());
    }

    private void payload(Payload payload) {
        known("bytes").number(payload.bytes());
        if (payload.digest() != null) {
            digest(payload.digest());
        }
        field("format", payload.format() == null ? null : payload.format().word());
        field("shape", payload.content().shape());
        field("withheld", payload.digest() == null ? WriteRow.CREDENTIAL : null);
        if (payload.partial()) {
            out.raw(",\"partial\":true");
        }
    }

    private void digest(Digest digest) {
        known("digest").raw("\"sha256:").hex(digest).raw('"');
    }

    private void oddities(List<Oddity> oddities) {
        out.raw(",\"findings\":[");
        String comma = "";
        for (int at = 0; at < oddities.size(); at++) { // most lines have none: no iterator is made for them
            Oddity oddity = oddities.get(at);
            out.raw(comma)
                    .raw("{\"rule\":")
                    .string(oddity.rule())
                    .raw(",\"why\":")
                    .string(oddity.why())
                    .raw('}');
            comma = ",";
        }
        out.raw(']');
    }

    private void strings(List<String> texts) {
        out.raw('[');
        String comma = "";
        for (String text : texts) {
            out.raw(comma).string(text);
            comma = ",";
        }
        out.raw(']');
    }

    private void number(String name, Double value) {
        if (!Double.isFinite(value)) {
            return;
        }
        boolean whole = value == Math.rint(value) && Math.abs(value) < 1L << 53;
        name(EVIDENCE_LISTS.contains(name) ? name + "_count" : name)
                .raw(whole ? Long.toString(value.longValue()) : value.toString());
    }

    private JsonLine field(String name, @Nullable String value) {
        if (value != null) {
            known(name).string(value);
        }
        return this;
    }

    private JsonLine field(String name, @Nullable Long value) {
        if (value != null) {
            known(name).number(value);
        }
        return this;
    }

    /** The name of a field, one of ours: it needs no escape. */
    private JsonBytes known(String name) {
        return out.raw(",\"").raw(name).raw("\":");
    }

    private JsonBytes name(String name) {
        return out.raw(',').string(name).raw(':');
    }
}
