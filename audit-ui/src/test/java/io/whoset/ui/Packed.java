package io.whoset.ui;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;

/** Packed payloads as a preview shows them. Immutable. */
final class Packed {
    private Packed() {}

    static String gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return preview(bytes.toByteArray());
    }

    /** Bytes as a preview has them. */
    static String preview(byte[] bytes) {
        StringBuilder preview = new StringBuilder();
        for (byte b : bytes) {
            preview.append(b >= 0x20 && b < 0x7F && b != '\\' ? String.valueOf((char) b) : String.format("\\x%02x", b));
        }
        return preview.toString();
    }
}
