package io.whoset.audit.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * The right to write into an audit directory: held by one process at a time, given back by the system when that process ends.
 *
 * <p>Confined to the thread that opens and closes the audit.
 */
final class DirLock implements AutoCloseable {
    private final FileChannel channel;

    private DirLock(FileChannel channel) {
        this.channel = channel;
    }

    /** Creates the directory where it is missing and takes it for this process. */
    static DirLock take(Path dir) throws AuditDirException {
        try {
            Files.createDirectories(dir);
            FileChannel channel = FileChannel.open(
                    dir.resolve("writers.lock"),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE);
            if (lock(channel) == null) {
                String owner = owner(channel);
                channel.close();
                throw new AuditDirException("audit directory " + dir + " is in use by another whoset" + owner
                        + ": stop that one, or choose another directory with --audit-dir");
            }
            channel.truncate(0)
                    .write(ByteBuffer.wrap((ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII)));
            return new DirLock(channel);
        } catch (IOException e) {
            throw unusable(dir, e);
        }
    }

    static AuditDirException unusable(Path dir, IOException cause) {
        return new AuditDirException(
                "audit directory " + dir + " cannot be written (" + why(cause)
                        + "): choose a directory that this user may write with --audit-dir",
                cause);
    }

    private static String why(IOException cause) {
        String kind = cause.getClass().getSimpleName().replace("Exception", "");
        if (!(cause instanceof FileSystemException file)) {
            return kind + ": " + cause.getMessage();
        }
        String reason = file.getReason() == null ? words(kind) : file.getReason();
        return file.getFile() + ": " + reason;
    }

    private static String words(String kind) {
        return switch (kind) {
            case "AccessDenied" -> "permission denied";
            case "FileAlreadyExists" -> "is a file, not a directory";
            case "NoSuchFile" -> "no such file";
            default -> kind;
        };
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private static String owner(FileChannel channel) throws IOException {
        ByteBuffer pid = ByteBuffer.allocate(32);
        channel.read(pid, 0);
        String text = new String(pid.array(), 0, pid.position(), StandardCharsets.US_ASCII).trim();
        return text.isEmpty() ? "" : " (process " + text + ")";
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
