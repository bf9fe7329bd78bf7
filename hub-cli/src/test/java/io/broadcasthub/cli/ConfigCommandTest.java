package io.broadcasthub.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code hub config}: the same sources as serve, printed instead of started. */
class ConfigCommandTest {
    @TempDir
    Path dir;

    @Test
    void printsEffectiveValuesWithTheirSources() throws IOException {
        Path file = Files.writeString(dir.resolve("hub.yaml"), "heartbeat: 20s\nadmin: localhost:9\n");
        Cli cli = new Cli(Map.of("HUB_LIMITS_MAX_MESSAGE", "1KiB", "HUB_ADMIN", "localhost:10"));

        assertThat(cli.run("config", "-c", file.toString(), "--admin", "localhost:11", "--set", "log.level=debug"))
                .isZero();
        assertThat(cli.err()).isEmpty();
        assertThat(cli.out().lines())
                .contains(
                        "listen: 127.0.0.1:8080                  # default",
                        "admin: localhost:11                     # flag --admin",
                        "heartbeat: 20s                          # file " + file + ":1",
                        "  max-message: 1KiB                     # env HUB_LIMITS_MAX_MESSAGE",
                        "  level: debug                          # flag --set log.level");
        assertThat(cli.started).isEmpty();
    }

    @Test
    void valuesMayContainEqualsSignsAndCommas() {
        Cli cli = new Cli(Map.of());

        assertThat(cli.run("config", "--set", "topics=[{match: a, slow: close}, {match: 'b=c', slow: gap}]"))
                .isEqualTo(2);
        assertThat(cli.err())
                .startsWith("--set topics: topics[1].match: \"b=c\" is not a valid topic: segments are of");
    }

    @Test
    void everyErrorGoesToStandardErrorOnALineOfItsOwn() throws IOException {
        Path file = Files.writeString(dir.resolve("hub.yaml"), "limts: {}\nheartbeat: 5\n");
        Cli cli = new Cli(Map.of());

        assertThat(cli.run("config", "-c", file.toString(), "--engine", "redis://:pw@db"))
                .isEqualTo(2);
        assertThat(cli.out()).isEmpty();
        assertThat(cli.err().lines())
                .containsExactly(
                        file + ":1: unknown key \"limts\"; did you mean \"limits\"?",
                        "--engine: engine: \"redis://***@db\" is not allowed; write memory",
                        file + ":2: heartbeat: \"5\" has no unit; write a whole number and ms, s, m, h or d, like 25s");
    }
}
