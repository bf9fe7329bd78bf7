package io.broadcasthub.bench.overload;

import io.broadcasthub.bench.progress.Notes;
import io.broadcasthub.bench.wire.HttpConnection;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** Brings a hub new work over and over: a connection and a publish over it. It may refuse, in the documented way only. */
public final class NewWork implements AutoCloseable {
    private static final long INTERVAL = TimeUnit.MILLISECONDS.toNanos(100);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final byte[] BODY = "1".getBytes(StandardCharsets.US_ASCII);
    private static final int OK = 200;
    private static final int TOO_MANY = 429;
    private static final int UNAVAILABLE = 503;
    private static final Pattern REFUSAL = Pattern.compile("\"code\":\"(overloaded|rate_limited)\"");

    private final URI server;
    private final Thread thread;
    private final Judgement judgement = new Judgement();
    private volatile boolean stopped;

    /** @param url the hub's WebSocket */
    public NewWork(URI url) {
        server = URI.create("http://" + url.getAuthority() + "/");
        thread = new Thread(this::run, "bench-new-work");
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        try {
            while (!stopped) {
                try {
                    judgement.saw(offer());
                } catch (IOException e) {
                    judgement.wrong("new work was not answered: " + e);
                }
                Notes.pause(INTERVAL);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private HttpConnection.Answer offer() throws IOException {
        try (HttpConnection connection = new HttpConnection(server, PATIENCE)) {
            return connection.send("POST", "/topics/overload.new", "application/json", BODY);
        }
    }

    public Judgement judgement() {
        return judgement;
    }

    @Override
    public void close() {
        stopped = true;
        thread.interrupt();
    }

    /** What the answers were. Any thread. */
    public static final class Judgement {
        private final Set<String> undocumented = new LinkedHashSet<>();
        private long refused;

        synchronized void saw(HttpConnection.Answer answer) {
            if (answer.status() == OK) {
                return;
            }
            boolean busy = answer.status() == UNAVAILABLE || answer.status() == TOO_MANY;
            if (busy && answer.retryLater() && REFUSAL.matcher(answer.body()).find()) {
                refused++;
            } else {
                wrong("new work was answered " + answer.status() + (answer.retryLater() ? "" : " without Retry-After")
                        + ": " + answer.body());
            }
        }

        synchronized void wrong(String what) {
            undocumented.add(what);
        }

        /** How often the hub answered 503 or 429, with its code and when to come back. */
        public synchronized long refused() {
            return refused;
        }

        /** Other answers, and none. */
        public synchronized Set<String> undocumented() {
            return new LinkedHashSet<>(undocumented);
        }
    }
}
