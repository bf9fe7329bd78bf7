package io.broadcasthub.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The packaged distribution, as it is unpacked somewhere else. */
@Timeout(60)
class DistributionIT {
    @TempDir
    Path dir;

    private Path hub;

    @BeforeEach
    void unpack() throws IOException {
        Path from = Path.of("target", "dist");
        Path to = dir.resolve("a folder with spaces");
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
        hub = to.resolve("bin").resolve("hub");
    }

    @Test
    void runsFromAnyFolderAndThroughLinks() throws Exception {
        Path link = Files.createSymbolicLink(dir.resolve("link"), hub);
        Files.writeString(dir.resolve("hub.yaml"), "heartbeat: 20s\n");

        assertThat(run(Map.of(), link.toString(), "config", "-c", "hub.yaml"))
                .contains("exit 0", "heartbeat: 20s                          # file hub.yaml:1");
    }

    @Test
    void argumentsAndExitCodesPassThrough() throws Exception {
        assertThat(run(Map.of(), hub.toString(), "config", "--set", "log.level=a b *"))
                .containsExactly(
                        "exit 2",
                        "--set log.level: log.level: \"a b *\" is not allowed; write error, warn, info, debug or trace");
    }

    @Test
    void optionsForTheJvmWinOverTheDefaults() throws Exception {
        assertThat(run(Map.of("HUB_JAVA_OPTS", "-XX:+UseSerialGC -XX:-UseG1GC -Xlog:gc"), hub.toString(), "version"))
                .contains("exit 0")
                .anyMatch(l -> l.contains("Using Serial"));
    }

    @Test
    void saysWhatToDoWhenJavaIsNotThere() throws Exception {
        assertThat(run(Map.of("JAVA_HOME", "/nowhere"), hub.toString(), "version"))
                .containsExactly(
                        "exit 2",
                        "hub: JAVA_HOME is /nowhere, but there is no bin/java in it; set it to a JDK or JRE, 17 or newer");
    }

    @Test
    void refusesAnOldJava() throws Exception {
        Path java = dir.resolve("old/bin/java");
        Files.createDirectories(java.getParent());
        Files.writeString(java, "#!/bin/sh\necho 'openjdk version \"11.0.20\" 2023-07-18' >&2\n");
        assertThat(java.toFile().setExecutable(true)).isTrue();

        assertThat(run(Map.of("JAVA_HOME", dir.resolve("old").toString()), hub.toString(), "version"))
                .containsExactly(
                        "exit 2",
                        "hub: " + java + " is older than Java 17; install a newer one, or set JAVA_HOME to it");
    }

    private List<String> run(Map<String, String> environment, String... command) throws Exception {
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
