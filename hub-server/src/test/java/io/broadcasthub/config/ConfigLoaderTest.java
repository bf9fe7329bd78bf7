package io.broadcasthub.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.broadcasthub.protocol.TopicFilter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is read, from where, and which source wins. */
class ConfigLoaderTest {
    @TempDir
    Path dir;

    @Test
    void defaultsAreThoseOfTheSettings() {
        HubConfig config = ConfigLoader.defaults();

        assertThat(config.listen()).isEqualTo(new HostPort("127.0.0.1", 8080));
        assertThat(config.heartbeat()).isEqualTo(Duration.ofSeconds(25));
        assertThat(config.limits().maxMessage()).isEqualTo(new ByteSize(65_536));
        assertThat(config.net().transport()).isEqualTo(NetConfig.TransportKind.AUTO);
        assertThat(config.origins()).isEmpty();
        assertThat(config.topics()).isEmpty();
    }

    @Test
    void everyKeyOfAFileArrives() throws IOException {
        HubConfig config = load("""
                listen: "[::1]:0"
                heartbeat: 250ms
                origins: [HTTPS://App.Example:443, "http://localhost:3000", "*"]
                topics:
                  - match: "chat.**"
                    history: { messages: 1000, bytes: 4MiB, age: 30d }
                    slow: close
                    batch: 5ms
                  - match: news
                limits:
                  max-message: 512B
                net: { transport: io-uring, deflate: false }
                log: { format: json }
                """).config();

        assertThat(config.listen()).isEqualTo(new HostPort("::1", 0));
        assertThat(config.heartbeat()).isEqualTo(Duration.ofMillis(250));
        assertThat(config.origins())
                .containsExactly(
                        new Origin("https://app.example"), new Origin("http://localhost:3000"), new Origin("*"));
        assertThat(config.topics())
                .containsExactly(
                        new TopicRule(
                                new TopicFilter("chat.**"),
                                new TopicRule.History(1000, new ByteSize(4 << 20), Duration.ofDays(30)),
                                SlowPolicy.CLOSE,
                                Duration.ofMillis(5)),
                        new TopicRule(
                                new TopicFilter("news"),
                                ConfigLoader.defaultRule().history(),
                                SlowPolicy.GAP,
                                Duration.ZERO));
        assertThat(config.limits().maxMessage()).isEqualTo(new ByteSize(512));
        assertThat(config.net().transport()).isEqualTo(NetConfig.TransportKind.IO_URING);
        assertThat(config.net().deflate()).isFalse();
        assertThat(config.log().format()).isEqualTo(LogConfig.Format.JSON);
    }

    @Test
    void flagsWinOverEnvironmentAndThatOverTheFile() throws IOException {
        Path file = write("""
                heartbeat: 1s
                limits:
                  max-errors: 1
                  max-topics: 1
                """);
        LoadedConfig loaded = ConfigLoader.load(Sources.none()
                .withFile(file)
                .withEnvironment(Map.of("HUB_LIMITS_MAX_ERRORS", "2", "HUB_LIMITS_MAX_TOPICS", "2", "PATH", "/bin"))
                .set("limits.max-topics", "3", "--set limits.max-topics"));

        assertThat(loaded.config().heartbeat()).isEqualTo(Duration.ofSeconds(1));
        assertThat(loaded.config().limits().maxErrors()).isEqualTo(2);
        assertThat(loaded.config().limits().maxTopics()).isEqualTo(3);
        assertThat(loaded.origin("heartbeat")).isEqualTo(new Source.File(file.toString(), 1));
        assertThat(loaded.origin("limits.max-errors")).isEqualTo(new Source.Env("HUB_LIMITS_MAX_ERRORS"));
        assertThat(loaded.origin("limits.max-topics")).isEqualTo(new Source.Flag("--set limits.max-topics"));
        assertThat(loaded.origin("limits.close-timeout")).isEqualTo(new Source.Default());
    }

    @Test
    void linesOfValuesInSectionsAndListsAreRemembered() throws IOException {
        LoadedConfig loaded = load("""
                # a comment
                limits:
                  max-errors: 7
                topics:
                  - match: a
                    slow: latest
                """);

        assertThat(loaded.origin("limits.max-errors").toString()).endsWith("hub.yaml:3");
        assertThat(loaded.origin("topics").toString()).endsWith("hub.yaml:5");
        assertThat(loaded.origin("topics[0].slow").toString()).endsWith("hub.yaml:6");
        assertThat(loaded.origin("topics[0].history.age")).isEqualTo(new Source.Default());
    }

    @Test
    void listsComeFromVariablesAsCommasOrYaml() {
        HubConfig config = ConfigLoader.load(Sources.none()
                        .withEnvironment(Map.of(
                                "HUB_ORIGINS", "https://a.example, https://b.example",
                                "HUB_TOPICS", "[{match: 'chat.**', slow: close}, {match: '**'}]")))
                .config();

        assertThat(config.origins()).containsExactly(new Origin("https://a.example"), new Origin("https://b.example"));
        assertThat(config.topics())
                .extracting(TopicRule::match)
                .containsExactly(new TopicFilter("chat.**"), new TopicFilter("**"));
    }

    @Test
    void anEmptyListEndsTheOneOfTheFile() throws IOException {
        Path file = write("origins: [https://a.example]");

        assertThat(ConfigLoader.load(Sources.none().withFile(file).set("origins", "[]"))
                        .config()
                        .origins())
                .isEmpty();
    }

    @Test
    void emptyVariablesCountAsNotSet() {
        assertThat(ConfigLoader.load(Sources.none().withEnvironment(Map.of("HUB_LISTEN", "", "HUB_ORIGINS", "")))
                        .config())
                .isEqualTo(ConfigLoader.defaults());
    }

    @Test
    void variablesOfTheLauncherAndOfKubernetesAreNotKeys() {
        assertThat(ConfigLoader.load(Sources.none()
                                .withEnvironment(Map.of(
                                        "HUB_JAVA_OPTS", "-Xmx1g",
                                        "HUB_PORT", "tcp://10.0.0.1:80",
                                        "HUB_SERVICE_HOST", "10.0.0.1",
                                        "HUB_SERVICE_PORT_HTTP", "80",
                                        "HUB_ADMIN_PORT_80_TCP_ADDR", "10.0.0.1")))
                        .config())
                .isEqualTo(ConfigLoader.defaults());
    }

    @Test
    void emptyFilesAndSectionsSetNothing() throws IOException {
        assertThat(load("").config()).isEqualTo(ConfigLoader.defaults());
        assertThat(load("# nothing\n").config()).isEqualTo(ConfigLoader.defaults());
        assertThat(load("limits:\nnet: {}\n").config()).isEqualTo(ConfigLoader.defaults());
    }

    @Test
    void keysHaveDistinctVariables() {
        List<String> names = Key.leaves(HubConfig.class, "").map(Key::envName).toList();

        assertThat(names).doesNotHaveDuplicates().contains("HUB_LIMITS_MAX_MESSAGE", "HUB_LISTEN", "HUB_TOPICS");
    }

    private LoadedConfig load(String yaml) throws IOException {
        return ConfigLoader.load(Sources.none().withFile(write(yaml)));
    }

    private Path write(String yaml) throws IOException {
        return Files.writeString(dir.resolve("hub.yaml"), yaml);
    }
}
