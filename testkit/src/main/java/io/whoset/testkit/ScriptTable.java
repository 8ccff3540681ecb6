package io.whoset.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Scripts of a resource file: one a line, columns parted by tabs: name, what it writes, then one step a column. Lines that are empty or
 * begin with {@code #} are for the reader.
 *
 * <p>Immutable.
 */
public final class ScriptTable {
    private ScriptTable() {}

    /**
     * One row.
     *
     * @param name what it is about
     * @param writes what it writes, in the words of the table's reader
     * @param steps in the notation of {@link Script#of}
     */
    public record Row(String name, String writes, List<String> steps) {
        /** Copies the steps. */
        public Row {
            steps = List.copyOf(steps);
        }

        /** Its script. */
        public Script script() {
            return Script.of(steps.toArray(String[]::new));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /** The rows of a resource that lies where a class can see it. */
    public static List<Row> read(Class<?> beside, String resource) throws IOException {
        try (InputStream in = beside.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IOException("no such resource: " + resource);
            }
            List<Row> rows = new ArrayList<>();
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .forEach(line -> rows.add(row(line)));
            return rows;
        }
    }

    private static Row row(String line) {
        List<String> columns = Arrays.asList(line.split("\t+", -1));
        if (columns.size() < 3) {
            throw new IllegalArgumentException("a row has a name, its writes and one step at least, saw: " + line);
        }
        return new Row(columns.get(0), columns.get(1), columns.subList(2, columns.size()));
    }
}
