package io.broadcasthub.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A command that was run to its end: its exit code, then all that it printed. */
final class Launched {
    private Launched() {}

    /** @param environment beside what the tests have, which is without anything meant for a hub */
    static List<String> run(Path dir, Map<String, String> environment, String... command)
            throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(dir.toFile()).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("HUB_"));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        List<String> lines = new ArrayList<>(process.inputReader().lines().toList());
        lines.add(0, "exit " + process.waitFor());
        return lines;
    }
}
