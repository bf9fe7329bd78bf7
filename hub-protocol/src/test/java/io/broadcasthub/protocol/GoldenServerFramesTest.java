package io.broadcasthub.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class GoldenServerFramesTest {
    private static final TopicName NEWS = new TopicName("news");
    private static final TopicName ORDERS = new TopicName("orders.42.eu");
    private static final TopicName ROOM = new TopicName("room.1");
    private static final Instant TIME = Instant.ofEpochMilli(1_795_000_000_123L);

    private final FrameCodec codec = new JsonFrameCodec();

    @Test
    void writtenAsGoldenAndReadBack() {
        Map<String, String> golden = Golden.frames("server-frames.ndjson");
        Map<String, ServerFrame> frames = new LinkedHashMap<>(answers());
        frames.putAll(events());
        assertThat(golden.keySet()).isEqualTo(frames.keySet());
        frames.forEach((name, frame) -> {
            byte[] text = golden.get(name).getBytes(UTF_8);
            assertThat(new String(codec.write(frame), UTF_8)).as(name).isEqualTo(golden.get(name));
            assertThat(codec.readServerFrame(text, 0, text.length)).as(name).isEqualTo(frame);
        });
    }

    private static Map<String, ServerFrame> answers() {
        Map<String, ServerFrame> all = new LinkedHashMap<>();
        RequestId s1 = RequestId.of("s-1");
        all.put("welcome", new ServerFrame.Welcome("n1-7f", "0.1.0", Duration.ofSeconds(25), 65536));
        all.put("ok", ServerFrame.Ok.of(RequestId.of(6)));
        all.put("ok-subscribed-empty", ServerFrame.Ok.subscribed(RequestId.of(2), NEWS, null, null));
        all.put("ok-subscribed", ServerFrame.Ok.subscribed(RequestId.of(2), NEWS, at(41), null));
        all.put("ok-recovered", ServerFrame.Ok.subscribed(s1, ORDERS, at(19), true));
        all.put("ok-not-recovered", ServerFrame.Ok.subscribed(s1, ORDERS, at(19), false));
        all.put("ok-published", ServerFrame.Ok.published(RequestId.of(7), NEWS, at(42)));
        all.put(
                "ok-authenticated",
                new ServerFrame.Ok(RequestId.of(1), null, null, null, Instant.ofEpochMilli(1_795_000_000_000L), null));
        all.put("ok-members", members("{\"sub\":\"ann\"}", "\"bob\"", "7", "null"));
        all.put("ok-no-members", members());
        all.put(
                "error",
                new ServerFrame.Failure(
                        RequestId.of(3), ErrorCode.ALREADY_SUBSCRIBED, "unsubscribe first", "news", null));
        all.put(
                "error-without-id",
                new ServerFrame.Failure(null, ErrorCode.BAD_REQUEST, "not valid JSON near byte 4", null, null));
        all.put(
                "error-retry-after",
                new ServerFrame.Failure(
                        RequestId.of("p"), ErrorCode.RATE_LIMITED, "wait", null, Duration.ofMillis(1500)));
        all.put("pong", new ServerFrame.Pong(RequestId.of(12)));
        all.put("pong-without-id", new ServerFrame.Pong(null));
        return all;
    }

    private static Map<String, ServerFrame> events() {
        Map<String, ServerFrame> all = new LinkedHashMap<>();
        all.put(
                "message",
                new ServerFrame.Message(NEWS, at(42), Payload.ofJson("{\"title\":\"Hello\"}"), TIME, null, null, null));
        all.put(
                "message-through-pattern",
                new ServerFrame.Message(
                        ORDERS,
                        new Position("p7_-", Position.MAX_OFFSET),
                        Payload.ofJson("[1,2]"),
                        TIME,
                        new TopicFilter("orders.*.eu"),
                        null,
                        null));
        all.put(
                "message-key-trace",
                new ServerFrame.Message(
                        new TopicName("rates.EUR-USD"),
                        at(1),
                        Payload.ofJson("1.08"),
                        TIME,
                        null,
                        "EUR-USD",
                        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"));
        all.put("gap", gap("news", at(42), at(50), GapReason.SLOW));
        all.put("gap-without-after", gap("chat.**", null, new Position("m4", 1), GapReason.RESTARTED));
        all.put("gap-expired", gap("news", at(1), at(9), GapReason.EXPIRED));
        all.put("gap-unavailable", gap("news", at(1), at(9), GapReason.UNAVAILABLE));
        all.put("join", new ServerFrame.Join(ROOM, Payload.ofJson("{\"sub\":\"ann\"}")));
        all.put("leave", new ServerFrame.Leave(ROOM, Payload.ofJson("{\"sub\":\"ann\"}")));
        all.put("bye", new ServerFrame.Bye(1012, "hub restarting", Duration.ofMillis(730)));
        all.put("bye-for-good", new ServerFrame.Bye(4001, "no token", null));
        all.put("heartbeat", new ServerFrame.Heartbeat());
        return all;
    }

    private static Position at(long offset) {
        return new Position("k3x9", offset);
    }

    private static ServerFrame gap(String topic, Position after, Position next, GapReason reason) {
        return new ServerFrame.Gap(new TopicFilter(topic), after, next, reason);
    }

    private static ServerFrame members(String... json) {
        List<Payload> members = Stream.of(json).map(Payload::ofJson).toList();
        return new ServerFrame.Ok(RequestId.of(11), "room.1", null, null, null, members);
    }
}
