package io.broadcasthub.bench.server;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A hub with a data directory that can be ended by SIGTERM and begun anew, a new process at the same addresses. Any thread. */
public final class RestartableHub implements AutoCloseable {
    /**
     * One of this machine's from which no client connects: while there is no process, nobody else is given its port, and
     * nobody who tries to reach it connects to himself.
     */
    private static final String ANY_PORT = "127.0.0.251:0";

    private final Starter starter;
    private final Path data = Files.createTempDirectory("hub-bench-data-");
    private final List<String> arguments;
    private final String listen;
    private final String admin;
    private volatile ChildServer life;
    /** Of the lives before this one. */
    private volatile GcWork collected = GcWork.NONE;

    /** Starts a process, and returns when it accepts connections. */
    public interface Starter {
        ChildServer start(Launch launch) throws IOException;
    }

    /** @param arguments of {@code hub serve}, besides addresses and data */
    public RestartableHub(Starter starter, List<String> arguments) throws IOException {
        this.starter = starter;
        this.arguments = List.copyOf(arguments);
        life = start(ANY_PORT, ANY_PORT);
        listen = life.url().getAuthority();
        admin = life.admin().getAuthority();
    }

    private ChildServer start(String listenAt, String adminAt) throws IOException {
        return starter.start(ServerKind.hub(listenAt, adminAt)
                .with(List.of("--data", data.toString()))
                .with(arguments));
    }

    /** Where clients connect; the same in each life. */
    public URI url() {
        return life.url();
    }

    public URI admin() throws IOException {
        return life.admin();
    }

    /** Where messages are posted. */
    public URI publishing() {
        return URI.create("http://" + listen + "/");
    }

    /** @throws IOException while there is no process */
    public ProcessSample sample() throws IOException {
        return life.sample();
    }

    /** What its collector did, in all lives. */
    public GcWork collected() throws IOException {
        return collected.plus(life.collected());
    }

    /** What this life's process writes to its standard error; gone with the next {@link #begin}. */
    public Path log() {
        return life.log();
    }

    public long pid() {
        return life.pid();
    }

    /**
     * SIGTERM, and a new life when the process has ended; blocks until that accepts connections.
     *
     * @throws IOException if it did not end by itself within that time, or with another exit code than 0
     */
    public void restart(Duration patience) throws IOException, InterruptedException {
        int code = terminate(patience);
        if (code != 0) {
            throw new IOException("the hub ended with exit code " + code + " after SIGTERM; it must be 0");
        }
        begin();
    }

    /**
     * SIGTERM; blocks until the process has ended by itself.
     *
     * @return its exit code
     * @throws IOException if it is still there after that time
     */
    public int terminate(Duration patience) throws IOException, InterruptedException {
        return life.terminate(patience);
    }

    /** SIGKILL; blocks until the process is gone. */
    public void kill() throws InterruptedException {
        life.kill();
    }

    /** A new life after the last one has ended; blocks until it accepts connections. */
    public void begin() throws IOException {
        collected = collected();
        life.close();
        life = start(listen, admin);
    }

    @Override
    public void close() throws IOException {
        life.close();
        try (Stream<Path> files = Files.walk(data)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
