package io.broadcasthub.bench;

import io.broadcasthub.bench.server.ChildServer;
import io.broadcasthub.bench.server.RunningTarget;
import io.broadcasthub.bench.server.ServerKind;
import io.broadcasthub.bench.server.Target;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Which server is measured. */
final class ServerOptions {
    @ArgGroup
    @SuppressWarnings("NullAway.Init") // null where neither was given
    private Which which;

    static final class Which {
        @Option(
                names = "--url",
                paramLabel = "URL",
                description = "The WebSocket of a server that runs: ws://host:port/ws")
        @SuppressWarnings("NullAway.Init") // set by picocli
        private URI url;

        @Option(
                names = "--server",
                paramLabel = "KIND",
                description = "Starts a server for the measurement: ${COMPLETION-CANDIDATES}. Default: hub")
        @SuppressWarnings("NullAway.Init") // set by picocli
        private ServerKind kind;
    }

    @Option(
            names = "--pid",
            paramLabel = "PID",
            description = "With --url: the server's process on this machine, to tell its CPU and memory.")
    @SuppressWarnings("NullAway.Init") // null where it was not given
    private Long pid;

    @Option(
            names = "--server-arg",
            paramLabel = "ARG",
            description = "With --server: one more argument for its command, like --set=net.event-loops=1. Repeatable.")
    private List<String> arguments = new ArrayList<>();

    @Option(
            names = "--server-java",
            paramLabel = "OPTION",
            description = "With --server: one more option for its JVM, like -Xmx4g. Repeatable.")
    private List<String> javaOptions = new ArrayList<>();

    /** @param cpus for a server that is started; empty for all */
    Target open(String cpus) throws IOException {
        @Nullable Which chosen = which;
        if (chosen != null && chosen.url != null) {
            return new RunningTarget(checked(chosen.url), pid);
        }
        return start(chosen == null ? ServerKind.HUB : chosen.kind, cpus);
    }

    Target start(ServerKind kind, String cpus) throws IOException {
        return ChildServer.start(kind, cpus, javaOptions, kind == ServerKind.HUB ? arguments : List.of());
    }

    private static URI checked(URI url) throws IOException {
        if (!"ws".equals(url.getScheme()) || url.getHost() == null || url.getPort() < 0) {
            throw new IOException("\"" + url + "\" is not an address to measure; write ws://host:port/ws");
        }
        return url;
    }
}
