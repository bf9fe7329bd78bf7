package io.broadcasthub.bench;

import io.broadcasthub.bench.server.ChildServer;
import io.broadcasthub.bench.server.ServerKind;
import io.broadcasthub.bench.server.Target;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** How a server is started. */
final class ChildOptions {
    @Option(
            names = "--server-arg",
            paramLabel = "ARG",
            description = "One more argument for the hub that is started, like --server-arg=--set=net.event-loops=1."
                    + " Repeatable.")
    private List<String> arguments = new ArrayList<>();

    @Option(
            names = "--server-java",
            paramLabel = "OPTION",
            description = "One more option for the JVM of the server that is started, like -Xmx4g. Repeatable.")
    private List<String> javaOptions = new ArrayList<>();

    /** @param cpus it runs on; empty for all */
    Target start(ServerKind kind, String cpus) throws IOException {
        return ChildServer.start(kind, cpus, javaOptions, kind == ServerKind.HUB ? arguments : List.of());
    }
}
