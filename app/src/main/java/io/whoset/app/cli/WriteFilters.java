package io.whoset.app.cli;

import io.whoset.app.config.ConfigException;
import io.whoset.app.config.Values;
import io.whoset.audit.store.WriteQuery;
import io.whoset.forensics.record.TimeSource;
import io.whoset.protocol.Key;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which writes: the flags that {@code who} and {@code tail} share. */
final class WriteFilters {
    private static final Pattern DIGEST = Pattern.compile("(?i)(sha256:)?[0-9a-f]{64}");

    @Parameters(arity = "0..1", paramLabel = "KEY", description = "writes of this key")
    private @Nullable String key;

    @Option(names = "--prefix", paramLabel = "TEXT", description = "writes of keys that begin so")
    private @Nullable String prefix;

    @Option(names = "--writer", paramLabel = "NAME", description = "writes of this writer")
    private @Nullable String writer;

    @Option(
            names = "--process",
            paramLabel = "PROCESS",
            description = "writes of this process on whoset's machine: its pid, its name, or \"PID NAME\"")
    private @Nullable String process;

    @Option(names = "--digest", paramLabel = "SHA256", description = "writes of exactly these bytes")
    private @Nullable String digest;

    @Option(
            names = "--value",
            paramLabel = "FILE",
            description = "writes of exactly the bytes in this file: a bad value at hand")
    private @Nullable Path value;

    @Option(names = "--cmd", paramLabel = "WORD", description = "writes by this command, such as set or delete")
    private @Nullable String cmd;

    @Option(names = "--since", paramLabel = "TIME", description = "writes of the last 30s, 5m, 2h or 7d")
    private @Nullable String since;

    @Option(names = "--bad", description = "writes that are suspect, stale or poison")
    private boolean bad;

    /** Whether nothing was asked for. */
    boolean isEmpty() {
        return Stream.of(key, prefix, writer, process, digest, value, cmd, since)
                        .allMatch(Objects::isNull)
                && !bad;
    }

    /** Whether an accusation of this writer is wanted: no other writer was asked for. */
    boolean isOfWriter(String accused) {
        return writer == null || writer.equals(accused);
    }

    /** Whether all that can match are writes of one key. */
    boolean isOfOneKey() {
        return key != null;
    }

    /** What was asked for. */
    WriteQuery query(int limit, TimeSource time) {
        return new WriteQuery(
                key == null ? null : Key.parseLogForm(key).logForm(),
                prefix,
                writer,
                process,
                digest(),
                bad ? WriteQuery.BAD : null,
                cmd,
                from(time),
                null,
                limit,
                null);
    }

    /** In words, for a message. */
    String words() {
        return key != null ? "of " + Key.parseLogForm(key).logForm() : "like that";
    }

    private @Nullable String digest() {
        if (digest != null && value != null) {
            throw new ConfigException("--digest and --value both say which bytes: give one of them");
        }
        if (value != null) {
            return "sha256:" + sha256(value);
        }
        if (digest != null && !DIGEST.matcher(digest).matches()) {
            throw new ConfigException(
                    "--digest: saw \"" + digest + "\", expected the 64 hex digits that sha256sum prints");
        }
        return digest == null
                ? null
                : "sha256:" + digest.toLowerCase(Locale.ROOT).replace("sha256:", "");
    }

    private @Nullable Long from(TimeSource time) {
        if (since == null) {
            return null;
        }
        Duration ago = Values.parseTime(since);
        if (ago == null) {
            throw new ConfigException("--since: saw \"" + since + "\", expected a time such as 30s, 5m, 2h or 7d");
        }
        return time.epochMicros(time.nanos()) - TimeUnit.MILLISECONDS.toMicros(ago.toMillis());
    }

    private static String sha256(Path file) {
        try (InputStream in = Files.newInputStream(file);
                DigestInputStream digesting = new DigestInputStream(in, MessageDigest.getInstance("SHA-256"))) {
            digesting.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(digesting.getMessageDigest().digest());
        } catch (IOException e) {
            throw new ConfigException(
                    "--value " + file + ": cannot be read (" + e.getClass().getSimpleName() + ")");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
