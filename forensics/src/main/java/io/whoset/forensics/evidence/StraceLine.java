package io.whoset.forensics.evidence;

import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One line of {@code strace -f}: {@code [pid 7] 12:00:01.000002 read(31, "get k\r\n", 16384) = 7}.
 *
 * <p>Immutable.
 *
 * @param pid the thread, empty where the line does not say
 * @param tsMicros its time, -1 where the line does not say; of the day where it says no date
 * @param call from the name of the system call on
 */
record StraceLine(String pid, long tsMicros, String call) {
    private static final Pattern PREFIX = Pattern.compile(
            "^(?:\\[pid +(\\d+)\\] +|(\\d+) +)?(?:(\\d{2}:\\d{2}:\\d{2}(?:\\.\\d+)?) +|(\\d{9,}\\.\\d+) +)?(?=[a-z<+-])");

    /** Null where it is no line of strace. */
    static @Nullable StraceLine parse(String line) {
        Matcher prefix = PREFIX.matcher(line);
        if (!prefix.find()) {
            return null;
        }
        String pid = prefix.group(1) != null ? prefix.group(1) : prefix.group(2) != null ? prefix.group(2) : "";
        return new StraceLine(pid, time(prefix.group(3), prefix.group(4)), line.substring(prefix.end()));
    }

    private static long time(@Nullable String ofDay, @Nullable String epoch) {
        try {
            if (epoch != null) {
                return Math.round(Double.parseDouble(epoch) * 1e6);
            }
            return ofDay == null
                    ? -1
                    : TimeUnit.NANOSECONDS.toMicros(LocalTime.parse(ofDay).toNanoOfDay());
        } catch (DateTimeParseException e) {
            return -1;
        }
    }
}
