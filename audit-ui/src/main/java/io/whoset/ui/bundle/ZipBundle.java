package io.whoset.ui.bundle;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A zip of files in one folder, with a {@code SHA256SUMS} that {@code sha256sum -c} understands.
 *
 * <p>Confined to one thread.
 */
final class ZipBundle {
    private final String folder;
    private final Instant made;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final ZipOutputStream zip = new ZipOutputStream(bytes, StandardCharsets.UTF_8);
    private final StringBuilder sums = new StringBuilder();

    /** A bundle whose files lie in this folder and bear this time. */
    ZipBundle(String folder, Instant made) {
        this.folder = folder;
        this.made = made;
    }

    /** Adds a file. */
    void add(String name, byte[] content) throws IOException {
        sums.append(HexFormat.of().formatHex(sha256(content)))
                .append("  ")
                .append(name)
                .append('\n');
        put(name, content);
    }

    /** Adds a text. */
    void add(String name, String text) throws IOException {
        add(name, text.getBytes(StandardCharsets.UTF_8));
    }

    /** The whole zip, the sums as its last file. */
    byte[] finish() throws IOException {
        put("SHA256SUMS", sums.toString().getBytes(StandardCharsets.UTF_8));
        zip.close();
        return bytes.toByteArray();
    }

    private void put(String name, byte[] content) throws IOException {
        ZipEntry entry = new ZipEntry(folder + "/" + name);
        entry.setTimeLocal(made.atZone(ZoneOffset.UTC).toLocalDateTime());
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }

    private static byte[] sha256(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
