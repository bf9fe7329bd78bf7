package io.broadcasthub.bench;

import io.broadcasthub.bench.server.ChildServer;
import io.broadcasthub.bench.server.Children;
import io.broadcasthub.bench.server.Launch;
import io.broadcasthub.bench.server.ServerKind;
import io.broadcasthub.bench.server.Target;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

    /** Further ones of {@code hub serve}. */
    List<String> arguments() {
        return arguments;
    }

    /** What reports record of it; nothing where nothing was given. */
    Map<String, String> shown() {
        Map<String, String> shown = new LinkedHashMap<>();
        put("server arguments", arguments, shown);
        put("server java", javaOptions, shown);
        return shown;
    }

    private static void put(String name, List<String> given, Map<String, String> shown) {
        if (!given.isEmpty()) {
            shown.put(name, RecordedArguments.of(given));
        }
    }

    /** @param cpus it runs on; empty for all */
    Target start(ServerKind kind, String cpus) throws IOException {
        return start(launch(kind), cpus, List.of());
    }

    Launch launch(ServerKind kind) {
        return kind == ServerKind.HUB ? kind.launch().with(arguments) : kind.launch();
    }

    /**
     * A server of another kind, or with arguments that are the scenario's.
     *
     * @param options of its JVM, before those that the user gave
     */
    ChildServer start(Launch launch, String cpus, List<String> options) throws IOException {
        List<String> all = new ArrayList<>(options);
        all.addAll(javaOptions);
        return ChildServer.start(launch, cpus, all);
    }

    /** A hub whose process may have so many descriptors. */
    ChildServer startLimited(int descriptors, String cpus) throws IOException {
        return ChildServer.start(
                launch(ServerKind.HUB),
                javaOptions,
                command -> Children.limited(descriptors, Children.pinned(cpus, command)));
    }
}
