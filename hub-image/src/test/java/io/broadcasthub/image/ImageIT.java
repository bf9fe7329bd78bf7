package io.broadcasthub.image;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.Capability;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.startupcheck.StartupCheckStrategy;
import org.testcontainers.containers.wait.strategy.Wait;

/** The image in a Docker engine. There has to be one: without it these tests fail. */
@Timeout(600)
class ImageIT {
    private static final long MIB = 1 << 20;

    @Test
    void deliversFromOutsideAndInsideAndDrains() throws Exception {
        try (HubContainer hub = new HubContainer()) {
            hub.start();
            Subscriber subscriber = hub.subscribe("hello");
            assertThat(hub.publish("hello", "{\"from\":\"outside\"}")).contains("\"topic\":\"hello\"");
            subscriber.awaits("outside");
            hub.printed("hub", "pub", "hello", "{\"from\":\"inside\"}");
            subscriber.awaits("inside");

            assertThat(hub.drain()).isZero();

            subscriber.awaits("event: bye");
            subscriber.awaitsEnd();
            assertThat(hub.getLogs()).contains("HubServer: stopped");
        }
    }

    @Test
    void becomesHealthyAsNobodyFromTheArchiveWithinItsMemory() throws Exception {
        try (HubContainer hub =
                new HubContainer().withHost(h -> h.withMemory(512 * MIB)).waitingFor(Wait.forHealthcheck())) {
            hub.start();

            assertThat(hub.printed("id", "-u").trim()).isEqualTo("10001");
            assertThat(hub.printed("cat", "/proc/1/cmdline").split("\0"))
                    .contains("-XX:MaxDirectMemorySize=128m", "io.broadcasthub.cli.Main");
            assertThat(hub.printed("cat", "/proc/1/maps"))
                    .as("the archive is not only named, but used")
                    .contains("/opt/hub/archive/java-");
            assertThat(hub.getLogs()).contains("io=epoll").contains("direct-memory=" + 128 * MIB);
        }
    }

    @Test
    void keepsItsDataWithNoRightsAndWithTheSeccompProfile() throws Exception {
        String volume = "hub-test-" + UUID.randomUUID();
        String profile = Files.readString(HubImage.ROOT.resolve("docker/seccomp.json"));
        DockerClient docker = DockerClientFactory.lazyClient();
        docker.createVolumeCmd().withName(volume).exec();
        try {
            for (int start = 1; start <= 2; start++) {
                try (HubContainer hub = hardened(profile)) {
                    hub.withHost(h -> h.withBinds(Bind.parse(volume + ":/data")))
                            .withEnv("HUB_DATA", "/data")
                            .start();
                    hub.publish("kept", "{\"start\":" + start + "}");
                    Subscriber subscriber = hub.subscribe("kept");
                    for (int earlier = 1; earlier <= start; earlier++) {
                        subscriber.awaits("{\"start\":" + earlier + "}");
                    }
                    assertThat(hub.getLogs()).contains("io=epoll");
                    assertThat(hub.drain()).isZero();
                }
            }
        } finally {
            docker.removeVolumeCmd(volume).exec();
        }
    }

    private static HubContainer hardened(String profile) {
        return new HubContainer()
                .withHost(h -> h.withReadonlyRootfs(true)
                        .withCapDrop(Capability.ALL)
                        .withSecurityOpts(List.of("no-new-privileges:true", "seccomp=" + profile)))
                .withTmpFs(Map.of("/tmp", "exec,size=64m"));
    }

    @Test
    void doesWithoutIoUring() throws Exception {
        String profile = Files.readString(HubImage.ROOT.resolve("docker/seccomp.json"))
                .replaceAll("\"io_uring_\\w+\"", "\"nanosleep\"");
        assertThat(profile).doesNotContain("io_uring_");
        try (HubContainer hub = hardened(profile)) {
            hub.start();
            Subscriber subscriber = hub.subscribe("hello");
            hub.publish("hello", "{\"n\":1}");

            subscriber.awaits("{\"n\":1}");
            assertThat(hub.getLogs()).contains("io=epoll").contains("batch-sends=false");
        }
    }

    @Test
    void refusesToBeOpenToEverybodyUnlessThatIsWanted() {
        try (HubContainer hub = new HubContainer()) {
            hub.withEnv("HUB_INSECURE", "false")
                    .withStartupCheckStrategy(new Ended())
                    .waitingFor(Wait.forLogMessage(".*--insecure.*", 1))
                    .start();

            assertThat(hub.getCurrentContainerInfo().getState().getExitCodeLong())
                    .isEqualTo(2);
        }
    }

    /** A container that is to end by itself, however. */
    private static final class Ended extends StartupCheckStrategy {
        @Override
        public StartupStatus checkStartupState(DockerClient docker, String id) {
            return "exited".equals(getCurrentState(docker, id).getStatus())
                    ? StartupStatus.SUCCESSFUL
                    : StartupStatus.NOT_YET_KNOWN;
        }
    }
}
