package io.broadcasthub.bench.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A server of its own process, started for the measurement and ended after it. */
public final class ChildServer implements Target {
    private static final Pattern ADDRESS = Pattern.compile("public +http://(\\S+:\\d+)/");
    private static final int SHOWN_LINES = 5;

    private final ServerKind kind;
    private final Process process;
    private final Path errors;
    private final URI url;

    private ChildServer(ServerKind kind, Process process, Path errors, URI url) {
        this.kind = kind;
        this.process = process;
        this.errors = errors;
        this.url = url;
    }

    /**
     * Returns when it accepts connections.
     *
     * @param cpus processors it runs on, as {@code taskset} takes them; empty for all
     * @param javaOptions more options of its JVM
     * @param arguments more arguments of its command
     */
    public static ChildServer start(ServerKind kind, String cpus, List<String> javaOptions, List<String> arguments)
            throws IOException {
        Path errors = Files.createTempFile("hub-bench-", ".log");
        List<String> all = new ArrayList<>(kind.arguments());
        all.addAll(arguments);
        Process process = new ProcessBuilder(Children.java(cpus, options(javaOptions), kind.mainClass(), all))
                .redirectError(errors.toFile())
                .start();
        Thread ending = new Thread(process::destroyForcibly, "bench-server-end");
        Runtime.getRuntime().addShutdownHook(ending); // whoever interrupts a measurement wants no server left behind
        process.onExit().thenRun(() -> forget(ending));
        BufferedReader out = process.inputReader();
        URI url = address(out);
        if (url == null) {
            process.destroyForcibly();
            throw new IOException("the server to be measured did not start; it said:\n" + tail(errors));
        }
        Thread drain = new Thread(() -> discard(out), "bench-server-output");
        drain.setDaemon(true);
        drain.start(); // a server must never wait for us to read
        return new ChildServer(kind, process, errors, url);
    }

    private static void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // it is running now
        }
    }

    private static void discard(BufferedReader out) {
        try {
            out.transferTo(Writer.nullWriter());
        } catch (IOException e) {
            // the server has ended
        }
    }

    private static List<String> options(List<String> more) {
        List<String> options =
                new ArrayList<>(List.of("-XX:+UseG1GC", "-XX:+ExitOnOutOfMemoryError", "-Xms64m", "-Xmx2g"));
        options.addAll(more);
        return options;
    }

    private static @Nullable URI address(BufferedReader out) throws IOException {
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            Matcher found = ADDRESS.matcher(line);
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
        return kind.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public URI url() {
        return url;
    }

    @Override
    public ProcessSample sample() throws IOException {
        if (!process.isAlive()) {
            throw new IOException(
                    "the server ended by itself with exit code " + process.exitValue() + "; it said:\n" + tail(errors));
        }
        return ProcessSample.of(process.pid());
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor(10, TimeUnit.SECONDS);
            Files.deleteIfExists(errors);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            errors.toFile().deleteOnExit();
        }
    }
}
