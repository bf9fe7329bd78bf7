package io.broadcasthub.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import io.broadcasthub.protocol.Position;
import io.broadcasthub.testkit.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads {@code /events}, as SSE or as NDJSON, chunk by chunk. */
final class StreamClient extends Client {
    private final boolean sse;
    private ByteQueue bytes = new ByteQueue();
    private StringBuilder body = new StringBuilder();
    private boolean open;
    private int chunkLeft = -1;
    private @Nullable String lastEventId;
    private Duration retry = Duration.ofSeconds(1);

    StreamClient(World world, String name, boolean sse) {
        super(world, name);
        this.sse = sse;
    }

    @Override
    void connected() {
        bytes = new ByteQueue();
        body = new StringBuilder();
        open = false;
        chunkLeft = -1;
        if (trackers.isEmpty()) {
            lastEventId = null;
            int topics = random.nextInt(3) == 0 ? 2 : 1;
            while (trackers.size() < topics) {
                tracker(world.topics.anyFilter(random));
            }
        }
        boolean resume = lastEventId != null;
        int last = random.nextInt(4);
        List<String> names = new ArrayList<>(trackers.keySet());
        trackers.values().forEach(t -> t.asks(resume, last));
        send(("GET /events?topic=" + String.join("&topic=", names) + "&last=" + last
                        + " HTTP/1.1\r\nHost: hub.test\r\nAccept: "
                        + (sse ? "text/event-stream" : "application/x-ndjson") + "\r\n"
                        + (resume ? "Last-Event-ID: " + lastEventId + "\r\n" : "") + "\r\n")
                .getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    void received(byte[] more) {
        ByteQueue mine = bytes;
        mine.add(more);
        if (!open) {
            String head = HttpText.head(mine);
            if (head == null) {
                return;
            }
            if (HttpText.status(head) != 200) {
                refused(HttpText.status(head));
                return;
            }
            open = true;
            established();
            trackers.values().forEach(Tracker::streams);
        }
        while (mine == bytes && chunk(mine)) {}
    }

    private void refused(int status) {
        if (status != 503 && !world.mayFail()) {
            throw new Violation("I12", name + " was answered " + status);
        }
        over(Duration.ofSeconds(3));
    }

    private boolean chunk(ByteQueue in) {
        if (chunkLeft < 0) {
            String size = HttpText.line(in);
            if (size == null) {
                return false;
            }
            chunkLeft = Integer.parseInt(size, 16) + 2;
            if (chunkLeft == 2) {
                over(retry);
                return false;
            }
        }
        if (in.size() < chunkLeft) {
            return false;
        }
        byte[] chunk = in.take(chunkLeft);
        body.append(new String(chunk, 0, chunkLeft - 2, StandardCharsets.UTF_8));
        chunkLeft = -1;
        String end = sse ? "\n\n" : "\n";
        StringBuilder mine = body;
        for (int at; mine == body && (at = mine.indexOf(end)) >= 0; ) {
            String piece = mine.substring(0, at);
            mine.delete(0, at + end.length());
            if (sse) {
                event(piece);
            } else {
                json(Json.parse(piece));
            }
        }
        return true;
    }

    private void event(String lines) {
        String data = null;
        for (String line : lines.split("\n", -1)) {
            if (line.startsWith("id: ")) {
                lastEventId = line.substring(4);
            } else if (line.startsWith("data: ")) {
                data = line.substring(6);
            } else if (line.startsWith("retry: ")) {
                retry = Duration.ofMillis(Long.parseLong(line.substring(7)));
            }
        }
        if (data != null) {
            json(Json.parse(data));
        } else if (lines.startsWith("id: ") && trackers.size() == 1) {
            trackers.values().iterator().next().told(Position.parse(String.valueOf(lastEventId)));
        }
    }

    private void json(JsonNode frame) {
        switch (frame.path("type").asText()) {
            case "message" -> {
                delivered(
                        tracker(frame.path(frame.has("pattern") ? "pattern" : "topic")
                                .asText()),
                        frame);
                follow(frame.path("id").asText());
            }
            case "gap" -> {
                gap(tracker(frame.path("topic").asText()), frame);
                Position next = Position.parse(frame.path("next").asText());
                follow(next.epoch() + ':' + (next.offset() - 1));
            }
            case "bye" -> retry = Duration.ofMillis(frame.path("retryAfter").asLong(5_000));
            case "heartbeat" -> {}
            default -> throw new Violation("I12", "an unknown event: " + frame);
        }
    }

    /** On NDJSON the client keeps its place itself. */
    private void follow(String id) {
        if (!sse && trackers.size() == 1) {
            lastEventId = id;
        }
    }

    @Override
    void deed() {
        if (random.nextInt(40) == 0) {
            hangUp();
            trackers.clear();
        }
    }

    @Override
    void lost() {
        if (trackers.size() > 1 && !sse) {
            trackers.clear();
        }
    }

    /** Quiet until the next heartbeat, then until the kernel gives up, and a little. */
    @Override
    Duration vanishable() {
        return Duration.ofSeconds(100);
    }

    @Override
    void checkAnswered() {
        if (isConnected() && !open) {
            throw new Violation("I12", name + " has no answer");
        }
    }
}
