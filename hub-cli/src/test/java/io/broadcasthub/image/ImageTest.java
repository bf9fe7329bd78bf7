package io.broadcasthub.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.broadcasthub.config.ConfigException;
import io.broadcasthub.config.ConfigLoader;
import io.broadcasthub.config.HubConfig;
import io.broadcasthub.config.Sources;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The Dockerfile fits the distribution and the hub. That it can be built and run hub-image shows. */
class ImageTest {
    private static final String HOME = "/opt/hub";
    private static final String LAUNCHER = HOME + "/bin/hub";

    private Dockerfile dockerfile;

    @BeforeEach
    void read() throws Exception {
        dockerfile = Dockerfile.read();
    }

    @Test
    void whatRunsIsTheLauncherOfTheDistribution() throws Exception {
        assertThat(dockerfile.only("COPY").rest()).isEqualTo("hub-cli/target/dist " + HOME);
        assertThat(dockerfile.only("ENTRYPOINT").words()).containsExactly(LAUNCHER);
        assertThat(dockerfile.only("CMD").words()).containsExactly("serve");
        assertThat(Path.of("src/main/dist/bin/hub")).isExecutable();
    }

    @Test
    void optionsForTheJvmAreInTheLauncherAlone() throws Exception {
        assertThat(Files.readString(Dockerfile.ROOT.resolve("Dockerfile")))
                .doesNotContain("-XX:", "-Xm", "JAVA_OPTS", "JAVA_TOOL_OPTIONS");
        assertThat(Files.readString(Dockerfile.ROOT.resolve("docker-compose.yml")))
                .doesNotContain("-XX:", "-Xm", "JAVA_OPTS", "JAVA_TOOL_OPTIONS");
    }

    @Test
    void theArchiveIsMadeWhereTheJarsStayByTheirOwner() {
        assertThat(dockerfile.only("RUN").rest()).contains("&& " + LAUNCHER + " archive &&");
        assertThat(dockerfile.names())
                .as("by root, from all jars, for a hub that cannot change it")
                .containsSubsequence("COPY", "RUN", "USER");
        assertThat(HOME).as("Java 17 uses no archive of a path with spaces").doesNotContain(" ");
    }

    @Test
    void nobodyIsRootAndTheDataIsTheirs() {
        String user = dockerfile.only("USER").rest();

        assertThat(user).matches("[1-9]\\d{3,}:[1-9]\\d{3,}");
        assertThat(dockerfile.only("RUN").rest()).endsWith("mkdir /data && chown " + user + " /data");
    }

    @Test
    void theBaseCanBeChosen() {
        String base = dockerfile.only("ARG").rest();

        assertThat(base).as("a name without a registry's address").matches("BASE=[a-z-]+:[\\w.-]+");
        assertThat(dockerfile.names()).startsWith("ARG", "FROM");
        assertThat(dockerfile.only("FROM").rest()).isEqualTo("${BASE}");
    }

    @Test
    void nobodyFromOutsideIsLetInUnlessThatIsWanted() {
        Map<String, String> environment = new HashMap<>(dockerfile.environment());
        assertThatThrownBy(() -> load(environment))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("--insecure");

        environment.put("HUB_INSECURE", "true");
        HubConfig config = load(environment);
        assertThat(config.listen().toSocketAddress().getAddress().isAnyLocalAddress())
                .isTrue();
        assertThat(config.listen().port())
                .isEqualTo(Integer.parseInt(dockerfile.only("EXPOSE").rest()));
        assertThat(config.admin()).isEqualTo(ConfigLoader.defaults().admin());
    }

    private static HubConfig load(Map<String, String> environment) {
        return ConfigLoader.load(Sources.none().withEnvironment(environment)).config();
    }

    @Test
    void onlyTheDistributionIsSentToTheBuild() throws Exception {
        List<String> rules = Files.readAllLines(Dockerfile.ROOT.resolve(".dockerignore")).stream()
                .filter(rule -> !rule.startsWith("#"))
                .toList();

        assertThat(rules)
                .as("and not the archive of this machine's Java")
                .containsExactly(
                        "*",
                        "!Dockerfile",
                        "!hub-cli/target/dist",
                        "hub-cli/target/dist/archive",
                        "hub-cli/target/dist/.built");
    }
}
