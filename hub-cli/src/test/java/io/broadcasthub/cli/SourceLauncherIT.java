package io.broadcasthub.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./hub} of the sources, with a Maven that is told when it has built. */
@Timeout(300)
class SourceLauncherIT {
    private static final String MAVEN = """
            #!/bin/sh
            echo built >>"$ROOT/builds"
            read -r result <"$ROOT/go"
            mkdir -p "$ROOT/hub-cli/target/dist/bin"
            printf '#!/bin/sh\\necho "the hub: $*"\\n' >"$ROOT/hub-cli/target/dist/bin/hub"
            chmod +x "$ROOT/hub-cli/target/dist/bin/hub"
            exit "$result"
            """;

    @TempDir
    Path root;

    private final List<Process> processes = new ArrayList<>();

    @BeforeEach
    void checkOut() throws Exception {
        Files.copy(Path.of("..", "hub"), root.resolve("hub"));
        Files.createDirectories(root.resolve("hub-cli"));
        Files.writeString(root.resolve("pom.xml"), "<project/>");
        Path maven = Files.createDirectories(root.resolve("bin")).resolve("mvn");
        Files.writeString(maven, MAVEN);
        assertThat(maven.toFile().setExecutable(true)).isTrue();
        assertThat(new ProcessBuilder("mkfifo", root.resolve("go").toString())
                        .start()
                        .waitFor())
                .isZero();
    }

    @AfterEach
    void end() {
        processes.forEach(process -> {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        });
    }

    private Process start(String argument) throws IOException {
        ProcessBuilder builder = new ProcessBuilder("sh", root.resolve("hub").toString(), argument);
        builder.environment().put("ROOT", root.toString());
        builder.environment().put("PATH", root.resolve("bin") + ":" + System.getenv("PATH"));
        builder.redirectErrorStream(true);
        builder.redirectOutput(root.resolve(argument).toFile());
        Process process = builder.start();
        processes.add(process);
        return process;
    }

    private String output(String argument) throws IOException {
        return Files.readString(root.resolve(argument));
    }

    private List<String> builds() throws IOException {
        Path builds = root.resolve("builds");
        return Files.exists(builds) ? Files.readAllLines(builds) : List.of();
    }

    @Test
    void twoCommandsAtOnceBuildOnce() throws Exception {
        assumeTrue(new ProcessBuilder("sh", "-c", "command -v flock").start().waitFor() == 0, "there is no flock");
        Process first = start("serve");
        await().until(() -> builds().size() == 1);
        Process second = start("sub");
        await().until(() -> output("sub").contains("waiting for a build"));

        Files.writeString(root.resolve("go"), "0\n");

        assertThat(first.waitFor()).isZero();
        assertThat(second.waitFor()).isZero();
        assertThat(output("serve")).endsWith("the hub: serve\n");
        assertThat(output("sub")).endsWith("the hub: sub\n");
        assertThat(builds()).hasSize(1);
    }

    @Test
    void aBuildThatFailsIsToldAndTriedAgain() throws Exception {
        Process first = start("serve");
        Files.writeString(root.resolve("go"), "1\n");
        assertThat(first.waitFor()).isEqualTo(1);
        assertThat(output("serve")).endsWith("hub: the build failed; see above\n");

        Process second = start("sub");
        Files.writeString(root.resolve("go"), "0\n");
        assertThat(second.waitFor()).isZero();
        assertThat(builds()).hasSize(2);
    }
}
