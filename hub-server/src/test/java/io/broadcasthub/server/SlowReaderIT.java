package io.broadcasthub.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.broadcasthub.testkit.EventStream;
import io.broadcasthub.testkit.TestHub;
import io.broadcasthub.testkit.WsClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A subscriber that does not read costs a bounded amount, disturbs nobody, and learns what it missed. */
class SlowReaderIT {
    private static final int RECEIVE_BUFFER = 4 << 10;
    private static final String PADDING = "x".repeat(1_000);
    private static final int MESSAGES = 6_000;
    private static final int KEYS = 7;
    private static final int ROUND = 100;

    private final TestClock clock = new TestClock();

    private TestHub start(String slow, String... more) {
        String[] settings = {
            "topics", "[{match: t, history: {messages: 200}, slow: " + slow + "}]",
            "net.send-buffer", "8KiB",
            "net.write-buffer", "16KiB",
            "net.max-write", "8KiB",
        };
        String[] all = Arrays.copyOf(settings, settings.length + more.length);
        System.arraycopy(more, 0, all, settings.length, more.length);
        return clock.start(all);
    }

    /** Publishes rounds, each of which the quick reader has read before the next begins. */
    private static void publishAll(TestHub hub, WsClient quick) {
        for (int from = 0; from < MESSAGES; from += ROUND) {
            StringBuilder lines = new StringBuilder();
            for (int i = from; i < from + ROUND; i++) {
                lines.append("{\"topic\":\"t\",\"key\":\"k")
                        .append(i % KEYS)
                        .append("\",\"data\":[")
                        .append(i)
                        .append(",\"")
                        .append(PADDING)
                        .append("\"]}\n");
            }
            hub.publishLines(lines.toString());
            for (int i = from; i < from + ROUND; i++) {
                assertThat(number(quick.next("message"))).isEqualTo(i);
            }
            assertThat(hub.census().runBytes()).as("encoded messages kept").isLessThan(17L << 20);
        }
    }

    private static int number(JsonNode message) {
        return message.path("data").get(0).asInt();
    }

    private static long offset(JsonNode frame, String field) {
        String id = frame.path(field).asText();
        return Long.parseLong(id.substring(id.lastIndexOf(':') + 1));
    }

    private static WsClient slowReader(TestHub hub, String target) {
        WsClient slow = WsClient.over(hub.connect(RECEIVE_BUFFER), target);
        slow.next("welcome");
        return slow;
    }

    @Test
    void getsAGapAndGoesOnInOrder() {
        try (TestHub hub = start("gap")) {
            WsClient slow = slowReader(hub, "/ws?topic=t");
            publishAll(hub, hub.welcomed("/ws?topic=t"));
            long next = 1;
            int gaps = 0;
            while (next <= MESSAGES) {
                JsonNode frame = slow.next();
                if (frame.path("type").asText().equals("gap")) {
                    assertThat(frame.path("reason").asText()).isEqualTo("slow");
                    assertThat(offset(frame, "after")).as("last delivered").isEqualTo(next - 1);
                    assertThat(offset(frame, "next")).isGreaterThan(next);
                    next = offset(frame, "next");
                    gaps++;
                } else {
                    assertThat(offset(frame, "id")).isEqualTo(next);
                    next++;
                }
            }
            assertThat(gaps).isPositive();
            hub.publish("t", "[-1]");
            assertThat(number(slow.next("message"))).as("live again").isEqualTo(-1);
        }
    }

    @Test
    void getsAGapOnAStreamToo() {
        try (TestHub hub = start("gap")) {
            EventStream slow = EventStream.over(hub.connect(RECEIVE_BUFFER), "/events?topic=t");
            slow.next();
            publishAll(hub, hub.welcomed("/ws?topic=t"));
            long next = 1;
            int gaps = 0;
            while (next <= MESSAGES) {
                var event = slow.next();
                if (event.event().equals("gap")) {
                    next = offset(event.json(), "next");
                    gaps++;
                } else if (event.event().equals("message")) {
                    assertThat(offset(event.json(), "id")).isEqualTo(next);
                    next++;
                }
            }
            assertThat(gaps).isPositive();
        }
    }

    @Test
    void getsTheLatestOfEachKey() {
        try (TestHub hub = start("latest")) {
            WsClient slow = slowReader(hub, "/ws?topic=t");
            publishAll(hub, hub.welcomed("/ws?topic=t"));
            JsonNode gap = slow.awaitType("gap");
            assertThat(gap.path("reason").asText()).isEqualTo("slow");
            Set<String> keys = new HashSet<>();
            long before = offset(gap, "next") - 1;
            for (int i = 0; i < KEYS; i++) {
                JsonNode message = slow.next("message");
                assertThat(offset(message, "id")).isGreaterThan(before);
                before = offset(message, "id");
                assertThat(before).isGreaterThan(MESSAGES - KEYS);
                keys.add(message.path("key").asText());
            }
            assertThat(keys).hasSize(KEYS);
            hub.publish("t", "[-1]");
            assertThat(number(slow.next("message"))).as("live again").isEqualTo(-1);
        }
    }

    @Test
    void isClosedWhereTheTopicSaysSo() {
        try (TestHub hub = start("close", "limits.close-timeout", "1m", "drain.deadline", "2m")) {
            WsClient slow = slowReader(hub, "/ws?topic=t");
            publishAll(hub, hub.welcomed("/ws?topic=t"));
            assertThat(slow.awaitType("bye").path("code").asInt()).isEqualTo(4103);
            assertThat(slow.awaitClose()).isEqualTo(4103);
        }
    }

    @Test
    void isCutOffWhenItTakesNothingAtAll() {
        try (TestHub hub = start("gap", "limits.stall-timeout", "5m", "limits.close-timeout", "200ms")) {
            slowReader(hub, "/ws?topic=t");
            EventStream.over(hub.connect(RECEIVE_BUFFER), "/events?topic=t");
            WsClient quick = hub.welcomed("/ws?topic=t");
            hub.awaitCensus("all are there", c -> c.subscriptions() == 3);
            publishAll(hub, quick);
            assertThat(hub.census().subscriptions()).as("it is not over yet").isEqualTo(3);
            clock.advance(Duration.ofMinutes(6));
            hub.awaitCensus(
                    "only the one who reads is left", c -> c.subscriptions() == 1 && c.publicConnections() == 1);
            hub.publish("t", "[-1]");
            assertThat(number(quick.next("message"))).isEqualTo(-1);
        }
    }

    @Test
    void doesNotPublishFasterThanItReadsItsAnswers() {
        try (TestHub hub = start("gap", "limits.stall-timeout", "300ms", "limits.close-timeout", "200ms")) {
            WsClient greedy = slowReader(hub, "/ws");
            byte[] ping = WsClient.frame(0x81, "{\"type\":\"ping\",\"id\":1}".getBytes(StandardCharsets.US_ASCII));
            byte[] pings = new byte[ping.length * 1_000];
            for (int i = 0; i < pings.length; i += ping.length) {
                System.arraycopy(ping, 0, pings, i, ping.length);
            }
            int sent = 0;
            while (sent < 10_000 && greedy.connection().trySend(pings)) {
                sent++;
            }
            assertThat(sent).as("the hub stopped reading, then gave up").isLessThan(10_000);
        }
    }
}
