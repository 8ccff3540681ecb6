package io.whoset.app.who;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.whoset.audit.log.WriteRow;
import io.whoset.forensics.record.Oddity;
import java.io.IOException;
import java.io.StringWriter;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** A write as the line that the log has of it, for {@code jq}. Immutable. */
public final class RowJson {
    private static final JsonFactory JSON = new JsonFactory();
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    private RowJson() {}

    /** One JSON object in one line. */
    public static String line(WriteRow row) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeNumberField("v", 1);
            json.writeStringField("event", "write");
            json.writeStringField("ts", TIME.format(Instant.EPOCH.plus(row.tsMicros(), ChronoUnit.MICROS)));
            json.writeStringField("id", row.id());
            origin(json, row);
            command(json, row);
            payload(json, row);
            text(json, "outcome", row.outcome());
            number(json, "rtt_us", row.rttUs());
            text(json, "preview", row.preview());
            json.writeStringField("verdict", row.verdict());
            findings(json, row);
            json.writeEndObject();
        }
        return text.toString();
    }

    private static void origin(JsonGenerator json, WriteRow row) throws IOException {
        json.writeStringField("route", row.route());
        json.writeStringField("upstream", row.upstream());
        json.writeStringField("peer", row.peer());
        json.writeStringField("writer", row.writer());
        json.writeNumberField("conn", row.conn());
    }

    private static void command(JsonGenerator json, WriteRow row) throws IOException {
        json.writeStringField("cmd", row.cmd());
        text(json, "key", row.key());
        number(json, "flags", row.flags());
        number(json, "exptime", row.exptime());
    }

    private static void payload(JsonGenerator json, WriteRow row) throws IOException {
        number(json, "bytes", row.bytes());
        text(json, "digest", row.digest());
        text(json, "format", row.format());
        text(json, "shape", row.shape());
        if (row.partial()) {
            json.writeBooleanField("partial", true);
        }
    }

    private static void findings(JsonGenerator json, WriteRow row) throws IOException {
        if (row.findings().isEmpty()) {
            return;
        }
        json.writeArrayFieldStart("findings");
        for (Oddity finding : row.findings()) {
            json.writeStartObject();
            json.writeStringField("rule", finding.rule());
            json.writeStringField("why", finding.why());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void text(JsonGenerator json, String name, @Nullable String value) throws IOException {
        if (value != null) {
            json.writeStringField(name, value);
        }
    }

    private static void number(JsonGenerator json, String name, @Nullable Long value) throws IOException {
        if (value != null) {
            json.writeNumberField(name, value);
        }
    }
}
