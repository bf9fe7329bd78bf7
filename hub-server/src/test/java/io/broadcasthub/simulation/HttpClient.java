package io.broadcasthub.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import io.broadcasthub.testkit.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Publishes over HTTP, one by one with a name that makes repeats harmless, or in batches, and reads histories. */
final class HttpClient extends Client {
    private sealed interface Request {}

    private record One(Pub pub, String body) implements Request {}

    private record Batch(List<Pub> pubs, String body) implements Request {}

    private record History(String topic) implements Request {}

    private final ByteQueue bytes = new ByteQueue();
    /** Publishes whose answer was lost: their fate is not known, so they are repeated. */
    private final Deque<One> repeats = new ArrayDeque<>();

    private @Nullable Request asked;
    private @Nullable String head;

    HttpClient(World world, String name) {
        super(world, name);
    }

    @Override
    void connected() {
        bytes.clear();
        head = null;
        request();
    }

    private void request() {
        Request next = repeats.isEmpty() ? choose() : repeats.poll();
        asked = next;
        if (next instanceof One one) {
            post(
                    "/topics/" + one.pub().topic,
                    "application/json",
                    one.body(),
                    "Idempotency-Key: p" + one.pub().number + "\r\n"
                            + (one.pub().key == null ? "" : "Hub-Key: " + one.pub().key + "\r\n"));
        } else if (next instanceof Batch batch) {
            post("/topics", "application/x-ndjson", batch.body(), "");
        } else if (next instanceof History history) {
            send(("GET /topics/" + history.topic() + "/messages?limit=50 HTTP/1.1\r\nHost: hub.test\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
        }
    }

    private Request choose() {
        String topic = world.topics.anyTopic(random);
        switch (random.nextInt(5)) {
            case 0 -> {
                return new History(topic);
            }
            case 1 -> {
                List<Pub> pubs = new ArrayList<>();
                StringBuilder lines = new StringBuilder();
                for (int i = 1 + random.nextInt(20); i > 0; i--) {
                    Pub pub = world.publish(world.topics.anyTopic(random), null);
                    pubs.add(pub);
                    lines.append("{\"topic\":\"")
                            .append(pub.topic)
                            .append("\",\"data\":")
                            .append(pub.data(0))
                            .append("}\n");
                }
                return new Batch(pubs, lines.toString());
            }
            default -> {
                Pub pub = world.publish(topic, world.topics.anyKey(topic, random));
                return new One(pub, pub.data(random.nextInt(50)));
            }
        }
    }

    private void post(String target, String type, String body, String headers) {
        send(("POST " + target + " HTTP/1.1\r\nHost: hub.test\r\nContent-Type: " + type + "\r\nContent-Length: "
                        + body.length() + "\r\n" + headers + "\r\n" + body)
                .getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    void received(byte[] more) {
        bytes.add(more);
        if (head == null) {
            head = HttpText.head(bytes);
        }
        if (head == null || bytes.size() < HttpText.length(head)) {
            return;
        }
        int status = HttpText.status(head);
        boolean last = head.contains("onnection: close");
        String body = new String(bytes.take(HttpText.length(head)), StandardCharsets.UTF_8);
        head = null;
        answered(status, body);
        asked = null;
        established();
        if (last) {
            over(Duration.ofSeconds(1));
        }
    }

    private void answered(int status, String body) {
        if (status >= 500 && (status == 503 || world.mayFail())) {
            again();
            return;
        }
        if (status != 200) {
            throw new Violation("I12", name + " was answered " + status + " " + body);
        }
        if (asked instanceof One one) {
            world.placed(one.pub(), Json.parse(body).path("id").asText());
        } else if (asked instanceof Batch batch) {
            String[] lines = body.split("\n", -1);
            for (int i = 0; i < batch.pubs().size(); i++) {
                JsonNode result = Json.parse(lines[i]);
                if (result.has("id")) {
                    world.placed(batch.pubs().get(i), result.path("id").asText());
                }
            }
        } else if (asked instanceof History history) {
            history(history.topic(), Json.parse(body));
        }
    }

    private void history(String topic, JsonNode page) {
        long before = -1;
        for (JsonNode message : page.path("messages")) {
            String id = message.path("id").asText();
            long offset = Long.parseLong(id.substring(id.lastIndexOf(':') + 1));
            if (before >= 0 && offset != before + 1) {
                throw new Violation("I7", "the history of " + topic + " goes from " + before + " to " + offset);
            }
            before = offset;
            world.truth.delivered(
                    world.truth.find(message.path("data").path("n").asInt(-1)), topic, id);
        }
    }

    private void again() {
        if (asked instanceof One one) {
            repeats.add(one);
        }
    }

    @Override
    void deed() {
        if (asked == null) {
            request();
        }
    }

    @Override
    void lost() {
        again();
        asked = null;
    }

    /** Until it is answered, then as long as a connection that asks nothing may be kept, and a little. */
    @Override
    Duration vanishable() {
        return Duration.ofSeconds(90);
    }

    @Override
    void checkAnswered() {
        if (isConnected() && asked != null) {
            throw new Violation("I12", name + " has no answer to " + asked);
        }
    }
}
