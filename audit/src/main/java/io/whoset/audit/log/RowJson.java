package io.whoset.audit.log;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.whoset.forensics.record.Oddity;
import java.io.IOException;
import java.io.StringWriter;
import org.jspecify.annotations.Nullable;

/** A write that was read back, as JSON under the log's field names; what is not known is absent. Immutable. */
public final class RowJson {
    private static final JsonFactory JSON = new JsonFactory();

    private RowJson() {}

    /** The line that the log has of it, without its line feed: for {@code jq}. */
    public static String line(WriteRow row) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeNumberField("v", 1);
            json.writeStringField("event", "write");
            fields(json, row);
            if (!row.findings().isEmpty()) {
                findings(json, row);
            }
            json.writeEndObject();
        }
        return text.toString();
    }

    /** All fields that the row has but its findings, into an object that has begun. */
    public static void fields(JsonGenerator json, WriteRow row) throws IOException {
        json.writeStringField("id", row.id());
        json.writeStringField("ts", Timestamps.text(row.tsMicros()));
        origin(json, row);
        command(json, row);
        payload(json, row);
        text(json, "outcome", row.outcome());
        number(json, "rtt_us", row.rttUs());
        text(json, "verdict", row.verdict().isEmpty() ? null : row.verdict());
        text(json, "named", row.named());
    }

    private static void origin(JsonGenerator json, WriteRow row) throws IOException {
        json.writeStringField("route", row.route());
        json.writeStringField("upstream", row.upstream());
        json.writeStringField("peer", row.peer());
        json.writeStringField("writer", row.writer());
        json.writeNumberField("conn", row.conn());
        text(json, "process", row.process());
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
        text(json, "withheld", row.isWithheld() ? WriteRow.CREDENTIAL : null);
        text(json, "preview", row.preview());
    }

    /** Why it is not clean, as an array under its name. */
    public static void findings(JsonGenerator json, WriteRow row) throws IOException {
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
