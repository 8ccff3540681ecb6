package io.whoset.benchmarks.compare;

import io.whoset.audit.log.LineInput;
import io.whoset.audit.log.LogFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Writes that memcached acknowledged through one process, to be held against its log. Confined to the command's thread. */
final class Account {
    private static final String WRITE = "{\"v\":1,\"event\":\"write\"";
    private static final String GAP = "{\"v\":1,\"event\":\"gap\"";
    private static final String STORED = "\"outcome\":\"STORED\"";
    private static final String LOST = "\"lost\":";

    private long acknowledged;

    void add(long stored) {
        acknowledged += stored;
    }

    /**
     * Reads the log of a process that has ended.
     *
     * @return what was found, for people
     * @throws IOException where lines and gaps together are not what was acknowledged
     */
    String settle(Path auditDir) throws IOException {
        long lines = 0;
        long lost = 0;
        List<Path> files = new ArrayList<>(LogFiles.rolled(auditDir));
        files.add(LogFiles.live(auditDir));
        for (Path file : files) {
            try (LineInput in = new LineInput(LogFiles.open(file), 0)) {
                for (byte[] bytes = in.next(); bytes != null; bytes = in.next()) {
                    String line = new String(bytes, StandardCharsets.ISO_8859_1);
                    lines += line.startsWith(WRITE) && line.contains(STORED) ? 1 : 0;
                    lost += line.startsWith(GAP) ? lost(line) : 0;
                }
            }
        }
        String found =
                String.format("%,d acknowledged writes, %,d lines of them, gaps over %,d", acknowledged, lines, lost);
        if (lines + lost != acknowledged) {
            throw new IOException("the log does not hold every write once: " + found + ", see " + auditDir);
        }
        return found;
    }

    private static long lost(String gap) {
        int from = gap.indexOf(LOST) + LOST.length();
        int to = from;
        while (Character.isDigit(gap.charAt(to))) {
            to++;
        }
        return Long.parseLong(gap.substring(from, to));
    }
}
