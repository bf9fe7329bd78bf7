package io.broadcasthub.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Publishers and resuming subscribers, of every transport, of a topic and of a pattern, while somebody restarts the hub. */
public final class RestartLoad {
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final String PATTERN = "load.*";

    /** The readers of a topic or pattern, and which topics they get. */
    private record Kind(String filter, List<String> topics) {}

    private static final List<Kind> KINDS =
            List.of(new Kind("load.ws", List.of("load.ws")), new Kind(PATTERN, List.of("load.ws", "load.http")));

    private final int messages;
    private final List<StubbornPublisher> publishers;
    private final Map<ResumingReader, Kind> readers = new LinkedHashMap<>();
    private final List<CompletableFuture<Void>> running = new ArrayList<>();

    /**
     * @param hub where it is at the moment
     * @param messages for each of two topics
     * @param readersOfAKind for each transport, of the topic and of the pattern
     */
    public RestartLoad(Supplier<InetSocketAddress> hub, int messages, int readersOfAKind) {
        this.messages = messages;
        this.publishers = List.of(
                new StubbornPublisher("load.ws", false, hub, messages),
                new StubbornPublisher("load.http", true, hub, messages));
        for (Kind kind : KINDS) {
            for (ResumingReader.Transport transport : ResumingReader.Transport.values()) {
                for (int i = 0; i < readersOfAKind; i++) {
                    int expected = messages * kind.topics().size();
                    readers.put(new ResumingReader(transport, kind.filter(), hub, expected), kind);
                }
            }
        }
    }

    /** Subscribes everybody, then publishes. */
    public void begin() throws InterruptedException {
        for (ResumingReader reader : readers.keySet()) {
            run(reader);
            reader.awaitBegun();
        }
        publishers.forEach(this::run);
    }

    private void run(Runnable task) {
        running.add(CompletableFuture.runAsync(task, runnable -> {
            Thread thread = new Thread(runnable, "restart-load");
            thread.setDaemon(true);
            thread.start();
        }));
    }

    /** Waits until the hub has taken this share of all messages. */
    public void awaitPublished(double share) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(2))
                .until(() -> publishers.stream()
                                .mapToInt(StubbornPublisher::answered)
                                .sum()
                        >= share * messages * publishers.size());
    }

    /** Waits for everybody to have everything, and counts. */
    public void assertNothingWasLost() {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(running)
                        .as(() -> readers.keySet().toString())
                        .allMatch(CompletableFuture::isDone));
        readers.forEach((reader, kind) -> kind.topics()
                .forEach(topic -> assertThat(reader.tally(topic, messages))
                        .as("%s, of %s", reader, topic)
                        .isEqualTo(Tally.PERFECT)));
    }
}
