package io.broadcasthub.transport.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.broadcasthub.testkit.EventStream;
import io.broadcasthub.testkit.StreamEvent;
import io.broadcasthub.testkit.TestHub;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Clients that are cut off in the middle of bursts miss nothing and get nothing twice. */
class StreamResumeIT {
    private static final int MESSAGES = 600;
    private static final int BURST = 50;
    private static TestHub hub;

    @BeforeAll
    static void start() {
        hub = TestHub.start();
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    @Test
    void oneTopicByHeader() throws InterruptedException {
        assertComplete(1, List.of("one"), List.of("one"), true);
    }

    @Test
    void oneTopicByParameter() throws InterruptedException {
        assertComplete(2, List.of("parameter"), List.of("parameter"), false);
    }

    @Test
    void aPattern() throws InterruptedException {
        assertComplete(3, List.of("pattern.*"), List.of("pattern.a"), true);
    }

    @Test
    void severalTopics() throws InterruptedException {
        assertComplete(
                4,
                List.of("several.a", "several.b", "several.c"),
                List.of("several.a", "several.b", "several.c"),
                true);
    }

    @Test
    void topicsAndPatternsTogether() throws InterruptedException {
        assertComplete(5, List.of("mixed.a.*", "mixed.a.b", "mixed.**"), List.of("mixed.a.b"), false);
    }

    /** The reader gets a position before anything is published, then reads what comes with many cuts. */
    private static void assertComplete(int seed, List<String> subscriptions, List<String> topics, boolean header)
            throws InterruptedException {
        String target = "/events?topic=" + String.join("&topic=", subscriptions);
        String start;
        try (EventStream first = hub.events(target)) {
            first.next();
            start = first.next().id();
        }
        assertThat(start).isNotEmpty();
        Thread publisher = new Thread(() -> publish(topics));
        publisher.start();
        Map<String, List<Integer>> got =
                readWithCuts(target, start, header, new Random(seed), subscriptions.size() * MESSAGES);
        publisher.join();
        for (String subscription : subscriptions) {
            assertThat(got.get(subscription))
                    .as(subscription)
                    .isEqualTo(IntStream.range(0, MESSAGES).boxed().toList());
        }
    }

    private static void publish(List<String> topics) {
        for (int from = 0; from < MESSAGES; from += BURST) {
            for (String topic : topics) {
                hub.publishNumbers(topic, from, from + BURST);
            }
        }
    }

    private static Map<String, List<Integer>> readWithCuts(
            String target, String start, boolean header, Random random, int wanted) {
        Map<String, List<Integer>> got = new HashMap<>();
        String lastId = start;
        int count = 0;
        while (count < wanted) {
            EventStream stream = header
                    ? hub.events(target, "Last-Event-ID: " + lastId)
                    : hub.events(target + "&lastEventId=" + lastId);
            for (int left = random.nextInt(60); left > 0 && count < wanted; left--) {
                StreamEvent event = stream.next();
                assertThat(event.event()).isIn("", "message");
                if (!event.event().isEmpty()) {
                    JsonNode message = event.json();
                    got.computeIfAbsent(subscription(message), s -> new ArrayList<>())
                            .add(message.path("data").asInt());
                    count++;
                }
            }
            lastId = stream.lastId().isEmpty() ? lastId : stream.lastId();
            stream.connection().reset();
        }
        return got;
    }

    private static String subscription(JsonNode message) {
        return message.path(message.has("pattern") ? "pattern" : "topic").asText();
    }
}
