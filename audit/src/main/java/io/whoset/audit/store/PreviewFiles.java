package io.whoset.audit.store;

import io.whoset.audit.log.OwnerOnly;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * The files in which previews of payloads lie, beside the engine's: to give one text of a column the engine reads 2048, half a megabyte. A place is
 * counted through all files in bytes; each is {@value #BITS} bits of it long and bears the rest as its name, in hex. No preview lies in two.
 *
 * <p>Holds nothing open. Safe for many threads, of which one may change them.
 */
final class PreviewFiles {
    /** Of a place, those that count within a file of 64 MiB. */
    static final int BITS = 26;

    /** Bytes before each preview's own: the id of its write, and how many bytes follow. */
    static final int HEADER = Long.BYTES + Integer.BYTES;

    private final Path dir;

    PreviewFiles(Path dir) {
        this.dir = dir;
    }

    /** The file in which a place is. */
    static long numberOf(long place) {
        return place >> BITS;
    }

    /** Where in its file a place is. */
    static long within(long place) {
        return place & (beginOf(1) - 1);
    }

    /** The place at which a file begins. */
    static long beginOf(long number) {
        return number << BITS;
    }

    FileChannel open(long number, OpenOption... options) throws IOException {
        OwnerOnly.createDirectories(dir);
        return OwnerOnly.open(file(number), options);
    }

    Path file(long number) {
        return dir.resolve(String.format("%08x", number));
    }

    /** Whether a file that is not there was forgotten: the oldest are, so that all that are left are above it. */
    boolean isForgotten(long number) throws IOException {
        NavigableSet<Long> numbers = numbers();
        return !numbers.isEmpty() && numbers.first() > number;
    }

    /** Deletes all files below this one. */
    void deleteBelow(long number) throws IOException {
        for (long below : numbers().headSet(number)) {
            Files.deleteIfExists(file(below));
        }
    }

    /** Deletes this file and all above it. */
    void deleteFrom(long number) throws IOException {
        for (long above : numbers().tailSet(number)) {
            Files.deleteIfExists(file(above));
        }
    }

    private NavigableSet<Long> numbers() throws IOException {
        NavigableSet<Long> numbers = new TreeSet<>();
        if (Files.isDirectory(dir)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(dir, "[0-9a-f]*")) {
                for (Path file : files) {
                    numbers.add(Long.parseLong(String.valueOf(file.getFileName()), 16));
                }
            }
        }
        return numbers;
    }
}
