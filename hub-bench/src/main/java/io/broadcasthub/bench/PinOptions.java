package io.broadcasthub.bench;

import io.broadcasthub.bench.server.Processors;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Option;

/** Which processors server and generator run on, so that they do not take them from each other. */
final class PinOptions {
    /** Of options that all commands have: they stand below those of the one that help is asked for. */
    static final int BELOW = 1;

    @Option(
            names = "--server-cpu",
            order = BELOW,
            paramLabel = "LIST",
            defaultValue = "",
            description = "With --server: processors it runs on, like 0 or 0-3. Needs taskset.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private String server;

    @Option(
            names = "--client-cpu",
            order = BELOW,
            paramLabel = "LIST",
            defaultValue = "",
            description = "Processors the generator runs on. Needs taskset.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private String client;

    String server() {
        return server;
    }

    String client() {
        return client;
    }

    /** Pins this process, with all threads that it has or will have. */
    void pin() throws IOException, InterruptedException {
        if (client.isEmpty()) {
            return;
        }
        try {
            Processors.pin(client, String.valueOf(ProcessHandle.current().pid()), List.of("-a"));
        } catch (IOException e) {
            throw new IOException("--client-cpu " + client + " is not possible here: " + e.getMessage(), e);
        }
    }

    String shown() {
        return "server on " + shown(server) + ", generator on " + shown(client);
    }

    private static String shown(String cpus) {
        return cpus.isEmpty() ? "any processor" : "processor " + cpus;
    }
}
