package io.whoset.protocol;

import io.whoset.testkit.EveryCut;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.provider.Arguments;

/** Tables of the wire: a name, columns separated by tabs, {@code #} begins a comment line. */
public final class Vectors {
    private Vectors() {}

    /** The rows of a table: name, then the columns as texts. */
    public static List<Arguments> rows(String table) {
        try (InputStream in = Objects.requireNonNull(Vectors.class.getResourceAsStream("/vectors/" + table))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> Arguments.of((Object[]) pad(line.split("\t", -1), 4)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String[] pad(String[] columns, int count) {
        String[] padded = Arrays.copyOf(columns, count);
        for (int i = columns.length; i < count; i++) {
            padded[i] = "";
        }
        return padded;
    }

    /** The bytes of a column. */
    public static byte[] bytes(String column) {
        return EveryCut.unescape(column);
    }
}
