package io.broadcasthub.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
        String pid = String.valueOf(ProcessHandle.current().pid());
        Process process = new ProcessBuilder("taskset", "-a", "-c", "-p", client, pid)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        String error = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("--client-cpu " + client + " is not possible here: " + error.strip());
        }
    }

    String shown() {
        return "server on " + shown(server) + ", generator on " + shown(client);
    }

    private static String shown(String cpus) {
        return cpus.isEmpty() ? "any processor" : "processor " + cpus;
    }
}
