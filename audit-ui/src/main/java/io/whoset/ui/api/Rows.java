package io.whoset.ui.api;

import com.fasterxml.jackson.core.JsonGenerator;
import io.whoset.audit.log.FindingRow;
import io.whoset.audit.log.RowJson;
import io.whoset.audit.log.Timestamps;
import io.whoset.audit.log.WriteRow;
import io.whoset.audit.store.Page;
import io.whoset.audit.store.WriterRow;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The store's rows as JSON objects, under the writer log's field names; what is not known is absent. */
public final class Rows {
    private Rows() {}

    /** Writes one row. */
    @FunctionalInterface
    interface RowWriter<T> {
        /** Writes one JSON object. */
        void write(JsonGenerator json, T row) throws IOException;
    }

    static <T> void array(JsonGenerator json, String name, List<T> rows, RowWriter<T> writer) throws IOException {
        json.writeArrayFieldStart(name);
        for (T row : rows) {
            writer.write(json, row);
        }
        json.writeEndArray();
    }

    static void write(JsonGenerator json, WriteRow row) throws IOException {
        json.writeStartObject();
        RowJson.fields(json, row);
        RowJson.findings(json, row);
        json.writeEndObject();
    }

    /** One accusation with its evidence. */
    public static void finding(JsonGenerator json, FindingRow row) throws IOException {
        json.writeStartObject();
        findingFields(json, row);
        json.writeEndObject();
    }

    /** The same into an object that has begun. */
    public static void findingFields(JsonGenerator json, FindingRow row) throws IOException {
        json.writeStringField("id", row.id());
        json.writeStringField("ts", Timestamps.text(row.tsMicros()));
        json.writeStringField("writer", row.writer());
        json.writeStringField("verdict", row.verdict());
        json.writeStringField("rule", row.rule());
        json.writeStringField("why", row.why());
        json.writeObjectFieldStart("evidence");
        texts(json, "writes", row.writes());
        json.writeObjectFieldStart("numbers");
        for (Map.Entry<String, Double> number : row.numbers().entrySet()) {
            json.writeNumberField(number.getKey(), number.getValue());
        }
        json.writeEndObject();
        texts(json, "keys", row.keys());
        json.writeEndObject();
    }

    static void writer(JsonGenerator json, WriterRow row) throws IOException {
        json.writeStartObject();
        json.writeStringField("writer", row.writer());
        json.writeStringField("verdict", row.verdict());
        json.writeNumberField("writes", row.writes());
        json.writeNumberField("keys", row.keys());
        json.writeNumberField("bytes", row.bytes());
        json.writeObjectFieldStart("verdicts");
        for (Map.Entry<String, Long> count : row.byVerdict().entrySet()) {
            json.writeNumberField(count.getKey(), count.getValue());
        }
        json.writeEndObject();
        json.writeStringField("first", Timestamps.text(row.firstMicros()));
        json.writeStringField("last", Timestamps.text(row.lastMicros()));
        texts(json, "peers", row.peers());
        array(json, "findings", row.findings(), Rows::finding);
        json.writeEndObject();
    }

    private static void texts(JsonGenerator json, String name, List<String> values) throws IOException {
        json.writeArrayFieldStart(name);
        for (String value : values) {
            json.writeString(value);
        }
        json.writeEndArray();
    }

    /** The rows of a page, and where the next begins. */
    static void page(JsonGenerator json, Page<WriteRow> page) throws IOException {
        array(json, "items", page.items(), Rows::write);
        text(json, "next", page.next());
    }

    /** Since when the store knows writes; absent where it is empty. */
    static void since(JsonGenerator json, long sinceMicros) throws IOException {
        if (sinceMicros > 0) {
            json.writeStringField("since", Timestamps.text(sinceMicros));
        }
    }

    static void text(JsonGenerator json, String name, @Nullable String value) throws IOException {
        if (value != null) {
            json.writeStringField(name, value);
        }
    }
}
