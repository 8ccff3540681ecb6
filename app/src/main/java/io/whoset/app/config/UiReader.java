package io.whoset.app.config;

import io.whoset.proxy.tls.Identity;
import io.whoset.proxy.tls.TlsFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Reads the {@code ui} section. Main thread only. */
final class UiReader {
    private @Nullable UiTls tls;

    UiConfig read(YamlSection section) {
        String listen = section.text("listen");
        UiToken token = token(section);
        section.section("tls", this::tls);
        return new UiConfig(listen == null ? UiConfig.DEFAULT.listen() : listen, token, tls);
    }

    private static @Nullable UiToken token(YamlSection section) {
        String file = section.text("token-file");
        if (file == null) {
            return null;
        }
        try {
            return TokenFile.read(Path.of(file));
        } catch (ConfigException e) {
            section.problem("token-file", String.valueOf(e.getMessage()));
            return null;
        }
    }

    private void tls(YamlSection section) {
        String certificate = section.text("certificate");
        String key = section.text("key");
        if (certificate == null) {
            section.problem("certificate", "is missing, write the PEM file of the certificate chain");
            return;
        }
        UiTls files = new UiTls(Path.of(certificate), Path.of(key == null ? certificate : key));
        try {
            Object unused = Identity.read(files.certificate(), files.key());
        } catch (TlsFileException e) {
            section.problem(e.key(), String.valueOf(e.getMessage()));
        }
        tls = files;
    }
}
