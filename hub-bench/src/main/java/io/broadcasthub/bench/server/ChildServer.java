package io.broadcasthub.bench.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A server of its own process, started for the measurement and ended after it. */
public final class ChildServer implements Target {
    private static final Pattern PUBLIC = Pattern.compile("public +http://(\\S+:\\d+)/");
    private static final Pattern ADMIN = Pattern.compile("admin +(http://\\S+:\\d+/)");
    /** The launcher's, as far as they do not depend on the machine, for servers of all kinds. */
    static final List<String> OPTIONS = List.of(
            "-XX:+ExitOnOutOfMemoryError",
            "-Xms64m",
            "-Xmx2g",
            "-XX:Tier4InvocationThreshold=15000",
            "-XX:Tier4MinInvocationThreshold=1800",
            "-XX:Tier4CompileThreshold=45000",
            "-XX:Tier4BackEdgeThreshold=120000",
            "-XX:MaxInlineLevel=6",
            "-Dio.netty.leakDetection.samplingInterval=1024");

    private static final int SHOWN_LINES = 5;
    private static final int ADMIN_SECONDS = 20;

    private final String name;
    private final boolean isHub;
    private final Process process;
    private final Path errors;
    private final @Nullable GcLog collections;
    private final URI url;
    private final CompletableFuture<URI> admin;

    private ChildServer(
            String name,
            boolean isHub,
            Process process,
            Path errors,
            @Nullable GcLog collections,
            URI url,
            CompletableFuture<URI> admin) {
        this.name = name;
        this.isHub = isHub;
        this.process = process;
        this.errors = errors;
        this.collections = collections;
        this.url = url;
        this.admin = admin;
    }

    /**
     * Returns when it accepts connections.
     *
     * @param cpus processors it runs on, as {@code taskset} takes them; empty for all
     * @param javaOptions more options of its JVM
     */
    public static ChildServer start(Launch launch, String cpus, List<String> javaOptions) throws IOException {
        return start(launch, javaOptions, command -> Children.pinned(cpus, command));
    }

    /** @param around makes the command that is run of that of the server */
    public static ChildServer start(Launch launch, List<String> javaOptions, UnaryOperator<List<String>> around)
            throws IOException {
        GcLog collections = new GcLog(Files.createTempFile("hub-bench-gc-", ".log"));
        List<String> options = new ArrayList<>(collections.options());
        options.addAll(OPTIONS);
        options.addAll(javaOptions);
        List<String> command = Children.java(options, launch.mainClass(), launch.arguments());
        return run(launch.name(), launch.arguments().contains("--admin"), around.apply(command), collections);
    }

    /**
     * Runs a command that becomes a server, and prints its address as {@code hub serve} does. Returns when it has.
     *
     * @param name what reports call it
     */
    public static ChildServer run(String name, List<String> command) throws IOException {
        return run(name, false, command, null);
    }

    /** @param isHub whether it prints its admin address too, and tells there what it counts */
    private static ChildServer run(String name, boolean isHub, List<String> command, @Nullable GcLog collections)
            throws IOException {
        Path errors = Files.createTempFile("hub-bench-", ".log");
        Process process =
                new ProcessBuilder(command).redirectError(errors.toFile()).start();
        Thread ending = new Thread(process::destroyForcibly, "bench-server-end");
        Runtime.getRuntime().addShutdownHook(ending); // whoever interrupts a measurement wants no server left behind
        process.onExit().thenRun(() -> forget(ending));
        BufferedReader out = process.inputReader();
        URI url = address(out);
        if (url == null) {
            process.destroyForcibly();
            throw new IOException("the server to be measured did not start; it said:\n" + tail(errors));
        }
        CompletableFuture<URI> admin = new CompletableFuture<>();
        Thread drain = new Thread(() -> discard(out, admin), "bench-server-output");
        drain.setDaemon(true);
        drain.start(); // a server must never wait for us to read
        return new ChildServer(name, isHub, process, errors, collections, url, admin);
    }

    private static void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // it is running now
        }
    }

    /** Reads to the end; of what comes only the admin address is of use. */
    private static void discard(BufferedReader out, CompletableFuture<URI> admin) {
        try {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                Matcher found = ADMIN.matcher(line);
                if (found.find()) {
                    admin.complete(URI.create(found.group(1)));
                }
            }
        } catch (IOException e) {
            // the server has ended
        }
        admin.completeExceptionally(new IOException("the server told no admin address"));
    }

    private static @Nullable URI address(BufferedReader out) throws IOException {
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            Matcher found = PUBLIC.matcher(line);
            if (found.find()) {
                return URI.create("ws://" + found.group(1) + "/ws");
            }
        }
        return null;
    }

    private static String tail(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        return String.join("\n", lines.subList(Math.max(0, lines.size() - SHOWN_LINES), lines.size()));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public URI url() {
        return url;
    }

    /** Its admin listener; blocks until the server has told it. */
    public URI admin() throws IOException {
        try {
            return admin.orTimeout(ADMIN_SECONDS, TimeUnit.SECONDS).join();
        } catch (CompletionException e) {
            throw new IOException("the server told no admin address; it said:\n" + tail(errors), e);
        }
    }

    /**
     * SIGTERM: the server is to end by itself. Blocks until it has.
     *
     * @return its exit code
     * @throws IOException if it is still there after that time
     */
    public int terminate(Duration patience) throws IOException, InterruptedException {
        process.toHandle().destroy(); // not Process.destroy, which closes its streams too
        if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new IOException("the server did not end within " + patience.toSeconds() + " s of SIGTERM; it said:\n"
                    + tail(errors));
        }
        return process.exitValue();
    }

    /** SIGKILL; blocks until the process is gone. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Its standard error, until {@link #close}. */
    Path log() {
        return errors;
    }

    long pid() {
        return process.pid();
    }

    @Override
    public @Nullable Counters counters() throws IOException {
        return isHub ? Counters.read(admin()) : null;
    }

    @Override
    public ProcessSample sample() throws IOException {
        if (!process.isAlive()) {
            throw new IOException(
                    "the server ended by itself with exit code " + process.exitValue() + "; it said:\n" + tail(errors));
        }
        return ProcessSample.of(process.pid());
    }

    /** The threads of its event loops, if it is a hub. */
    public LoopThreads loops() throws IOException {
        return LoopThreads.of(Path.of("/proc", String.valueOf(process.pid())));
    }

    /** How many of its clients' connections have so many bytes or more that lie in the kernel on the server's side. */
    public long behind(int bytes) throws IOException {
        return SendQueues.behind(url.getPort(), bytes);
    }

    /** What its collector has done so far; nothing where it writes no log. */
    public GcWork collected() throws IOException {
        return collections == null ? GcWork.NONE : collections.since(0);
    }

    @Override
    public @Nullable GcLog collections() {
        return collections;
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor(10, TimeUnit.SECONDS);
            Files.deleteIfExists(errors);
            if (collections != null) {
                Files.deleteIfExists(collections.file());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            errors.toFile().deleteOnExit();
        }
    }
}
