package io.broadcasthub.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** {@code bin/hub} on a machine of the test's, with a Java that does nothing but keep what it was told. */
final class FakeMachine {
    private static final String JAVA = """
            #!/bin/sh
            printf '%%s\\n' "$@" >'%1$s/told'
            for option; do
                case $option in
                -XX:AOTCacheOutput=*|-XX:ArchiveClassesAtExit=*) echo archive >"${option#*=}" ;;
                esac
            done
            exit "$(cat '%1$s/exit')"
            """;

    private final Path root;
    private final Path home;

    /** With 24,000 MiB, glibc, and no limit. */
    FakeMachine(Path root) throws IOException {
        this.root = root;
        this.home = root.resolve("hub");
        Files.createDirectories(home.resolve("bin"));
        Files.createDirectories(home.resolve("lib"));
        Files.createFile(home.resolve("lib/a.jar"));
        Files.createFile(home.resolve("lib/b.jar"));
        executable(home.resolve("bin/hub"), launcher());
        executable(root.resolve("jdk/bin/java"), JAVA.formatted(root));
        javaExits(0);
        memory(24_000);
        write("lib64/ld-linux-x86-64.so.2", "");
    }

    /** The launcher, looking at files of the test's where it looks at the machine's. */
    private String launcher() throws IOException {
        String text = Files.readString(Path.of("src/main/dist/bin/hub"));
        for (String file : List.of("/proc/meminfo", "/sys/fs/cgroup/", "/lib64/ld-linux-", "/lib/ld-linux-")) {
            assertThat(text).as("what the launcher looks at").contains(file);
            text = text.replace(file, root + file);
        }
        return text;
    }

    FakeMachine java(String version) throws IOException {
        return write("jdk/release", "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
    }

    FakeMachine javaExits(int code) throws IOException {
        return write("exit", Integer.toString(code));
    }

    FakeMachine memory(long mebibytes) throws IOException {
        return write("proc/meminfo", "MemTotal:       " + mebibytes * 1024 + " kB\nMemFree:  1 kB\n");
    }

    FakeMachine muslInsteadOfGlibc() throws IOException {
        Files.delete(root.resolve("lib64/ld-linux-x86-64.so.2"));
        return this;
    }

    FakeMachine write(String file, String content) throws IOException {
        Path path = root.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, content);
        return this;
    }

    /** The folder of the distribution. */
    Path home() {
        return home;
    }

    /** What the launcher tells Java. */
    List<String> told(String... arguments) throws IOException, InterruptedException {
        return toldWith("", arguments);
    }

    List<String> toldWith(String javaOptions, String... arguments) throws IOException, InterruptedException {
        assertThat(run(javaOptions, arguments)).contains("exit 0");
        return Files.readAllLines(root.resolve("told"));
    }

    List<String> run(String javaOptions, String... arguments) throws IOException, InterruptedException {
        String[] command = new String[arguments.length + 1];
        command[0] = home.resolve("bin/hub").toString();
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        String jdk = root.resolve("jdk").toString();
        return Launched.run(root, Map.of("JAVA_HOME", jdk, "HUB_JAVA_OPTS", javaOptions), command);
    }

    private static void executable(Path file, String content) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }
}
