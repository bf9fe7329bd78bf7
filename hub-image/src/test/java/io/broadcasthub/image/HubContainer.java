package io.broadcasthub.image;

import com.github.dockerjava.api.model.HostConfig;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Objects;
import java.util.function.Consumer;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;

/** A hub of the image, that everybody may use. */
final class HubContainer extends GenericContainer<HubContainer> {
    private static final int PUBLIC = 8080;
    private static final int STOP_SECONDS = 30;
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    HubContainer() {
        super(HubImage.BUILT);
        withExposedPorts(PUBLIC);
        withEnv("HUB_INSECURE", "true");
        waitingFor(Wait.forLogMessage(".*HubServer: started.*", 1));
    }

    HubContainer withHost(Consumer<HostConfig> setting) {
        return withCreateContainerCmdModifier(
                command -> setting.accept(Objects.requireNonNull(command.getHostConfig())));
    }

    URI address(String path) {
        return URI.create("http://" + getHost() + ":" + getMappedPort(PUBLIC) + path);
    }

    Subscriber subscribe(String topic) {
        return new Subscriber(HTTP, address("/events?last=10&topic=" + topic));
    }

    /** @return the hub's answer */
    String publish(String topic, String json) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address("/topics/" + topic))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json))
                .build();
        return HTTP.send(request, BodyHandlers.ofString()).body();
    }

    /** What a command in the container prints. */
    String printed(String... command) throws IOException, InterruptedException {
        ExecResult result = execInContainer(command);
        if (result.getExitCode() != 0) {
            throw new AssertionError(String.join(" ", command) + ": " + result.getStderr());
        }
        return result.getStdout();
    }

    /**
     * As {@code docker stop} does it.
     *
     * @return the exit code
     */
    long drain() {
        getDockerClient()
                .stopContainerCmd(getContainerId())
                .withTimeout(STOP_SECONDS)
                .exec();
        return Objects.requireNonNull(getDockerClient()
                .inspectContainerCmd(getContainerId())
                .exec()
                .getState()
                .getExitCodeLong());
    }
}
