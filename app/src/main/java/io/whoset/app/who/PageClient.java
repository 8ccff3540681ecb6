package io.whoset.app.who;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.whoset.app.wiring.LiveMark;
import io.whoset.audit.log.LogLine;
import io.whoset.audit.log.WriteRow;
import io.whoset.audit.store.WriteQuery;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Asks a running whoset of this machine by its API. Main thread only. */
final class PageClient {
    private static final int CONNECT_MILLIS = 2_000;
    private static final int ANSWER_MILLIS = 15_000;
    private static final JsonFactory JSON = new JsonFactory();

    private final LiveMark live;

    PageClient(LiveMark live) {
        this.live = live;
    }

    /**
     * Writes that match, newest first.
     *
     * @throws IOException where it does not answer, or not with writes
     */
    List<WriteRow> newest(WriteQuery query) throws IOException {
        return ask(uri(query), json -> {
            List<WriteRow> rows = new ArrayList<>();
            if (json.currentToken() == JsonToken.START_ARRAY && "items".equals(json.currentName())) {
                while (json.nextToken() == JsonToken.START_OBJECT) {
                    rows.add(row(json));
                }
            }
            return rows;
        });
    }

    /**
     * The writes of a writer that are bad and that memcached still holds.
     *
     * @throws IOException where it does not answer, or not with writes
     */
    List<WriteRow> kept(String writer) throws IOException {
        String path = "api/v1/writers/"
                + URLEncoder.encode(writer, StandardCharsets.UTF_8).replace("+", "%20") + "/damage";
        return ask(
                live.page().resolve(path),
                json -> json.currentToken() == JsonToken.START_OBJECT && "bad".equals(json.currentName())
                        ? List.of(row(json))
                        : List.of());
    }

    /** Rows that begin where the parser stands. */
    private interface Rows {
        List<WriteRow> read(JsonParser json) throws IOException;
    }

    private List<WriteRow> ask(URI uri, Rows reader) throws IOException {
        // a tenth of what it costs to start java.net.http, in a process that asks once
        HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection(Proxy.NO_PROXY);
        connection.setConnectTimeout(CONNECT_MILLIS);
        connection.setReadTimeout(ANSWER_MILLIS);
        connection.setInstanceFollowRedirects(false);
        connection.setRequestProperty("Authorization", "Bearer " + live.token());
        try {
            if (connection.getResponseCode() != 200) {
                throw new IOException("the page answered " + connection.getResponseCode());
            }
            try (InputStream body = connection.getInputStream()) {
                return rows(body, reader);
            }
        } finally {
            connection.disconnect();
        }
    }

    private URI uri(WriteQuery query) {
        StringBuilder text = new StringBuilder("api/v1/writes?limit=").append(query.limit());
        parameter(text, "key", query.key());
        parameter(text, "prefix", query.prefix());
        parameter(text, "writer", query.writer());
        parameter(text, "process", query.process());
        parameter(text, "digest", query.digest());
        parameter(text, "verdict", query.verdict());
        parameter(text, "cmd", query.cmd());
        parameter(text, "from", time(query.fromMicros()));
        parameter(text, "to", time(query.toMicros()));
        return live.page().resolve(text.toString());
    }

    private static void parameter(StringBuilder text, String name, @Nullable String value) {
        if (value != null) {
            text.append('&').append(name).append('=').append(URLEncoder.encode(value, StandardCharsets.UTF_8));
        }
    }

    private static @Nullable String time(@Nullable Long micros) {
        return micros == null
                ? null
                : Instant.EPOCH.plus(micros, ChronoUnit.MICROS).toString();
    }

    private static List<WriteRow> rows(InputStream body, Rows reader) throws IOException {
        List<WriteRow> rows = new ArrayList<>();
        try (JsonParser json = JSON.createParser(body)) {
            while (json.nextToken() != null) {
                rows.addAll(reader.read(json));
            }
        }
        return rows;
    }

    /** An item has the fields of a log line but the event. */
    private static WriteRow row(JsonParser item) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        try (JsonGenerator out = JSON.createGenerator(line)) {
            out.writeStartObject();
            out.writeStringField("event", "write");
            while (item.nextToken() == JsonToken.FIELD_NAME) {
                out.copyCurrentStructure(item);
            }
            out.writeEndObject();
        }
        WriteRow row = LogLine.parse(line.toByteArray()).write();
        if (row == null) {
            throw new IOException("the page answered with something else than writes");
        }
        return row;
    }
}
