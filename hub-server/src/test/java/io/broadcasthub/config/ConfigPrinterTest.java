package io.broadcasthub.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The printed configuration says where values came from, and loads as the same again. */
class ConfigPrinterTest {
    @TempDir
    Path dir;

    @Test
    void namesTheSourceOfEachValue() throws IOException {
        Path file = Files.writeString(dir.resolve("hub.yaml"), "\nheartbeat: 20s\ntopics: [{match: 'a.**'}]\n");
        String yaml = ConfigPrinter.toYaml(ConfigLoader.load(Sources.none()
                .withFile(file)
                .withEnvironment(Map.of("HUB_LIMITS_MAX_MESSAGE", "2048B"))
                .set("listen", "[::1]:0", "--listen")));

        assertThat(yaml.lines())
                .contains(
                        "listen: \"[::1]:0\"                       # flag --listen",
                        "admin: 127.0.0.1:8081                   # default",
                        "heartbeat: 20s                          # file " + file + ":2",
                        "origins: []                             # default",
                        "topics:                                 # file " + file + ":3",
                        "  - match: \"a.**\"                       # file " + file + ":3",
                        "    history:",
                        "      age: 1h                           # default",
                        "limits:",
                        "  max-message: 2KiB                     # env HUB_LIMITS_MAX_MESSAGE");
    }

    @Test
    void whatIsPrintedLoadsAsTheSame() throws IOException {
        LoadedConfig before = ConfigLoader.load(Sources.none()
                .set("listen", "[::1]:0")
                .set("origins", "*,https://a.example:8443")
                .set("topics", "[{match: 'a.**', slow: latest}, {match: '**', history: {age: 36h}}]")
                .set("net.transport", "io-uring")
                .set("heartbeat", "1500ms"));
        Path file = Files.writeString(dir.resolve("hub.yaml"), ConfigPrinter.toYaml(before));

        assertThat(ConfigLoader.load(Sources.none().withFile(file)).config()).isEqualTo(before.config());
    }
}
