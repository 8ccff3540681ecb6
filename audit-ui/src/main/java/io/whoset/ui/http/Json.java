package io.whoset.ui.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * JSON replies, streamed by hand: what is not written here is not in the reply.
 *
 * <p>Safe for many threads.
 */
public final class Json {
    private static final JsonFactory FACTORY = new JsonFactory();

    private Json() {}

    /** Writes one value. */
    @FunctionalInterface
    public interface Body {
        /** Writes exactly one JSON value. */
        void writeTo(JsonGenerator json) throws IOException;
    }

    /** A 200 with this body. */
    public static HttpResponse ok(Body body) {
        return reply(HttpStatus.OK, body);
    }

    /** A reply that no cache keeps. */
    public static HttpResponse reply(HttpStatus status, Body body) {
        return HttpResponse.of(headers(status), HttpData.wrap(bytes(body)));
    }

    static ResponseHeaders headers(HttpStatus status) {
        return ResponseHeaders.of(
                status, HttpHeaderNames.CONTENT_TYPE, MediaType.JSON_UTF_8, HttpHeaderNames.CACHE_CONTROL, "no-store");
    }

    /** The body's bytes, UTF-8. */
    public static byte[] bytes(Body body) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(1024);
        try (JsonGenerator json = FACTORY.createGenerator(out)) {
            body.writeTo(json);
        } catch (IOException e) {
            throw new UncheckedIOException("a reply in memory", e);
        }
        return out.toByteArray();
    }
}
