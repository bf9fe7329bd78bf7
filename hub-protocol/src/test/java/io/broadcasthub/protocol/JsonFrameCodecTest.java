package io.broadcasthub.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonFrameCodecTest {
    private final FrameCodec codec = new JsonFrameCodec();

    private ClientFrame.Publish publish(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        return (ClientFrame.Publish) codec.readClientFrame(bytes, 0, bytes.length);
    }

    private ServerFrame server(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        return codec.readServerFrame(bytes, 0, bytes.length);
    }

    @Test
    void readsOnlyTheGivenPartOfTheBuffer() {
        byte[] bytes = "}}{\"type\":\"publish\",\"topic\":\"a\",\"data\":[1, 2]}{{".getBytes(UTF_8);
        ClientFrame frame = codec.readClientFrame(bytes, 2, bytes.length - 4);
        assertThat(((ClientFrame.Publish) frame).data()).hasToString("[1, 2]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "12",
                "-1.50e+3",
                "0",
                "true",
                "null",
                "\"a, b \"",
                "\"\\u00e9\\ud83d\"",
                "{ \"a\" : [ 1 , 2 ] }",
                "[]",
                "{}",
                "{\"a\":1,\"a\":2}",
                "[{},[[]],\"}\"]",
                "\"\\\\\""
            })
    void passesPayloadsThroughAsTheyCame(String data) {
        assertThat(publish("{\"type\":\"publish\",\"topic\":\"a\",\"data\":" + data + "}")
                        .data())
                .hasToString(data);
        assertThat(publish(" { \"data\" : " + data + "\t, \"topic\":\"a\" , \"type\":\"publish\" } ")
                        .data())
                .hasToString(data);
        assertThat(publish("{\"topic\":\"a\",\"type\":\"publish\",\"data\":\r\n" + data + "\n }")
                        .data())
                .hasToString(data);
    }

    @Test
    void payloadIsOneLine() {
        String data = "{\n \"a\":\r[1,\t2]\n}";
        assertThat(publish("{\"type\":\"publish\",\"topic\":\"a\",\"data\":" + data + "}")
                        .data())
                .hasToString("{  \"a\": [1,\t2] }");
    }

    @Test
    void oldClientUnderstandsNewHub() {
        assertThat(server("{\"v\":{\"x\":[1]},\"type\":\"pong\",\"topic\":5,\"at\":{},\"id\":\"a\"}"))
                .isEqualTo(new ServerFrame.Pong(RequestId.of("a")));
        assertThat(server("{\"type\":\"error\",\"code\":\"teapot\",\"message\":\"m\"}"))
                .isEqualTo(new ServerFrame.Failure(null, ErrorCode.INTERNAL, "m", null, null));
        assertThat(server("{\"type\":\"gap\",\"topic\":\"a\",\"next\":\"e:1\",\"reason\":\"eclipse\"}"))
                .isEqualTo(
                        new ServerFrame.Gap(new TopicFilter("a"), null, new Position("e", 1), GapReason.UNAVAILABLE));
        assertThat(Refusal.ofServerFrame("{\"type\":\"sparkle\"}").code()).isEqualTo(ErrorCode.UNKNOWN_TYPE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"ok\"}",
                "{\"type\":\"ok\",\"id\":1,\"at\":\"x\"}",
                "{\"type\":\"ok\",\"id\":1,\"members\":{}}",
                "{\"type\":\"ok\",\"id\":1,\"recovered\":1}",
                "{\"type\":\"welcome\",\"session\":\"s\",\"version\":\"1\",\"heartbeat\":0,\"maxFrame\":1}",
                "{\"type\":\"welcome\",\"session\":\"s\",\"version\":\"1\",\"heartbeat\":1,\"maxFrame\":99999999999}",
                "{\"type\":\"error\",\"code\":5,\"message\":\"m\"}",
                "{\"type\":\"message\",\"topic\":\"a\",\"id\":5,\"time\":1,\"data\":1}",
                "{\"type\":\"message\",\"topic\":\"a\",\"id\":\"e:1\",\"data\":1}",
                "{\"type\":\"bye\",\"code\":\"1001\",\"reason\":\"r\"}",
                "{\"type\":\"bye\",\"code\":1001,\"reason\":\"r\",\"retryAfter\":-1}",
                "{\"type\":\"join\",\"topic\":\"a\"}",
                "{\"type\":\"pong\"",
            })
    void refusesWhatIsNotAFrameOfTheHub(String text) {
        assertThat(Refusal.ofServerFrame(text).code()).isEqualTo(ErrorCode.BAD_REQUEST);
    }

    @Test
    void readsPublishLines() {
        byte[] line = "{\"data\":{\"a\":1},\"topic\":\"a.b\",\"key\":\"k\",\"dedupe\":\"d\"}".getBytes(UTF_8);
        assertThat(codec.readPublishLine(line, 0, line.length))
                .isEqualTo(new ClientFrame.Publish(null, new TopicName("a.b"), Payload.ofJson("{\"a\":1}"), "k", "d"));
        assertThat(Refusal.ofPublishLine("{\"type\":\"publish\",\"topic\":\"a\",\"data\":1}")
                        .reason())
                .isEqualTo("unknown field \"type\": known here are topic, data, key, dedupe");
        assertThat(Refusal.ofPublishLine("{\"topic\":\"a\"}").reason()).startsWith("data is missing");
        assertThat(Refusal.ofPublishLine("{\"topic\":\"*\",\"data\":1}").code()).isEqualTo(ErrorCode.INVALID_TOPIC);
    }

    @Test
    void nestingIsLimitedAlikeOnEveryWay() {
        String deepest = "[".repeat(64) + "]".repeat(64);
        Payload data = publish("{\"type\":\"publish\",\"topic\":\"a\",\"data\":" + deepest + "}")
                .data();
        assertThat(data).isEqualTo(Payload.ofJson(deepest));
        ServerFrame message = new ServerFrame.Message(
                new TopicName("a"), new Position("e", 1), data, Instant.EPOCH, null, null, null);
        assertThat(server(new String(codec.write(message), UTF_8))).isEqualTo(message);
        assertThat(Refusal.ofPublishLine("{\"topic\":\"a\",\"data\":[" + deepest + "]}")
                        .reason())
                .contains("at most 64 levels");
    }

    @Test
    void heartbeatIsRoundedUpToWholeSeconds() {
        assertThat(new String(codec.write(new ServerFrame.Welcome("s", "1", Duration.ofMillis(200), 1)), UTF_8))
                .contains("\"heartbeat\":1,");
        assertThat(new String(codec.write(new ServerFrame.Welcome("s", "1", Duration.ofMillis(2001), 1)), UTF_8))
                .contains("\"heartbeat\":3,");
    }

    @Test
    void answersCarryBackAnyTextId() {
        RequestId id = RequestId.of("\ud800 \u0000 \u2028 \ud83d\ude42" + "x".repeat(1000));
        ServerFrame pong = new ServerFrame.Pong(id);
        assertThat(server(new String(codec.write(pong), UTF_8))).isEqualTo(pong);
    }

    @Test
    void tokensAreNotShown() {
        assertThat(new ClientFrame.Auth(RequestId.of(1), "s3cret").toString()).doesNotContain("s3cret");
    }
}
