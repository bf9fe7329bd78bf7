package io.broadcasthub.bench.server;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The threads of a hub's event loops, as Linux has them. */
public final class LoopThreads {
    private static final String NAME = "hub-loop-";

    private final Path process;
    /** By the thread's name, what the system has of it. */
    private final Map<String, Path> threads;

    private LoopThreads(Path process, Map<String, Path> threads) {
        this.process = process;
        this.threads = threads;
    }

    /**
     * Those that run now: a loop's thread starts with its first connection.
     *
     * @param process its folder in {@code /proc}
     * @throws IOException if there is no such process, or no {@code /proc}
     */
    static LoopThreads of(Path process) throws IOException {
        if (!Files.isDirectory(process)) {
            throw new IOException("what event loops use is known on Linux only, of its /proc");
        }
        List<Path> all;
        try (Stream<Path> tasks = Files.list(process.resolve("task"))) {
            all = tasks.toList();
        }
        Map<String, Path> threads = new TreeMap<>();
        for (Path thread : all) {
            String name = name(thread);
            if (name.startsWith(NAME)) {
                threads.put(name, thread);
            }
        }
        return new LoopThreads(process, threads);
    }

    private static String name(Path thread) throws IOException {
        try {
            return Files.readString(thread.resolve("comm")).trim();
        } catch (FileSystemException e) {
            return ""; // it has just ended
        }
    }

    public int count() {
        return threads.size();
    }

    public LoopTimes times() throws IOException {
        Map<String, LoopTimes.Spent> times = new TreeMap<>();
        for (Map.Entry<String, Path> thread : threads.entrySet()) {
            String line = Files.readString(thread.getValue().resolve("schedstat"));
            times.put(thread.getKey(), LoopTimes.Spent.parse(line));
        }
        return new LoopTimes(times);
    }

    /**
     * Keeps each on a processor of its own, of those that the process may use.
     *
     * @throws IOException if those are too few, or it is not possible here
     */
    public void spread() throws IOException, InterruptedException {
        List<Integer> processors = Processors.of(Files.readString(process.resolve("status")));
        if (processors.size() < threads.size()) {
            throw new IOException("the hub may use " + processors.size() + " processors, and has " + threads.size()
                    + " event loops, of which each needs one; choose other --event-loops, or another --server-cpu");
        }
        List<Path> each = new ArrayList<>(threads.values());
        for (int i = 0; i < each.size(); i++) {
            Processors.pin(
                    String.valueOf(processors.get(i)), each.get(i).getFileName().toString(), List.of());
        }
    }
}
