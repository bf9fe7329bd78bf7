package io.broadcasthub.bench.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the system says of a process at one moment.
 *
 * @param user seconds of processor time in the program
 * @param system seconds of processor time in the kernel for it
 * @param rss bytes resident
 */
public record ProcessSample(double user, double system, long rss, long threads, long descriptors) {
    /** Clock ticks a second in {@code /proc}; the same on every Linux. */
    private static final double TICKS = 100;

    private static final int KIB = 1024;
    /** Fields after the name, which is in brackets and may hold anything. */
    private static final int USER = 11;

    private static final int SYSTEM = 12;
    private static final int THREADS = 17;

    /** @throws IOException if there is no such process, or no {@code /proc} */
    public static ProcessSample of(long pid) throws IOException {
        Path proc = Path.of("/proc", String.valueOf(pid));
        List<String> fields = fields(Files.readString(proc.resolve("stat")));
        return new ProcessSample(
                Long.parseLong(fields.get(USER)) / TICKS,
                Long.parseLong(fields.get(SYSTEM)) / TICKS,
                rss(Files.readString(proc.resolve("status"))),
                Long.parseLong(fields.get(THREADS)),
                descriptors(proc));
    }

    static List<String> fields(String stat) {
        return Arrays.asList(stat.substring(stat.lastIndexOf(')') + 2).trim().split(" "));
    }

    static long rss(String status) {
        return status.lines()
                .filter(l -> l.startsWith("VmRSS:"))
                .mapToLong(l -> Long.parseLong(l.replaceAll("\\D", "")) * KIB)
                .findFirst()
                .orElse(0);
    }

    private static long descriptors(Path proc) throws IOException {
        try (Stream<Path> open = Files.list(proc.resolve("fd"))) {
            return open.count();
        }
    }

    public double cpu() {
        return user + system;
    }
}
