package io.whoset.ui.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;

/**
 * The page's own files, out of the jar.
 *
 * <p>Immutable. Reading blocks.
 */
public final class PageFiles {
    private static final String FOLDER = "/io/whoset/ui/page/";
    private static final String IMPORT_MAP_SLOT = "<!--import-map-->";

    private final String index;
    private final String login;
    private final String importMapHash;

    private PageFiles(String index, String login, String importMapHash) {
        this.index = index;
        this.login = login;
        this.importMapHash = importMapHash;
    }

    /** Reads the two documents; the rest is read when it is asked for. */
    public static PageFiles fromJar() {
        String map = Vendor.importMap();
        String index = text("index.html").replace(IMPORT_MAP_SLOT, "<script type=\"importmap\">" + map + "</script>");
        return new PageFiles(
                index, text("login.html"), "sha256-" + Base64.getEncoder().encodeToString(sha256(map)));
    }

    /** The page. */
    String index() {
        return index;
    }

    /** The page that asks for the token. */
    public String login() {
        return login;
    }

    /** What the content security policy must name so that the import map may stand in the page. */
    public String importMapHash() {
        return importMapHash;
    }

    /** One of the page's own files, empty where there is none of that name. */
    Optional<byte[]> file(String name) {
        return name.matches("[a-z][a-z0-9-]*\\.(js|css|svg)") ? read(FOLDER + name) : Optional.empty();
    }

    private static String text(String name) {
        byte[] bytes = read(FOLDER + name).orElseThrow(() -> new IllegalStateException("the jar lacks " + name));
        return new String(bytes, StandardCharsets.UTF_8);
    }

    static Optional<byte[]> read(String resource) {
        try (InputStream in = PageFiles.class.getResourceAsStream(resource)) {
            return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + resource + " from the jar", e);
        }
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
