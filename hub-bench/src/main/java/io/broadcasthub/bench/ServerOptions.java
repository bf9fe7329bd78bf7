package io.broadcasthub.bench;

import io.broadcasthub.bench.server.RunningTarget;
import io.broadcasthub.bench.server.ServerKind;
import io.broadcasthub.bench.server.Target;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
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
                converter = UrlConverter.class,
                description = "The WebSocket of a server that runs: ws://host[:80]/ws; no wss.")
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
            names = "--admin",
            paramLabel = "URL",
            description = "With --url: the hub's admin address, http://host:port/, for what it counts of itself.")
    @SuppressWarnings("NullAway.Init") // null where it was not given
    private URI admin;

    @Mixin
    private final ChildOptions child = new ChildOptions();

    /** Whether it is one of those to compare with, which know little. */
    boolean isSimple() {
        return which != null && which.kind != null && which.kind != ServerKind.HUB;
    }

    /** What reports record of how it is started. */
    Map<String, String> shown() {
        return child.shown();
    }

    /** @param cpus for a server that is started; empty for all */
    Target open(String cpus) throws IOException {
        @Nullable Which chosen = which;
        if (chosen != null && chosen.url != null) {
            return new RunningTarget(chosen.url, pid, admin);
        }
        return child.start(chosen == null ? ServerKind.HUB : chosen.kind, cpus);
    }
}
