package io.broadcasthub.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GoldenClientFramesTest {
    private final FrameCodec codec = new JsonFrameCodec();

    @Test
    void writtenAsGoldenAndReadBack() {
        Map<String, String> golden = Golden.frames("client-frames.ndjson");
        Map<String, ClientFrame> frames = frames();
        assertThat(golden.keySet()).isEqualTo(frames.keySet());
        frames.forEach((name, frame) -> {
            byte[] text = golden.get(name).getBytes(UTF_8);
            assertThat(new String(codec.write(frame), UTF_8)).as(name).isEqualTo(golden.get(name));
            assertThat(codec.readClientFrame(text, 0, text.length)).as(name).isEqualTo(frame);
        });
    }

    private static Map<String, ClientFrame> frames() {
        Map<String, ClientFrame> all = new LinkedHashMap<>();
        all.put("auth", new ClientFrame.Auth(RequestId.of(1), "eyJhbGciOiJIUzI1NiJ9.e30.c2ln"));
        all.put("subscribe", subscribe(RequestId.of(2), "news", StartAt.LIVE));
        all.put("subscribe-without-id", subscribe(null, "news", StartAt.LIVE));
        all.put(
                "subscribe-after",
                subscribe(RequestId.of("s-1"), "orders.42.eu", new StartAt.After(new Position("k3x9", 17))));
        all.put("subscribe-last", subscribe(RequestId.of(3), "orders.*.eu", new StartAt.Last(20)));
        all.put("subscribe-rest", subscribe(RequestId.of(4), "chat.**", StartAt.LIVE));
        all.put("subscribe-reserved", subscribe(RequestId.of(5), "$hub.nodes", StartAt.LIVE));
        all.put("unsubscribe", new ClientFrame.Unsubscribe(RequestId.of(6), new TopicFilter("chat.**")));
        all.put("publish-object", publish(7, "news", "{\"title\":\"Hello\",\"tags\":[\"a\",\"b\"],\"n\":1.5}"));
        all.put("publish-null", publish(8, "news", "null"));
        all.put(
                "publish-text",
                new ClientFrame.Publish(
                        RequestId.of(9),
                        new TopicName("news"),
                        Payload.ofText("Grüße, \"world\" \\ 🙂\n"),
                        null,
                        null));
        all.put(
                "publish-key-dedupe",
                new ClientFrame.Publish(
                        RequestId.of(10), new TopicName("rates.EUR-USD"), Payload.ofJson("-0.25"), "EUR-USD", "9f1c"));
        all.put(
                "publish-without-id",
                new ClientFrame.Publish(null, new TopicName("a.b:c.@d.~e"), Payload.ofJson("[]"), null, null));
        all.put("presence", new ClientFrame.Presence(RequestId.of(11), new TopicName("room.1")));
        all.put("ping", new ClientFrame.Ping(RequestId.of(12)));
        all.put("ping-without-id", new ClientFrame.Ping(null));
        all.put("ping-largest-id", new ClientFrame.Ping(RequestId.of(1L << 53)));
        all.put("ping-text-id", new ClientFrame.Ping(RequestId.of("c:\"1\"/é")));
        return all;
    }

    private static ClientFrame subscribe(RequestId id, String topic, StartAt start) {
        return new ClientFrame.Subscribe(id, new TopicFilter(topic), start);
    }

    private static ClientFrame publish(long id, String topic, String json) {
        return new ClientFrame.Publish(RequestId.of(id), new TopicName(topic), Payload.ofJson(json), null, null);
    }
}
