package io.broadcasthub.bench.torture.fault;

import io.broadcasthub.bench.load.Transport;
import io.broadcasthub.bench.torture.peer.Frames;
import io.broadcasthub.bench.torture.peer.HubStream;
import io.broadcasthub.protocol.ErrorCode;
import io.broadcasthub.protocol.ServerFrame;
import java.io.IOException;
import java.util.Random;

/** A text message that is not what the protocol allows: an error answers, and the connection goes on. */
enum BadObject implements Fault {
    NO_JSON("no JSON", ErrorCode.BAD_REQUEST, "hello?"),
    EMPTY("nothing", ErrorCode.BAD_REQUEST, ""),
    CUT_OFF("JSON that is cut off", ErrorCode.BAD_REQUEST, "{\"type\":\"ping\""),
    ARRAY("an array", ErrorCode.BAD_REQUEST, "[{\"type\":\"ping\"}]"),
    DEEP("5,000 brackets", ErrorCode.BAD_REQUEST, "[".repeat(5_000)),
    NO_TYPE("no type", ErrorCode.BAD_REQUEST, "{\"id\":1}"),
    UNKNOWN_TYPE("an unknown type", ErrorCode.UNKNOWN_TYPE, "{\"type\":\"explode\",\"id\":1}"),
    WRONG_TYPE("a topic that is a number", ErrorCode.BAD_REQUEST, "{\"type\":\"subscribe\",\"id\":1,\"topic\":7}"),
    UNKNOWN_FIELD("an unknown field", ErrorCode.BAD_REQUEST, "{\"type\":\"ping\",\"id\":1,\"now\":true}"),
    FIELD_TWICE("a field twice", ErrorCode.BAD_REQUEST, "{\"type\":\"ping\",\"id\":1,\"id\":2}"),
    HUGE_ID("an id beyond 2^53", ErrorCode.BAD_REQUEST, "{\"type\":\"ping\",\"id\":99999999999999999999}"),
    NO_DATA("a publish of nothing", ErrorCode.BAD_REQUEST, "{\"type\":\"publish\",\"id\":1,\"topic\":\"a\"}"),
    ABSURD_TOPIC("an absurd topic", ErrorCode.INVALID_TOPIC, subscribe("a..b\\u0000", "")),
    ENDLESS_TOPIC("a topic of 10,000 bytes", ErrorCode.INVALID_TOPIC, subscribe("a".repeat(10_000), "")),
    RESERVED_TOPIC(
            "a publish to the hub's topics",
            ErrorCode.FORBIDDEN,
            "{\"type\":\"publish\",\"id\":1,\"topic\":\"$SYS.a\",\"data\":1}"),
    BAD_RESUME("a resume point that is none", ErrorCode.BAD_REQUEST, subscribe("a", ",\"after\":\"-1:x\"")),
    BOTH_STARTS("two starts", ErrorCode.BAD_REQUEST, subscribe("a", ",\"after\":\"e:1\",\"last\":1")),
    NEGATIVE_LAST("a negative last", ErrorCode.BAD_REQUEST, subscribe("a", ",\"last\":-1")),
    NOT_SUBSCRIBED(
            "an unsubscribe of what is not",
            ErrorCode.NOT_SUBSCRIBED,
            "{\"type\":\"unsubscribe\",\"id\":1,\"topic\":\"nowhere\"}");

    private final String words;
    private final ErrorCode due;
    private final String json;

    BadObject(String words, ErrorCode due, String json) {
        this.words = words;
        this.due = due;
        this.json = json;
    }

    private static String subscribe(String topic, String more) {
        return "{\"type\":\"subscribe\",\"id\":1,\"topic\":\"" + topic + "\"" + more + "}";
    }

    @Override
    public String label() {
        return "object: " + words;
    }

    @Override
    public void inflict(Arena arena, Random random) throws WrongReaction, IOException {
        try (HubStream stream = HubStream.webSocket(arena.way(Transport.WS))) {
            stream.send(Frames.text(json));
            ServerFrame answer = stream.next();
            WrongReaction.unless(
                    answer instanceof ServerFrame.Failure failure && failure.code() == due,
                    "answered " + answer + ", " + due + " was due");
            stream.send(Frames.text("{\"type\":\"ping\",\"id\":\"after\"}"));
            ServerFrame pong = stream.next();
            WrongReaction.unless(pong instanceof ServerFrame.Pong, "then a ping was answered " + pong);
        }
    }
}
