package io.broadcasthub.transport.ws;

import static org.assertj.core.api.Assertions.assertThat;

import io.broadcasthub.testkit.Connection;
import io.broadcasthub.testkit.TestHub;
import io.broadcasthub.testkit.WsClient;
import io.broadcasthub.testkit.WsFrame;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a WebSocket ends, whoever ends it, and what it survives. */
class WebSocketCloseIT {
    private static TestHub hub;

    @BeforeAll
    static void start() {
        hub = TestHub.start("limits.max-message", "2KiB", "limits.max-errors", "3", "limits.close-timeout", "300ms");
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    /** The hub says {@code bye}, sends the close frame, awaits ours, closes. */
    private static void assertClosed(WsClient client, int code) {
        assertThat(client.awaitType("bye").path("code").asInt()).isEqualTo(code);
        assertThat(client.awaitClose()).isEqualTo(code);
        client.sendClose(code);
        assertThat(client.connection().untilClosed()).isEmpty();
    }

    @Test
    void refusesBinary() {
        WsClient client = hub.welcomed("/ws");
        client.send(WsFrame.FIN | WsFrame.BINARY, new byte[] {1, 2, 3});
        assertClosed(client, 1003);
    }

    @Test
    void refusesWhatIsNotUtf8() {
        WsClient client = hub.welcomed("/ws");
        client.send(WsFrame.FIN | WsFrame.TEXT, new byte[] {'{', (byte) 0xc3, (byte) 0x28, '}'});
        assertClosed(client, 1007);
    }

    @Test
    void refusesWhatIsTooBigAsSoonAsItsLengthIsKnown() {
        WsClient client = hub.welcomed("/ws");
        byte[] whole = WsClient.frame(WsFrame.FIN | WsFrame.TEXT, new byte[2049]);
        byte[] header = new byte[8];
        System.arraycopy(whole, 0, header, 0, header.length);
        client.connection().send(header);
        assertClosed(client, 1009);
    }

    @Test
    void refusesFragmentsThatAddUpToTooMuch() {
        WsClient client = hub.welcomed("/ws");
        client.send(WsFrame.TEXT, new byte[1500]);
        client.send(WsFrame.CONTINUATION, new byte[1500]);
        assertClosed(client, 1009);
    }

    @Test
    void refusesUnmaskedFrames() {
        WsClient client = hub.welcomed("/ws");
        client.connection().send(new byte[] {(byte) 0x81, 2, '{', '}'});
        assertClosed(client, 1002);
    }

    @Test
    void closesAfterTooManyErrors() {
        WsClient client = hub.welcomed("/ws");
        for (int i = 0; i < 4; i++) {
            client.send("not json");
        }
        for (int i = 0; i < 4; i++) {
            assertThat(client.next("error").path("code").asText()).isEqualTo("bad_request");
        }
        assertClosed(client, 4008);
    }

    @ParameterizedTest
    @ValueSource(ints = {1000, 1001, 3000, 4999})
    void answersTheClientsCloseWithTheSameCodeAndNothingElse(int code) {
        WsClient client = hub.welcomed("/ws?topic=closing");
        client.sendClose(code);
        assertThat(client.nextFrame().closeCode()).isEqualTo(code);
        assertThat(client.connection().untilClosed()).isEmpty();
    }

    @Test
    void answersACloseWithoutACode() {
        WsClient client = hub.welcomed("/ws");
        client.send(WsFrame.FIN | WsFrame.CLOSE, new byte[0]);
        assertThat(client.awaitClose()).isIn(1000, 1005);
        assertThat(client.connection().untilClosed()).isEmpty();
    }

    @Test
    void answersWhatCameBeforeTheCloseAndNothingThatCameAfter() {
        WsClient client = hub.welcomed("/ws");
        client.send("{'type':'ping','id':1}");
        client.sendClose(1000);
        client.connection().trySend(WsClient.frame(WsFrame.FIN | WsFrame.PING, new byte[0]));
        client.next("pong");
        assertThat(client.nextFrame().closeCode()).isEqualTo(1000);
        assertThat(client.connection().untilClosed()).isEmpty();
    }

    @Test
    void answersPingsWithWhatTheyCarry() {
        try (WsClient client = hub.welcomed("/ws")) {
            client.send(WsFrame.FIN | WsFrame.PING, "abc".getBytes(StandardCharsets.US_ASCII));
            WsFrame pong = client.nextFrame();
            assertThat(pong.opcode()).isEqualTo(WsFrame.PONG);
            assertThat(pong.text()).isEqualTo("abc");
        }
    }

    @Test
    void takesFragmentsWithControlFramesBetween() {
        try (WsClient client = hub.welcomed("/ws")) {
            client.send(WsFrame.TEXT, "{\"type\":".getBytes(StandardCharsets.US_ASCII));
            client.send(WsFrame.FIN | WsFrame.PING, new byte[] {'x'});
            client.send(WsFrame.CONTINUATION, "\"ping\",".getBytes(StandardCharsets.US_ASCII));
            client.send(WsFrame.FIN | WsFrame.CONTINUATION, "\"id\":1}".getBytes(StandardCharsets.US_ASCII));
            assertThat(client.nextFrame().opcode()).isEqualTo(WsFrame.PONG);
            assertThat(client.next("pong").path("id").asInt()).isEqualTo(1);
        }
    }

    @Test
    void takesFramesByteByByte() {
        try (WsClient client = hub.welcomed("/ws")) {
            for (byte b : WsClient.frame(
                    WsFrame.FIN | WsFrame.TEXT, "{\"type\":\"ping\",\"id\":9}".getBytes(StandardCharsets.US_ASCII))) {
                client.connection().send(new byte[] {b});
            }
            assertThat(client.next("pong").path("id").asInt()).isEqualTo(9);
        }
    }

    @Test
    void welcomesEvenThoseWhoDoNotWait() {
        Connection connection = hub.connect();
        connection.send(concat(
                WsClient.upgradeRequest("/ws?topic=eager").getBytes(StandardCharsets.US_ASCII),
                WsClient.frame(WsFrame.FIN | WsFrame.TEXT, "{\"type\":\"ping\"}".getBytes(StandardCharsets.US_ASCII))));
        try (WsClient client = WsClient.upgraded(connection)) {
            client.next("welcome");
            client.next("pong");
        }
    }

    @Test
    void forgetsThoseWhoCloseWithTheirFirstBytes() {
        int before = hub.census().subscriptions();
        for (int i = 0; i < 20; i++) {
            Connection connection = hub.connect();
            connection.send(concat(
                    WsClient.upgradeRequest("/ws?topic=brief&topic=brief.*").getBytes(StandardCharsets.US_ASCII),
                    WsClient.frame(WsFrame.FIN | WsFrame.CLOSE, new byte[] {3, (byte) 0xe8})));
            WsClient client = WsClient.upgraded(connection);
            client.next("welcome");
            assertThat(client.nextFrame().closeCode()).isEqualTo(1000);
            assertThat(connection.untilClosed()).isEmpty();
        }
        hub.awaitCensus("their subscriptions are gone", c -> c.subscriptions() <= before);
    }

    private static byte[] concat(byte[] first, byte[] second) {
        byte[] all = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        return all;
    }
}
