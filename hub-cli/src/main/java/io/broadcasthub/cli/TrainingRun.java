package io.broadcasthub.cli;

import io.broadcasthub.client.HubClient;
import io.broadcasthub.client.SubscribeOptions;
import io.broadcasthub.config.HubConfig;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.Writer;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine;

/**
 * A hub in short: {@code hub serve} on free ports of this machine, a subscriber of each kind, messages, pages, and an orderly
 * end. What a JVM loads for it is what later starts need.
 */
final class TrainingRun {
    private static final int MESSAGES = 1_000;
    private static final int SECONDS = 60;

    private final CompletableFuture<RunningHub> hub = new CompletableFuture<>();
    private final HttpClient http = HttpClient.newHttpClient();

    private TrainingRun() {}

    /** Blocks until the hub has ended. */
    static void run() throws IOException, InterruptedException, ExecutionException, TimeoutException {
        new TrainingRun().go();
    }

    private void go() throws IOException, InterruptedException, ExecutionException, TimeoutException {
        CompletableFuture<Integer> served = CompletableFuture.supplyAsync(this::serve);
        served.whenComplete((code, failure) -> hub.completeExceptionally(new IOException("no hub could be started")));
        RunningHub running = hub.get(SECONDS, TimeUnit.SECONDS);
        try {
            use(address("http", running.publicAddress()), address("ws", running.publicAddress()));
            get(address("http", running.adminAddress()), "metrics", "text/plain");
            get(address("http", running.adminAddress()), "health/ready", "text/plain");
        } finally {
            running.stop();
        }
        served.get(SECONDS, TimeUnit.SECONDS);
    }

    private int serve() {
        CommandLine line = HubCommand.commandLine(Map.of(), this::start, new Termination());
        line.setOut(new PrintWriter(Writer.nullWriter()));
        return line.execute("serve", "--listen=127.0.0.1:0", "--admin=127.0.0.1:0", "--set=log.level=error");
    }

    private RunningHub start(HubConfig config) throws IOException {
        RunningHub started = EmbeddedHub.start(config);
        hub.complete(started);
        return started;
    }

    private void use(URI web, URI webSocket)
            throws IOException, InterruptedException, ExecutionException, TimeoutException {
        get(web, "", "text/html");
        CountDownLatch arrived = new CountDownLatch(2 * MESSAGES);
        try (HubClient client = HubClient.builder(webSocket.resolve("/ws")).build()) {
            client.subscribe("train.*", SubscribeOptions.last(1), message -> arrived.countDown());
            client.subscribe("train.a", SubscribeOptions.last(1), message -> arrived.countDown());
            for (int i = 0; i < MESSAGES; i++) {
                client.publish("train.a", "{\"n\":" + i + "}").get(SECONDS, TimeUnit.SECONDS);
            }
            if (!arrived.await(SECONDS, TimeUnit.SECONDS)) {
                throw new IOException("messages did not arrive; is something else on this machine in the way?");
            }
        }
        firstLine(web, "text/event-stream");
        firstLine(web, "application/x-ndjson");
        HttpRequest publish = HttpRequest.newBuilder(web.resolve("/topics/train.a"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"text\":\"hello\"}"))
                .build();
        http.send(publish, BodyHandlers.discarding());
        get(web, "topics/train.a/messages", "application/json");
    }

    /** A stream that ends when its first line was read. */
    private void firstLine(URI web, String type) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(web.resolve("/events?topic=train.a&last=10"))
                .header("Accept", type)
                .build();
        HttpResponse<InputStream> answer = http.send(request, BodyHandlers.ofInputStream());
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
            if (lines.readLine() == null) {
                throw new IOException("the hub answered " + answer.statusCode() + " to a stream");
            }
        }
    }

    private void get(URI base, String path, String accept) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(base.resolve(path))
                .header("Accept", accept)
                .build();
        http.send(request, BodyHandlers.discarding());
    }

    private static URI address(String scheme, InetSocketAddress bound) {
        return URI.create(scheme + "://127.0.0.1:" + bound.getPort() + "/");
    }
}
