package io.whoset.ui.page;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;

/**
 * The libraries of the page: ES modules out of WebJars, under addresses without versions.
 *
 * <p>Safe for many threads. Reading blocks.
 */
final class Vendor {
    /** Name in {@code /vendor/NAME/} to the WebJar's artifact. */
    private static final Map<String, String> WEBJARS = Map.of(
            "lit", "lit",
            "lit-html", "lit-html",
            "lit-element", "lit-element",
            "reactive-element", "lit__reactive-element",
            "uplot", "uplot");

    private Vendor() {}

    /** What the modules' bare names mean, for the browser. */
    static String importMap() {
        Map<String, String> names = new TreeMap<>();
        names.put("lit", "/vendor/lit/index.js");
        names.put("lit/", "/vendor/lit/");
        names.put("lit-html", "/vendor/lit-html/lit-html.js");
        names.put("lit-html/", "/vendor/lit-html/");
        names.put("lit-element/", "/vendor/lit-element/");
        names.put("@lit/reactive-element", "/vendor/reactive-element/reactive-element.js");
        names.put("@lit/reactive-element/", "/vendor/reactive-element/");
        names.put("uplot", "/vendor/uplot/dist/uPlot.esm.js");
        StringBuilder out = new StringBuilder("{\"imports\":{");
        names.forEach((name, address) -> {
            out.append(out.charAt(out.length() - 1) == '{' ? "" : ",");
            out.append('"').append(name).append("\":\"").append(address).append('"');
        });
        return out.append("}}").toString();
    }

    /** A file of a library by its path after {@code /vendor/}, empty where there is none. */
    static Optional<byte[]> file(String path) {
        int slash = path.indexOf('/');
        String artifact = slash < 0 ? null : WEBJARS.get(path.substring(0, slash));
        if (artifact == null || path.contains("..") || !path.matches("[A-Za-z0-9/._-]+\\.(js|css)")) {
            return Optional.empty();
        }
        return PageFiles.read(
                "/META-INF/resources/webjars/" + artifact + "/" + version(artifact) + path.substring(slash));
    }

    private static String version(String artifact) {
        String resource = "/META-INF/maven/org.webjars.npm/" + artifact + "/pom.properties";
        byte[] bytes =
                PageFiles.read(resource).orElseThrow(() -> new IllegalStateException("the jar lacks " + resource));
        Properties properties = new Properties();
        try {
            properties.load(new ByteArrayInputStream(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException("properties in memory", e);
        }
        return properties.getProperty("version", "");
    }
}
