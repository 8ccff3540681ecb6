package io.whoset.audit.store;

import io.whoset.audit.log.OwnerOnly;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.zip.CRC32C;

/**
 * The files in which previews of payloads lie, beside the engine's: to give one text of a column the engine reads 2048, half a megabyte. A place is
 * counted through all files in bytes; each is of 2 to the power of {@value #BITS} bytes, 16 MiB, and bears the rest of the place as its name, in hex. No preview lies in two.
 *
 * <p>Holds nothing open. Safe for many threads, of which one may change them.
 */
final class PreviewFiles {
    private static final int BITS = 24;
    private static final String NAMES = "[0-9a-f]".repeat(8);

    /** Bytes before each preview's own: the id of its write, how many bytes follow, and their CRC-32C. */
    static final int HEADER = Long.BYTES + 2 * Integer.BYTES;

    /** Characters of a preview: four for each byte of the configuration's most. */
    static final int MOST_CHARS = 16_384;

    private final Path dir;
    private volatile long kept;

    PreviewFiles(Path dir) {
        this.dir = dir;
    }

    /** The file in which a place is. */
    static long numberOf(long place) {
        return place >> BITS;
    }

    /** Where in its file a place is. */
    static long within(long place) {
        return place - beginOf(numberOf(place));
    }

    /** The place at which a file begins. */
    static long beginOf(long number) {
        return number << BITS;
    }

    static int checksum(byte[] text, int from, int bytes) {
        CRC32C sum = new CRC32C();
        sum.update(text, from, bytes);
        return (int) sum.getValue();
    }

    FileChannel open(long number, OpenOption... options) throws IOException {
        OwnerOnly.createDirectories(dir);
        return OwnerOnly.open(file(number), options);
    }

    Path file(long number) {
        return dir.resolve(String.format("%08x", number));
    }

    /** Nobody wants what lies in files below this one any more; they are there until they are {@linkplain #deleteForgotten deleted}. */
    void forgetBelow(long number) {
        kept = number;
    }

    boolean isForgotten(long number) {
        return number < kept;
    }

    void deleteForgotten() throws IOException {
        for (long below : numbers().headSet(kept)) {
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
            try (DirectoryStream<Path> files = Files.newDirectoryStream(dir, NAMES)) {
                for (Path file : files) {
                    numbers.add(Long.parseLong(String.valueOf(file.getFileName()), 16));
                }
            } catch (DirectoryIteratorException e) {
                throw e.getCause();
            }
        }
        return numbers;
    }
}
