package io.broadcasthub.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.broadcasthub.protocol.Position;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What one client asked and was told, checked as it goes. */
final class Transcript {
    private static final Position UNKNOWN = new Position("none", 0);

    private final Set<String> waiting = new HashSet<>();
    /** The last position of each running subscription. */
    private final Map<String, Position> places = new HashMap<>();

    private int count;

    void subscribed(String topic) {
        places.put(topic, UNKNOWN);
    }

    boolean isWaiting() {
        return !waiting.isEmpty();
    }

    /** The next request, to be sent. */
    String request(Random random) {
        String topic = LateEngineIT.topic(random);
        String type = random.nextInt(3) == 0 ? "publish" : random.nextBoolean() ? "subscribe" : "unsubscribe";
        if (type.equals("publish")) {
            topic = topic.replace('*', 'c');
        }
        String id = type + ' ' + topic + ' ' + ++count;
        waiting.add(id);
        return "{'type':'" + type + "','id':'" + id + "','topic':'" + topic + '\''
                + (type.equals("publish") ? ",'data':1}" : "}");
    }

    void read(JsonNode frame) {
        switch (frame.path("type").asText()) {
            case "message" -> message(frame);
            case "gap" ->
                places.put(
                        frame.path("topic").asText(), before(frame.path("next").asText()));
            case "ok" -> ok(answered(frame), frame);
            case "error" -> {
                if (frame.has("id")) {
                    answered(frame);
                } else {
                    places.remove(frame.path("topic").asText());
                }
            }
            default -> throw new AssertionError("not expected: " + frame);
        }
    }

    private String[] answered(JsonNode frame) {
        String id = frame.path("id").asText();
        assertThat(waiting.remove(id)).as("one answer: %s", frame).isTrue();
        return id.split(" ");
    }

    private void ok(String[] request, JsonNode frame) {
        if (request[0].equals("subscribe")) {
            @Nullable JsonNode at = frame.get("at");
            places.put(request[1], at == null ? UNKNOWN : Position.parse(at.asText()));
        } else if (request[0].equals("unsubscribe")) {
            places.remove(request[1]);
        }
    }

    private void message(JsonNode frame) {
        String source = frame.path(frame.has("pattern") ? "pattern" : "topic").asText();
        Position place = Position.parse(frame.path("id").asText());
        Position last = places.put(source, place);
        assertThat(last).as("a subscription for %s", frame).isNotNull();
        if (last != null && !last.equals(UNKNOWN)) {
            assertThat(place).isEqualTo(new Position(last.epoch(), last.offset() + 1));
        }
    }

    private static Position before(String next) {
        Position position = Position.parse(next);
        return new Position(position.epoch(), position.offset() - 1);
    }
}
