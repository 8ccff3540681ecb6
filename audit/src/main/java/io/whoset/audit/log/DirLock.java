package io.whoset.audit.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The right to write into an audit directory: held by one process at a time, given back by the system when that process ends.
 *
 * <p>Confined to the thread that opens and closes the audit.
 */
final class DirLock implements AutoCloseable {
    /* The system's lock belongs to the process, and is given back when the process closes any descriptor of the file: a second open
     * in the same process must be refused before it touches the file. Nothing smaller than the process can know of both. */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final FileChannel channel;
    private final Path held;

    private DirLock(FileChannel channel, Path held) {
        this.channel = channel;
        this.held = held;
    }

    /** Creates the directory where it is missing and takes it for this process. */
    static DirLock take(Path dir) throws AuditDirException {
        try {
            OwnerOnly.createDirectories(dir);
            Path held = dir.toRealPath();
            if (!HELD.add(held)) {
                throw inUse(dir, " (process " + ProcessHandle.current().pid() + ")");
            }
            boolean taken = false;
            try {
                DirLock lock = new DirLock(take(dir, held), held);
                taken = true;
                return lock;
            } finally {
                if (!taken) {
                    HELD.remove(held);
                }
            }
        } catch (IOException e) {
            throw unusable(dir, e);
        }
    }

    private static FileChannel take(Path dir, Path held) throws IOException, AuditDirException {
        FileChannel channel = OwnerOnly.open(
                held.resolve("writers.lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() == null) {
                throw inUse(dir, owner(channel));
            }
            channel.truncate(0)
                    .write(ByteBuffer.wrap((ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII)));
            return channel;
        } catch (IOException | AuditDirException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static AuditDirException inUse(Path dir, String owner) {
        return new AuditDirException("audit directory " + dir + " is in use by another whoset" + owner
                + ": stop that one, or choose another directory with --audit-dir");
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

    private static String owner(FileChannel channel) throws IOException {
        ByteBuffer pid = ByteBuffer.allocate(32);
        channel.read(pid, 0);
        String text = new String(pid.array(), 0, pid.position(), StandardCharsets.US_ASCII).trim();
        return text.isEmpty() ? "" : " (process " + text + ")";
    }

    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            HELD.remove(held);
        }
    }
}
