package io.broadcasthub.bench.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Which processors processes and threads may run on. */
public final class Processors {
    private static final String ALLOWED = "Cpus_allowed_list:";

    private Processors() {}

    /**
     * Pins what runs.
     *
     * @param cpus as {@code taskset} takes them
     * @param id of a process or thread
     * @param options of {@code taskset}
     * @throws IOException if that is not possible here
     */
    public static void pin(String cpus, String id, List<String> options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("taskset"));
        command.addAll(options);
        command.addAll(List.of("-c", "-p", cpus, id));
        Process process = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        String error = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(error.strip());
        }
    }

    /** Those that a process may use, by its {@code /proc/PID/status}; of a list like {@code 0-2,5}. */
    static List<Integer> of(String status) {
        return status.lines()
                .filter(line -> line.startsWith(ALLOWED))
                .flatMap(line ->
                        Stream.of(line.substring(ALLOWED.length()).trim().split(",", -1)))
                .flatMap(range -> range(range).boxed())
                .toList();
    }

    private static IntStream range(String text) {
        String[] ends = text.split("-", -1);
        return IntStream.rangeClosed(Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1]));
    }
}
