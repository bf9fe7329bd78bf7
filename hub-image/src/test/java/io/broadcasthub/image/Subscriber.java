package io.broadcasthub.image;

import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** Reads server-sent events until the hub ends them. */
final class Subscriber {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Void> ended;

    Subscriber(HttpClient http, URI address) {
        ended = http.sendAsync(HttpRequest.newBuilder(address).build(), BodyHandlers.ofLines())
                .thenAcceptAsync(this::read);
    }

    private void read(HttpResponse<Stream<String>> answer) {
        try (Stream<String> body = answer.body()) {
            body.forEach(lines::add);
        }
    }

    /** Waits for a line that contains it. */
    void awaits(String text) {
        await().atMost(PATIENCE).until(() -> lines.stream().anyMatch(line -> line.contains(text)));
    }

    /** Waits for the end, which is not one that was broken off. */
    void awaitsEnd() {
        await().atMost(PATIENCE).until(ended::isDone);
        ended.join();
    }
}
