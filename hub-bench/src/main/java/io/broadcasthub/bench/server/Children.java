package io.broadcasthub.bench.server;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Command lines of Java programs of this class path. */
public final class Children {
    private Children() {}

    /** @param cpus processors to run on, as {@code taskset} takes them; empty for all */
    public static List<String> pinned(String cpus, List<String> command) {
        List<String> all = new ArrayList<>();
        if (!cpus.isEmpty()) {
            all.addAll(List.of("taskset", "-c", cpus));
        }
        all.addAll(command);
        return all;
    }

    /** @param descriptors that it may have open at a time */
    public static List<String> limited(int descriptors, List<String> command) {
        List<String> all = new ArrayList<>(List.of("sh", "-c", "ulimit -n " + descriptors + " && exec \"$@\"", "sh"));
        all.addAll(command);
        return all;
    }

    /** @param options of the JVM; those for newer ones are added as needed */
    public static List<String> java(List<String> options, String mainClass, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        int version = Runtime.version().feature();
        if (version >= 23) {
            command.add("--sun-misc-unsafe-memory-access=allow");
        }
        if (version >= 24) {
            command.add("--enable-native-access=ALL-UNNAMED");
        }
        // As bin/hub does.
        command.add(version >= 25 ? "-XX:+UseCompactObjectHeaders" : "-XX:PerfDataSamplingInterval=1000");
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), mainClass));
        command.addAll(arguments);
        return command;
    }
}
