package io.broadcasthub.image;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.broadcasthub.config.ConfigLoader;
import io.broadcasthub.config.HubConfig;
import io.broadcasthub.config.Sources;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What docker-compose.yml says fits the image and the hub. */
class ComposeTest {
    private JsonNode compose;
    private JsonNode service;
    private Dockerfile dockerfile;

    @BeforeEach
    void read() throws Exception {
        compose = new YAMLMapper()
                .readTree(Dockerfile.ROOT.resolve("docker-compose.yml").toFile());
        service = compose.at("/services/hub");
        dockerfile = Dockerfile.read();
    }

    @Test
    void buildsTheImageFromTheSameBase() {
        Path context = Dockerfile.ROOT.resolve(service.at("/build/context").asText());

        assertThat(context.resolve("Dockerfile")).isRegularFile();
        assertThat("BASE=" + service.at("/build/args/BASE").asText())
                .isEqualTo(dockerfile.only("ARG").rest().replace("=", "=${BASE:-") + "}");
    }

    @Test
    void letsInThisMachineOnly() {
        assertThat(texts("ports")).allMatch(p -> p.startsWith("127.0.0.1:")).hasSize(2);
    }

    @Test
    void setsWhatTheHubUnderstandsAndPublishesWhereItListens() {
        HubConfig config = config();

        assertThat(texts("ports"))
                .extracting(p -> p.substring(p.lastIndexOf(':') + 1))
                .containsExactly(
                        String.valueOf(config.listen().port()),
                        String.valueOf(config.admin().port()));
        assertThat(config.admin().toSocketAddress().getAddress().isAnyLocalAddress())
                .as("what is published reaches no loopback address")
                .isTrue();
    }

    @Test
    void keepsTheDataInAVolumeThatTheHubMayWrite() {
        String data = config().data().toString();

        assertThat(texts("volumes")).containsExactly("data:" + data);
        assertThat(compose.at("/volumes").has("data")).isTrue();
        assertThat(dockerfile.only("RUN").rest()).contains("mkdir " + data + " ", "chown ");
    }

    @Test
    void waitsForTheDrain() {
        Duration grace = Duration.parse("PT" + service.at("/stop_grace_period").asText());

        assertThat(grace).isGreaterThan(config().drain().deadline());
    }

    @Test
    void takesAwayWhatTheHubDoesNotNeed() {
        assertThat(service.at("/read_only").asBoolean()).isTrue();
        assertThat(texts("cap_drop")).containsExactly("ALL");
        assertThat(texts("security_opt")).contains("no-new-privileges:true");
        assertThat(texts("tmpfs"))
                .as("Netty's native libraries are run from there")
                .singleElement()
                .asString()
                .startsWith("/tmp:exec,");
    }

    @Test
    void namesASeccompProfileThatIsThere() {
        assertThat(texts("security_opt"))
                .filteredOn(o -> o.startsWith("seccomp:"))
                .singleElement()
                .satisfies(o -> assertThat(Dockerfile.ROOT.resolve(o.substring("seccomp:".length())))
                        .isEqualTo(SeccompTest.PROFILE)
                        .isRegularFile());
    }

    private HubConfig config() {
        Map<String, String> environment = new HashMap<>(dockerfile.environment());
        service.at("/environment")
                .properties()
                .forEach(e -> environment.put(e.getKey(), e.getValue().asText()));
        return ConfigLoader.load(Sources.none().withEnvironment(environment)).config();
    }

    private List<String> texts(String list) {
        List<String> texts = new ArrayList<>();
        service.at("/" + list).forEach(text -> texts.add(text.asText()));
        return texts;
    }
}
