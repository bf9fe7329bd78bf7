package io.broadcasthub.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import io.broadcasthub.testkit.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Speaks the hub's protocol over WebSocket, byte by byte. */
final class WebSocketClient extends Client {
    private sealed interface Asked {}

    private record Subscribe(Tracker tracker) implements Asked {}

    private record Unsubscribe(Tracker tracker) implements Asked {}

    private record Publish(Pub pub) implements Asked {}

    private record Ping() implements Asked {}

    private final boolean deflate;
    private final WebSocketFrames frames;
    private final Map<Integer, Asked> asked = new HashMap<>();
    private int requests;
    private Duration retry = Duration.ofSeconds(1);
    private boolean welcomed;

    WebSocketClient(World world, String name) {
        super(world, name);
        this.deflate = random.nextInt(4) == 0;
        this.frames = new WebSocketFrames(this::frame);
    }

    @Override
    void connected() {
        frames.reset();
        welcomed = false;
        String offer = deflate
                ? "Sec-WebSocket-Extensions: permessage-deflate; server_no_context_takeover; client_no_context_takeover\r\n"
                : "";
        send(
                ("GET /ws HTTP/1.1\r\nHost: hub.test\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n" + offer + "\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    void received(byte[] bytes) {
        frames.add(bytes);
    }

    private void frame(int opcode, byte[] payload) {
        switch (opcode) {
            case WebSocketFrames.TEXT -> text(Json.parse(new String(payload, StandardCharsets.UTF_8)));
            case WebSocketFrames.PING -> send(WebSocketFrames.masked(WebSocketFrames.PONG, payload, random));
            case WebSocketFrames.CLOSE -> {
                send(WebSocketFrames.masked(WebSocketFrames.CLOSE, payload, random));
                over(retry);
            }
            case WebSocketFrames.REFUSED -> over(Duration.ofSeconds(3));
            default -> {}
        }
    }

    private void text(JsonNode frame) {
        String type = frame.path("type").asText();
        if (!welcomed) {
            if (!type.equals("welcome")) {
                throw new Violation("I12", "the first frame is " + frame);
            }
            welcomed = true;
            established();
            trackers.values().forEach(t -> subscribe(t, t.last() != null));
            return;
        }
        switch (type) {
            case "message" -> delivered(tracker(filter(frame)), frame);
            case "gap" -> gap(tracker(frame.path("topic").asText()), frame);
            case "ok" -> answered(frame);
            case "pong" -> asked.remove(frame.path("id").asInt());
            case "error" -> refused(frame);
            case "bye" -> retry = Duration.ofMillis(frame.path("retryAfter").asLong(5_000));
            default -> throw new Violation("I12", "an unknown frame: " + frame);
        }
    }

    private static String filter(JsonNode message) {
        return message.has("pattern")
                ? message.path("pattern").asText()
                : message.path("topic").asText();
    }

    private void answered(JsonNode ok) {
        Asked request = asked.remove(ok.path("id").asInt());
        if (request instanceof Subscribe s) {
            world.happened(name, ok.toString());
            s.tracker()
                    .subscribed(
                            ok.has("at") ? ok.path("at").asText() : null,
                            ok.has("recovered") ? ok.path("recovered").asBoolean() : null);
        } else if (request instanceof Unsubscribe u) {
            u.tracker().over();
            trackers.remove(u.tracker().filter);
        } else if (request instanceof Publish p) {
            world.placed(p.pub(), ok.path("at").asText());
        } else {
            throw new Violation("I12", "an answer to nothing: " + ok);
        }
    }

    private void refused(JsonNode error) {
        world.happened(name, error.toString());
        Asked request = asked.remove(error.path("id").asInt());
        String code = error.path("code").asText();
        if (!code.equals("unavailable")
                && !code.equals("overloaded")
                && !code.equals("rate_limited")
                && !world.mayFail()) {
            throw new Violation("I12", "refused: " + error);
        }
        if (request instanceof Subscribe s) {
            s.tracker().over();
            s.tracker().forget();
            trackers.remove(s.tracker().filter);
        }
    }

    @Override
    void deed() {
        if (!welcomed) {
            return;
        }
        switch (random.nextInt(10)) {
            case 0, 1 -> {
                String filter = world.topics.anyFilter(random);
                if (!trackers.containsKey(filter)) {
                    subscribe(tracker(filter), false);
                }
            }
            case 2 ->
                trackers.values().stream()
                        .filter(t -> t.state() == Tracker.State.ACTIVE)
                        .findFirst()
                        .ifPresent(this::unsubscribe);
            case 3 -> {
                asked.put(++requests, new Ping());
                request("{\"type\":\"ping\",\"id\":" + requests + "}");
            }
            default -> publish();
        }
    }

    private void subscribe(Tracker tracker, boolean resume) {
        int last = resume || random.nextBoolean() ? 0 : random.nextInt(5);
        asked.put(++requests, new Subscribe(tracker));
        String from = resume ? ",\"after\":\"" + tracker.last() + '"' : last > 0 ? ",\"last\":" + last : "";
        tracker.asks(resume, last);
        request("{\"type\":\"subscribe\",\"id\":" + requests + ",\"topic\":\"" + tracker.filter + '"' + from + "}");
    }

    private void unsubscribe(Tracker tracker) {
        asked.put(++requests, new Unsubscribe(tracker));
        tracker.leaves();
        request("{\"type\":\"unsubscribe\",\"id\":" + requests + ",\"topic\":\"" + tracker.filter + "\"}");
    }

    private void publish() {
        for (int burst = 1 + (random.nextInt(8) == 0 ? random.nextInt(30) : 0); burst > 0; burst--) {
            String topic = world.topics.anyTopic(random);
            Pub pub = world.publish(topic, world.topics.anyKey(topic, random));
            asked.put(++requests, new Publish(pub));
            String key = pub.key == null ? "" : ",\"key\":\"" + pub.key + '"';
            request("{\"type\":\"publish\",\"id\":" + requests + ",\"topic\":\"" + topic + "\",\"data\":"
                    + pub.data(random.nextInt(6) == 0 ? random.nextInt(400) : 0) + key + "}");
        }
    }

    private void request(String json) {
        send(WebSocketFrames.masked(WebSocketFrames.TEXT, json.getBytes(StandardCharsets.UTF_8), random));
    }

    @Override
    void lost() {
        asked.clear();
        retry = Duration.ofSeconds(1);
    }

    /** Until the kernel's buffers are full, then two heartbeats or the stall time-out, the close time-out, and a little. */
    @Override
    Duration vanishable() {
        return Duration.ofSeconds(200);
    }

    @Override
    void checkAnswered() {
        if (isConnected() && !asked.isEmpty()) {
            throw new Violation("I12", name + " has no answer to " + asked.values());
        }
    }
}
