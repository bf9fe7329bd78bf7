package io.broadcasthub.bench;

import io.broadcasthub.bench.server.RunningTarget;
import io.broadcasthub.bench.server.ServerKind;
import io.broadcasthub.bench.server.Target;
import java.io.IOException;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;
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

    @Mixin
    private final ChildOptions child = new ChildOptions();

    /** Whether it is the naive broadcaster, which knows little. */
    boolean isNaive() {
        return which != null && which.kind == ServerKind.NAIVE;
    }

    /** @param cpus for a server that is started; empty for all */
    Target open(String cpus) throws IOException {
        @Nullable Which chosen = which;
        if (chosen != null && chosen.url != null) {
            return new RunningTarget(checked(chosen.url), pid);
        }
        return child.start(chosen == null ? ServerKind.HUB : chosen.kind, cpus);
    }

    private static URI checked(URI url) throws IOException {
        if (!"ws".equals(url.getScheme()) || url.getHost() == null || url.getPort() < 0) {
            throw new IOException("\"" + url + "\" is not an address to measure; write ws://host:port/ws");
        }
        return url;
    }
}
