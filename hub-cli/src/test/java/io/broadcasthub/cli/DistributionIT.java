package io.broadcasthub.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The packaged distribution, as it is unpacked somewhere else. */
@Timeout(300)
class DistributionIT {
    @TempDir
    Path dir;

    private Path hub;

    @BeforeEach
    void unpack() throws IOException {
        hub = unpack("a folder with spaces");
    }

    private Path unpack(String folder) throws IOException {
        Path from = Path.of("target", "dist");
        Path to = dir.resolve(folder);
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file :
                    files.filter(f -> !f.startsWith(from.resolve("archive"))).toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
        return to.resolve("bin").resolve("hub");
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
        assertThat(run(Map.of("HUB_JAVA_OPTS", "-XX:+UseParallelGC -Xlog:gc"), hub.toString(), "version"))
                .contains("exit 0")
                .anyMatch(l -> l.contains("Using Parallel"));
    }

    @Test
    void aHeapSmallerThanTheOneItBeginsWithIsTaken() throws Exception {
        assertThat(run(Map.of("HUB_JAVA_OPTS", "-Xmx40m"), hub.toString(), "version"))
                .as("not a word of it")
                .hasSize(2)
                .contains("exit 0");
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

    @Test
    void aJdkIsAskedForItsVersionByItsFile() throws Exception {
        Path java = dir.resolve("jdk/bin/java");
        Files.createDirectories(java.getParent());
        Files.writeString(java, "#!/bin/sh\necho \"started\"; exit 3\n");
        assertThat(java.toFile().setExecutable(true)).isTrue();
        Files.writeString(dir.resolve("jdk/release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"11.0.2\"\nMODULES=\"a b\"\n");
        Map<String, String> environment = Map.of("JAVA_HOME", dir.resolve("jdk").toString());

        assertThat(run(environment, hub.toString(), "version"))
                .hasSize(2)
                .anyMatch(l -> l.contains("older than Java 17"));

        Files.writeString(dir.resolve("jdk/release"), "JAVA_VERSION=\"17\"\n");
        assertThat(run(environment, hub.toString(), "version"))
                .as("once, for the hub")
                .containsExactly("exit 3", "started");
    }

    @Test
    void anArchiveIsUsedWhileItFits() throws Exception {
        hub = unpack("plain"); // Java 17 finds no class of an archive again where there is a space in the path
        Map<String, String> loading = Map.of("HUB_JAVA_OPTS", "-Xlog:class+load");
        assertThat(fromArchive(run(loading, hub.toString(), "version"))).isZero();

        assertThat(run(Map.of(), hub.toString(), "archive"))
                .hasSize(2)
                .contains("exit 0")
                .anyMatch(l -> l.startsWith("hub: wrote "));
        assertThat(fromArchive(run(loading, hub.toString(), "version"))).isPositive();

        Path jar = jar("hub-cli");
        Files.setLastModifiedTime(jar, FileTime.from(Instant.EPOCH));
        assertThat(fromArchive(run(loading, hub.toString(), "version"))).isZero();
        assertThat(run(Map.of(), hub.toString(), "version"))
                .as("not a word of it")
                .hasSize(2);

        try (Stream<Path> archives = Files.list(hub.resolveSibling("../archive"))) {
            Files.writeString(archives.findFirst().orElseThrow(), "no archive at all");
        }
        assertThat(run(Map.of(), hub.toString(), "version")).hasSize(2).contains("exit 0");
    }

    private static long fromArchive(List<String> loaded) {
        assertThat(loaded).contains("exit 0").anyMatch(l -> l.contains("io.broadcasthub.cli.Main "));
        return loaded.stream()
                .filter(l -> l.contains("io.broadcasthub.cli.Main ") && l.contains("shared objects file"))
                .count();
    }

    private Path jar(String name) throws IOException {
        try (Stream<Path> jars = Files.list(hub.resolveSibling("../lib"))) {
            return jars.filter(j -> j.getFileName().toString().startsWith(name + "-"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Test
    void anArchiveIsMadeByTheLauncher() {
        Cli cli = new Cli(Map.of());

        assertThat(cli.run("archive")).isEqualTo(ExitCode.USAGE);
        assertThat(cli.err()).contains("run: bin/hub archive");
    }

    private List<String> run(Map<String, String> environment, String... command) throws Exception {
        return Launched.run(dir, environment, command);
    }
}
