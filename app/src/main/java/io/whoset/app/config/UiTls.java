package io.whoset.app.config;

import java.nio.file.Path;

/**
 * PEM files of the page's certificate.
 *
 * <p>Immutable.
 *
 * @param certificate the chain, the page's own first
 * @param key its private key; may be the same file
 */
public record UiTls(Path certificate, Path key) {}
