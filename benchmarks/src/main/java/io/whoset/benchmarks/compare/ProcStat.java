package io.whoset.benchmarks.compare;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Pattern;

/** What Linux says of a process. Immutable. */
final class ProcStat {
    /** {@code USER_HZ}, fixed for programs on every architecture that Java runs on. */
    private static final double TICKS_PER_SECOND = 100;

    /** The kernel keeps 15 letters of a thread's name. */
    private static final Pattern COMPILER = Pattern.compile("\\(C[12] CompilerThr");

    private static final int UTIME = 11;
    private static final int STIME = 12;
    private static final int SOFT_LIMIT = 3;
    private static final int SPARE_DESCRIPTORS = 200;

    private ProcStat() {}

    /** Processor time of all its threads, user and system, seconds (proc(5), {@code utime}, {@code stime}). */
    static double cpuSeconds(long pid) {
        return seconds(read(pid, "stat"));
    }

    private static double seconds(String text) {
        // the name, in parentheses, may hold anything
        String[] fields = text.substring(text.lastIndexOf(')') + 2).split(" ", -1);
        return (Long.parseLong(fields[UTIME]) + Long.parseLong(fields[STIME])) / TICKS_PER_SECOND;
    }

    /** Of that the part of the threads that a Java machine compiles with, seconds; 0 of another process. */
    static double compilerSeconds(long pid) {
        File[] threads = new File("/proc/" + pid + "/task").listFiles();
        if (threads == null) {
            throw new IllegalStateException("process " + pid + " is gone");
        }
        return Arrays.stream(threads).mapToDouble(ProcStat::compilerSeconds).sum();
    }

    private static double compilerSeconds(File thread) {
        try {
            String text = Files.readString(thread.toPath().resolve("stat"));
            return COMPILER.matcher(text).find() ? seconds(text) : 0;
        } catch (IOException ended) {
            return 0;
        }
    }

    /** Resident memory, mebibytes. */
    static double residentMib(long pid) {
        return read(pid, "status")
                .lines()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToDouble(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024.0)
                .findFirst()
                .orElse(0);
    }

    /** How many clients a proxy of this machine can have at most: each is two descriptors, and it may not have more of them than this process. */
    static int mostClients() {
        int descriptors = read(ProcessHandle.current().pid(), "limits")
                .lines()
                .filter(line -> line.startsWith("Max open files"))
                .map(line -> line.trim().split(" +", -1)[SOFT_LIMIT])
                .mapToInt(text -> text.equals("unlimited") ? Integer.MAX_VALUE : Integer.parseInt(text))
                .findFirst()
                .orElse(0);
        return (descriptors - SPARE_DESCRIPTORS) / 2;
    }

    private static String read(long pid, String file) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(pid), file));
        } catch (IOException e) {
            throw new IllegalStateException("process " + pid + " is gone", e);
        }
    }
}
