package io.broadcasthub.bench.torture.fault;

import io.broadcasthub.bench.torture.peer.Heads;
import io.broadcasthub.bench.torture.peer.HttpPeer;
import io.broadcasthub.bench.torture.peer.RawPeer;
import io.broadcasthub.bench.wire.HttpConnection;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;

/** An HTTP request that is wrong, and the status that says so. */
enum BadRequest implements Fault {
    NO_HTTP("noise", 400, "\0\1\2\377 what\r\n\r\n"),
    TLS_HELLO("a TLS hello", 400, "\26\3\1\2\0\1\0\1\374\3\3\r\n\r\n"),
    NO_HOST("no Host", 400, "GET / HTTP/1.1\r\n\r\n"),
    TWO_HOSTS("two Hosts", 400, "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n"),
    BAD_HEADER("a header without colon", 400, "GET / HTTP/1.1\r\nHost: HOST\r\nnonsense\r\n\r\n"),
    LONG_LINE("a request line of 20 kB", 414, "GET /" + "a".repeat(20_000) + " HTTP/1.1\r\nHost: HOST\r\n\r\n"),
    LONG_HEADER("headers of 20 kB", 431, "GET / HTTP/1.1\r\nHost: HOST\r\nX: " + "a".repeat(20_000) + "\r\n\r\n"),
    UNKNOWN_PATH("a path that is not", 404, "GET /../../etc/passwd HTTP/1.1\r\nHost: HOST\r\n\r\n"),
    WRONG_METHOD("a method that is not", 405, "BREW /topics/a HTTP/1.1\r\nHost: HOST\r\n\r\n"),
    TWO_LENGTHS(
            "two lengths",
            400,
            "POST /topics/bad HTTP/1.1\r\nHost: HOST\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab"),
    NEGATIVE_LENGTH(
            "a negative length", 400, "POST /topics/bad HTTP/1.1\r\nHost: HOST\r\nContent-Length: -1\r\n\r\nab"),
    LENGTH_AND_CHUNKS(
            "a length and chunks",
            400,
            "POST /topics/bad HTTP/1.1\r\nHost: HOST\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
    BAD_CHUNK(
            "a chunk size that is none",
            400,
            "POST /topics/bad HTTP/1.1\r\nHost: HOST\r\nContent-Type: text/plain\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"),
    BAD_TOPIC("an absurd topic", 422, post("/topics/a..b", "text/plain", "x")),
    LONG_TOPIC("a topic of 300 bytes", 422, post("/topics/" + "a".repeat(300), "text/plain", "x")),
    RESERVED_TOPIC("a topic of the hub's", 403, post("/topics/$SYS", "text/plain", "x")),
    BAD_JSON("a body that is no JSON", 400, post("/topics/bad", "application/json", "{\"a\":")),
    DEEP_JSON("a body of 5,000 brackets", 400, post("/topics/bad", "application/json", "[".repeat(5_000))),
    BAD_TEXT("a body that is not UTF-8", 400, post("/topics/bad", "text/plain", "\300\257")),
    WRONG_TYPE("a body of another type", 415, post("/topics/bad", "image/png", "x")),
    TOO_LARGE("a body over the limit", 413, post("/topics/bad", "text/plain", "x".repeat(100_000))),
    NO_TOPIC("a stream of nothing", 400, "GET /events HTTP/1.1\r\nHost: HOST\r\n\r\n"),
    BAD_PATTERN("a stream of an absurd pattern", 422, "GET /events?topic=**.a HTTP/1.1\r\nHost: HOST\r\n\r\n"),
    TOPIC_TWICE("a stream of one topic twice", 409, "GET /events?topic=a&topic=a HTTP/1.1\r\nHost: HOST\r\n\r\n"),
    BAD_RESUME(
            "a resume point that is none",
            400,
            "GET /events?topic=a HTTP/1.1\r\nHost: HOST\r\nLast-Event-ID: ::-1\r\n\r\n"),
    WRONG_ACCEPT(
            "a stream in another form", 406, "GET /events?topic=a HTTP/1.1\r\nHost: HOST\r\nAccept: image/png\r\n\r\n"),
    OLD_WEBSOCKET("a WebSocket of version 8", 426, webSocket("Version: 13", "Version: 8") + "\r\n"),
    NO_KEY("a WebSocket without a key", 400, webSocket("Sec-WebSocket-Key", "X") + "\r\n"),
    UNKNOWN_SUBPROTOCOL(
            "an unknown subprotocol", 400, Heads.webSocket("HOST", false) + "Sec-WebSocket-Protocol: mqtt\r\n\r\n"),
    FOREIGN_ORIGIN("a foreign origin", 403, Heads.webSocket("HOST", false) + "Origin: https://evil.example\r\n\r\n");

    private static final int OVERLOADED = 503;

    private final String words;
    private final int status;
    private final String request;

    /** @param request with {@code HOST} where the hub's address belongs; its characters are bytes */
    BadRequest(String words, int status, String request) {
        this.words = words;
        this.status = status;
        this.request = request;
    }

    /** A handshake with something else for a part of it. */
    private static String webSocket(String part, String other) {
        return Heads.webSocket("HOST", false).replace(part, other);
    }

    private static String post(String path, String type, String body) {
        return Heads.post("HOST", path, type, body.length()) + body;
    }

    @Override
    public String label() {
        return "request: " + words;
    }

    @Override
    public void inflict(Arena arena, Random random) throws WrongReaction, IOException {
        byte[] bytes = request.replace("HOST", arena.host()).getBytes(StandardCharsets.ISO_8859_1);
        int cut = random.nextInt(bytes.length); // in two pieces, wherever
        try (RawPeer peer = arena.connect()) {
            peer.send(Arrays.copyOf(bytes, cut));
            peer.send(Arrays.copyOfRange(bytes, cut, bytes.length));
            HttpConnection.Answer answer = HttpPeer.answer(peer);
            if (answer == null) {
                throw new WrongReaction("no answer");
            }
            arena.answers().saw(answer.status(), answer.body(), label());
            WrongReaction.unless(
                    answer.status() == status || answer.status() == OVERLOADED,
                    "answered " + answer.status() + ", " + status + " was due: " + answer.body());
        }
    }
}
