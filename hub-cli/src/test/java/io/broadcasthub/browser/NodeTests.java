package io.broadcasthub.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs the tests of the browser client with Node. Without it they are skipped with the reason; in CI that is a failure. */
final class NodeTests {
    private static final Path FOLDER =
            Path.of("..", "hub-client-js", "test").toAbsolutePath().normalize();
    private static final long PATIENCE_MINUTES = 15;

    private NodeTests() {}

    /** Runs an npm script and demands that it succeeds. */
    static void run(Path log, Map<String, String> environment, String script) throws IOException, InterruptedException {
        require(isThere("node", "--version"), "Node.js is not installed");
        require(
                Files.isDirectory(FOLDER.resolve("node_modules")),
                "the tests' packages are not installed; run npm ci in hub-client-js/test");
        ProcessBuilder builder = new ProcessBuilder("npm", "run", "--silent", script)
                .directory(FOLDER.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            assertThat(process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES))
                    .as("ended in time")
                    .isTrue();
            assertThat(process.exitValue()).as(() -> tail(log)).isZero();
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private static void require(boolean condition, String reason) {
        if (Boolean.parseBoolean(System.getenv("CI"))) {
            assertThat(condition).as("in CI nothing is skipped: " + reason).isTrue();
        }
        assumeTrue(condition, reason);
    }

    private static boolean isThere(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static String tail(Path log) {
        try {
            List<String> lines = new ArrayList<>(Files.readAllLines(log));
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 120), lines.size()));
        } catch (IOException e) {
            return "no log: " + e;
        }
    }
}
