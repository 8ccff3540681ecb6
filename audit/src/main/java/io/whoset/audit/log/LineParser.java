package io.whoset.audit.log;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.whoset.forensics.record.Oddity;
import java.io.IOException;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads one JSON line of the log. Confined to one thread, for one line. */
final class LineParser {
    private static final JsonFactory JSON = new JsonFactory();

    /** Places of the fields that are read; a map of its own for each line was a tenth of the store's work. */
    private static final Map<String, Integer> PLACES = places(
            "event",
            "id",
            "ts",
            "route",
            "upstream",
            "peer",
            "writer",
            "conn",
            "process",
            "cmd",
            "key",
            "flags",
            "exptime",
            "bytes",
            "digest",
            "format",
            "shape",
            "partial",
            "outcome",
            "rtt_us",
            "preview",
            "verdict",
            "named",
            "rule",
            "why");

    private final JsonParser json;
    private final @Nullable String[] texts = new String[PLACES.size()];
    private final List<Oddity> oddities = new ArrayList<>(0);
    private final List<String> writes = new ArrayList<>(0);
    private final List<String> keys = new ArrayList<>(0);
    private final Map<String, Double> numbers = new TreeMap<>();

    LineParser(byte[] line) throws IOException {
        this.json = JSON.createParser(line);
    }

    LogLine parse() throws IOException {
        try (json) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("a line of the writer log is a JSON object");
            }
            for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
                field(name);
            }
            String event = text("event");
            return new LogLine(
                    event, event.equals("write") ? write() : null, event.equals("finding") ? finding() : null);
        } catch (DateTimeParseException | NumberFormatException e) {
            throw new IOException("a line of the writer log holds a value of the wrong form", e);
        }
    }

    private void field(String name) throws IOException {
        JsonToken value = json.nextToken();
        if (value.isScalarValue()) {
            Integer place = PLACES.get(name);
            if (place != null) {
                texts[place] = json.getText();
            }
        } else if (name.equals("findings") && value == JsonToken.START_ARRAY) {
            while (json.nextToken() == JsonToken.START_OBJECT) {
                oddity();
            }
        } else if (name.equals("evidence") && value == JsonToken.START_OBJECT) {
            evidence();
        } else {
            json.skipChildren();
        }
    }

    private void oddity() throws IOException {
        Map<String, String> fields = new HashMap<>();
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            if (json.nextToken().isScalarValue()) {
                fields.put(name, json.getText());
            } else {
                json.skipChildren();
            }
        }
        oddities.add(new Oddity(fields.getOrDefault("rule", ""), fields.getOrDefault("why", "")));
    }

    private void evidence() throws IOException {
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            JsonToken value = json.nextToken();
            if (value.isNumeric()) {
                numbers.put(name, json.getDoubleValue());
            } else if (value == JsonToken.START_ARRAY && (name.equals("writes") || name.equals("keys"))) {
                list(name.equals("writes") ? writes : keys);
            } else {
                json.skipChildren();
            }
        }
    }

    private void list(List<String> into) throws IOException {
        for (JsonToken item = json.nextToken(); item != JsonToken.END_ARRAY; item = json.nextToken()) {
            if (item.isScalarValue()) {
                into.add(json.getText());
            } else {
                json.skipChildren();
            }
        }
    }

    private WriteRow write() {
        return new WriteRow(
                text("id"),
                Timestamps.parse(text("ts")),
                text("route"),
                text("upstream"),
                text("peer"),
                text("writer"),
                conn(),
                told("process"),
                text("cmd"),
                told("key"),
                number("flags"),
                number("exptime"),
                number("bytes"),
                told("digest"),
                told("format"),
                told("shape"),
                text("partial").equals("true"),
                told("outcome"),
                number("rtt_us"),
                told("preview"),
                text("verdict"),
                List.copyOf(oddities),
                told("named"));
    }

    private FindingRow finding() {
        return new FindingRow(
                text("id"),
                Timestamps.parse(text("ts")),
                text("writer"),
                text("verdict"),
                text("rule"),
                text("why"),
                List.copyOf(writes),
                Map.copyOf(numbers),
                List.copyOf(keys));
    }

    private String text(String name) {
        String text = told(name);
        return text == null ? "" : text;
    }

    private @Nullable String told(String name) {
        return texts[Objects.requireNonNull(PLACES.get(name), name)];
    }

    private static Map<String, Integer> places(String... names) {
        Map<String, Integer> places = new HashMap<>();
        for (String name : names) {
            places.put(name, places.size());
        }
        return Map.copyOf(places);
    }

    private long conn() {
        Long conn = number("conn");
        return conn == null ? 0 : conn;
    }

    private @Nullable Long number(String name) {
        String text = told(name);
        return text == null ? null : Long.valueOf(text);
    }
}
