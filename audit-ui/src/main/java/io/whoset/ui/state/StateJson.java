package io.whoset.ui.state;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/** The state as JSON. Immutable. */
public final class StateJson {
    private StateJson() {}

    /** What the record lacks, as fields of an object that has begun. */
    public static void gaps(JsonGenerator json, ProcessState state) throws IOException {
        json.writeNumberField("gaps", state.gaps());
        json.writeNumberField("lost", state.lost());
        json.writeBooleanField("log_stalled", state.logStalled());
        json.writeNumberField("store_behind", state.storeBehind());
        json.writeArrayFieldStart("bypasses");
        for (ProcessState.Bypass bypass : state.bypasses()) {
            json.writeStartObject();
            json.writeStringField("route", bypass.route());
            json.writeBooleanField("now", bypass.now());
            json.writeNumberField("writes", bypass.writes());
            json.writeArrayFieldStart("peers");
            for (String peer : bypass.peers()) {
                json.writeString(peer);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** Texts by name, in the order of the names. */
    public static void texts(JsonGenerator json, Map<String, String> texts) throws IOException {
        json.writeStartObject();
        for (Map.Entry<String, String> text : new TreeMap<>(texts).entrySet()) {
            json.writeStringField(text.getKey(), text.getValue());
        }
        json.writeEndObject();
    }
}
