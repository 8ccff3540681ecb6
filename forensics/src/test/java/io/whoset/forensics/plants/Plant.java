package io.whoset.forensics.plants;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * One rule made wrong in one place.
 *
 * <p>Immutable.
 *
 * @param file the source below {@code io/whoset/forensics}, without {@code .java}
 * @param what what is wrong then, in a few words
 * @param found text that stands in the source exactly once; a blank stands for any white space
 * @param planted what stands there instead
 */
record Plant(String file, String what, String found, String planted) {
    /** Reads a table: four columns, cut by tabs; lines that begin with {@code #} are for readers. */
    static List<Plant> read(Path table) throws IOException {
        List<Plant> plants = new ArrayList<>();
        for (String line : Files.readAllLines(table)) {
            if (!line.isBlank() && !line.startsWith("#")) {
                String[] cells = line.split("\t", -1);
                if (cells.length != 4) {
                    throw new IllegalArgumentException(
                            table + ": saw " + cells.length + " columns, expected 4: " + line);
                }
                plants.add(new Plant(cells[0], cells[1], cells[2], cells[3]));
            }
        }
        return plants;
    }

    /** Name of the planted class. */
    String name() {
        return file.substring(file.lastIndexOf('/') + 1);
    }

    /** The classes of the planted source, by their names. */
    Map<String, byte[]> compile(Path sources) throws IOException {
        String text = plantIn(Files.readString(sources.resolve(file + ".java")));
        JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> errors = new DiagnosticCollector<>();
        Map<String, ByteArrayOutputStream> classes = new HashMap<>();
        try (StandardJavaFileManager files = javac.getStandardFileManager(errors, Locale.ROOT, null)) {
            List<String> options =
                    List.of("--release", "17", "-proc:none", "-nowarn", "-cp", System.getProperty("java.class.path"));
            JavaFileObject source = new Source(URI.create("string:///" + name() + ".java"), text);
            if (!javac.getTask(null, new Memory(files, classes), errors, options, null, List.of(source))
                    .call()) {
                throw new IllegalStateException(this + " does not compile: " + errors.getDiagnostics());
            }
        }
        return classes.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, made -> made.getValue().toByteArray()));
    }

    private String plantIn(String source) {
        String pattern = Arrays.stream(found.split(" ")).map(Pattern::quote).collect(Collectors.joining("\\s+"));
        Matcher matcher = Pattern.compile(pattern).matcher(source);
        if (!matcher.find()) {
            throw new IllegalStateException(this + ": not in the source any more: " + found);
        }
        String planted = source.substring(0, matcher.start()) + planted() + source.substring(matcher.end());
        if (matcher.find()) {
            throw new IllegalStateException(this + ": more than once in the source: " + found);
        }
        return planted;
    }

    @Override
    public String toString() {
        return file + "\t" + what;
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(URI name, String text) {
            super(name, Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }

    /** Keeps what the compiler makes. */
    private static final class Memory extends ForwardingJavaFileManager<JavaFileManager> {
        private final Map<String, ByteArrayOutputStream> classes;

        Memory(JavaFileManager files, Map<String, ByteArrayOutputStream> classes) {
            super(files);
            this.classes = classes;
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                Location location, String name, JavaFileObject.Kind kind, FileObject sibling) {
            return new SimpleJavaFileObject(URI.create("memory:///" + name + ".class"), kind) {
                @Override
                public OutputStream openOutputStream() {
                    ByteArrayOutputStream out = new ByteArrayOutputStream();
                    classes.put(name, out);
                    return out;
                }
            };
        }
    }
}
