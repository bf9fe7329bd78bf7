package io.broadcasthub.bench.load;

import io.broadcasthub.bench.progress.Notes;
import io.broadcasthub.bench.wire.HttpConnection;
import io.broadcasthub.bench.wire.Marker;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;

/**
 * Publishes as scheduled over HTTP, and repeats each batch, under names that make repeating harmless, until the server has
 * taken all of it: a server may end and come back meanwhile. What is counted as published was acknowledged, and a topic's
 * next message is not sent before that, so the order of a topic is known. It stops when it is refused for good. On a thread
 * of its own; methods on any.
 */
public final class SteadyPublisher implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final long BETWEEN_ATTEMPTS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final long LONGEST_WAIT = TimeUnit.MILLISECONDS.toNanos(50);
    private static final int BAD_REQUEST = 400;
    private static final int TOO_MANY = 429;
    private static final int SERVER_ERROR = 500;

    private final URI server;
    private final String topicPrefix;
    private final byte[] payload;
    private final AtomicLongArray perTopic;
    private final Schedule schedule;
    private final Thread thread;
    private volatile boolean stopped;
    private volatile String problem = "";
    private @Nullable HttpConnection connection;

    /** Begins at once. */
    public SteadyPublisher(URI server, String topicPrefix, int topics, int size, double rate) {
        this.server = server;
        this.topicPrefix = topicPrefix;
        this.payload = Marker.payload(size).getBytes(StandardCharsets.US_ASCII);
        this.perTopic = new AtomicLongArray(topics);
        this.schedule = new Schedule(System.nanoTime(), rate, Long.MAX_VALUE);
        this.thread = new Thread(this::run, "bench-publisher");
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        long sent = 0;
        try {
            while (!stopped) {
                long now = System.nanoTime();
                int count = 0;
                while (count < perTopic.length() && schedule.timeOf(sent + count) - now <= 0) {
                    count++;
                }
                if (count == 0) {
                    Notes.pause(Math.min(LONGEST_WAIT, Math.max(1, schedule.timeOf(sent) - now)));
                } else {
                    post(sent, count);
                    sent += count;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            disconnect();
        }
    }

    /** A message for each of so many topics in turn: never two of one, as the first might be refused and the second not. */
    private void post(long first, int count) throws InterruptedException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int i = 0; i < count; i++) {
            line(first + i, body);
        }
        while (!attempt(body.toByteArray(), count)) {
            Notes.pause(BETWEEN_ATTEMPTS); // also while stopping: only then is it known what the server has
            if (!problem.isEmpty()) {
                stopped = true;
                return;
            }
        }
        for (int i = 0; i < count; i++) {
            perTopic.incrementAndGet(topic(first + i));
        }
    }

    private int topic(long number) {
        return (int) (number % perTopic.length());
    }

    private void line(long number, ByteArrayOutputStream body) {
        long sequence = number / perTopic.length() + 1;
        String head = "{\"topic\":\"" + topicPrefix + topic(number) + "\",\"dedupe\":\"" + sequence + "\",\"data\":";
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        line.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
        line.writeBytes(payload);
        line.write('}');
        byte[] bytes = line.toByteArray();
        Marker.write(bytes, bytes.length, sequence, schedule.timeOf(number));
        body.writeBytes(bytes);
        body.write('\n');
    }

    private boolean attempt(byte[] body, int count) {
        try {
            HttpConnection open = connection;
            if (open == null) {
                open = new HttpConnection(server, PATIENCE);
                connection = open;
            }
            HttpConnection.Answer answer = open.send("POST", "/topics", "application/x-ndjson", body);
            if (answer.status() >= BAD_REQUEST && answer.status() != TOO_MANY && answer.status() < SERVER_ERROR) {
                problem = "a publish was answered " + answer.status() + ": " + answer.body();
            }
            if (answer.status() >= BAD_REQUEST) {
                disconnect(); // a server that refuses may want to close; a new connection is certain
                return false;
            }
            return answer.body().lines().filter(l -> l.contains("\"id\":")).count() == count;
        } catch (IOException e) {
            disconnect();
            return false;
        }
    }

    private void disconnect() {
        HttpConnection open = connection;
        connection = null;
        try {
            if (open != null) {
                open.close();
            }
        } catch (IOException e) {
            // it is gone either way
        }
    }

    /** What the server has acknowledged. */
    public Published published() {
        long[] counts = new long[perTopic.length()];
        for (int i = 0; i < counts.length; i++) {
            counts[i] = perTopic.get(i);
        }
        return new Published(counts, 0, Tally.histogram(), stopped);
    }

    /** Why the server refused for good, or an empty text. */
    public String problem() {
        return problem;
    }

    /** Stops, once the batch under way is acknowledged; blocks until then. */
    public void finish() throws InterruptedException {
        stopped = true;
        thread.join();
    }

    @Override
    public void close() {
        stopped = true;
        thread.interrupt();
        try {
            thread.join(PATIENCE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
