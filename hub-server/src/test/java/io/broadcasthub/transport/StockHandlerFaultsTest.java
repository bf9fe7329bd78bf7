package io.broadcasthub.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.broadcasthub.metrics.HubMetrics;
import io.broadcasthub.testkit.WsClient;
import io.broadcasthub.testkit.WsFrame;
import io.broadcasthub.transport.ws.WebSocketLimits;
import io.broadcasthub.transport.ws.WebSocketRoute;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Faults that were measured in servers made of Netty's stock WebSocket handlers (4.2.20), each with the test that holds it down
 * here; {@code docs/security.md} lists them. Time is the test's.
 */
class StockHandlerFaultsTest {
    private static final int MAX_MESSAGE = 1 << 16;
    private static final int MAX_FRAGMENTS = 1024;
    private static final Duration HANDSHAKE =
            EmbeddedConnection.config().limits().handshakeTimeout();

    private final EmbeddedConnection connection = new EmbeddedConnection(
            new WebSocketRoute(new WebSocketLimits(MAX_MESSAGE, MAX_FRAGMENTS), false, 0, 10, new HubMetrics()));

    @AfterEach
    void end() {
        connection.close();
    }

    /** What followed the handshake. */
    private List<WsFrame> frames() {
        byte[] sent = connection.sent().getBytes(StandardCharsets.ISO_8859_1);
        int at = connection.sent().indexOf("\r\n\r\n") + 4;
        List<WsFrame> frames = new ArrayList<>();
        while (at < sent.length) {
            int length = sent[at + 1] & 0xFF;
            int header = 2;
            if (length == 126) {
                length = (sent[at + 2] & 0xFF) << 8 | (sent[at + 3] & 0xFF);
                header = 4;
            }
            byte[] payload = new byte[length];
            System.arraycopy(sent, at + header, payload, 0, length);
            frames.add(new WsFrame(sent[at] & 0xFF, payload));
            at += header + length;
        }
        return frames;
    }

    private void assertOneClose(int code) {
        assertThat(frames())
                .filteredOn(f -> f.opcode() == WsFrame.CLOSE)
                .singleElement()
                .satisfies(f -> assertThat(f.closeCode()).isEqualTo(code));
        assertThat(frames()).last().satisfies(f -> assertThat(f.opcode()).isEqualTo(WsFrame.CLOSE));
    }

    /** The stock handler answers a protocol error with two close frames, and an invalid close with 1000. */
    @Nested
    class TwoCloseFrames {
        static Stream<Arguments> violations() {
            byte[] none = {};
            return Stream.of(
                    Arguments.of("reserved bit", WsClient.frame(WsFrame.FIN | 0x20 | WsFrame.TEXT, none), 1002),
                    Arguments.of("reserved opcode", WsClient.frame(WsFrame.FIN | 3, none), 1002),
                    Arguments.of("fragmented ping", WsClient.frame(WsFrame.PING, none), 1002),
                    Arguments.of("nothing to continue", WsClient.frame(WsFrame.FIN | WsFrame.CONTINUATION, none), 1002),
                    Arguments.of("not masked", new byte[] {(byte) 0x81, 0}, 1002),
                    Arguments.of("binary", WsClient.frame(WsFrame.FIN | WsFrame.BINARY, none), 1003),
                    Arguments.of("not UTF-8", WsClient.frame(WsFrame.FIN | WsFrame.TEXT, bytes(0xC3, 0x28)), 1007),
                    Arguments.of("half a close code", close(3), 1002),
                    Arguments.of("close code 0", close(0, 0), 1002),
                    Arguments.of("close code 999", close(0x03, 0xE7), 1002),
                    Arguments.of("close code 1005", close(0x03, 0xED), 1002),
                    Arguments.of("close code 5000", close(0x13, 0x88), 1002),
                    Arguments.of("close reason not UTF-8", close(0x03, 0xE8, 0xC3, 0x28), 1007));
        }

        private static byte[] close(int... payload) {
            return WsClient.frame(WsFrame.FIN | WsFrame.CLOSE, bytes(payload));
        }

        private static byte[] bytes(int... values) {
            byte[] bytes = new byte[values.length];
            for (int i = 0; i < values.length; i++) {
                bytes[i] = (byte) values[i];
            }
            return bytes;
        }

        @ParameterizedTest(name = "{0}")
        @MethodSource("violations")
        void oneCloseFrameWithTheRightCode(String what, byte[] bytes, int code) {
            connection.receive(WsClient.upgradeRequest("/ws"));
            connection.receive(bytes);
            assertOneClose(code);
            connection.receive(WsClient.frame(WsFrame.FIN | WsFrame.CLOSE, bytes(0x03, 0xE8)));
            assertOneClose(code);
            connection.pass(EmbeddedConnection.config().limits().closeTimeout());
            connection.pass(Duration.ofSeconds(1));
            assertThat(connection.isOpen()).isFalse();
        }
    }

    /** The stock handler upgrades requests that the HTTP decoder has marked as malformed. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 1\r\nTransfer-Encoding: chunked\r\n",
                "Transfer-Encoding: chunked, xchunked\r\n",
                "Content-Length: 1\r\nContent-Length: 2\r\n",
                "X: y\nX: z\r\n",
                "X : y\r\n",
                "X: \u0000\r\n",
            })
    void malformedRequestsAreNotUpgraded(String header) {
        String request = WsClient.upgradeRequest("/ws");
        connection.receive(request.substring(0, request.length() - 2) + header + "\r\n");
        assertThat(connection.sent()).startsWith("HTTP/1.1 400 ").doesNotContain("101");
        assertThat(connection.isOpen()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0000GET /ws HTTP/1.1\r\n", "GET /ws HTTP/1.1\n"})
    void malformedRequestLinesAreNotLeftOpenWithoutAnAnswer(String line) {
        String request = WsClient.upgradeRequest("/ws");
        connection.receive(line + request.substring(request.indexOf("Host:")));
        assertThat(connection.sent()).startsWith("HTTP/1.1 400 ").doesNotContain("101");
        assertThat(connection.isOpen()).isFalse();
    }

    /** The stock handler's handshake time-out does not begin before a request is complete. */
    @ParameterizedTest
    @ValueSource(strings = {"", "GET /w", "GET /ws HTTP/1.1\r\nHost: h\r\n"})
    void theHandshakeHasATimeFromAcceptOn(String beginning) {
        connection.receive(beginning);
        int parts = 50;
        for (int i = 0; i < parts - 1; i++) {
            connection.pass(HANDSHAKE.dividedBy(parts));
            assertThat(connection.isOpen()).as("after part %s", i).isTrue();
            if (beginning.endsWith("\r\n")) {
                connection.receive("X: y\r\n");
            }
        }
        for (int i = 0; i < parts / 2; i++) {
            connection.pass(HANDSHAKE.dividedBy(parts));
        }
        assertThat(connection.isOpen()).isFalse();
        assertThat(connection.sent()).isEmpty();
    }

    /** The stock aggregator leaves a connection open whose message is too big, or has fragments without end. */
    @Nested
    class EndlessMessages {
        @Test
        void aMessageWithTooManyFragmentsEndsTheConnection() {
            connection.receive(WsClient.upgradeRequest("/ws"));
            connection.receive(WsClient.frame(WsFrame.TEXT, new byte[] {'{'}));
            byte[] fragment = WsClient.frame(WsFrame.CONTINUATION, new byte[] {' '});
            for (int i = 2; i <= MAX_FRAGMENTS; i++) {
                connection.receive(fragment);
            }
            assertThat(connection.sent()).as("as many as allowed").doesNotContain("bye");
            connection.receive(fragment);
            assertOneClose(1009);
            connection.pass(EmbeddedConnection.config().limits().closeTimeout());
            connection.pass(Duration.ofSeconds(1));
            assertThat(connection.isOpen()).isFalse();
        }

        @Test
        void aMessageThatIsTooBigEndsTheConnection() {
            connection.receive(WsClient.upgradeRequest("/ws"));
            connection.receive(WsClient.frame(WsFrame.TEXT, new byte[MAX_MESSAGE - 1]));
            assertThat(connection.sent()).doesNotContain("bye");
            connection.receive(WsClient.frame(WsFrame.CONTINUATION, new byte[2]));
            assertOneClose(1009);
            connection.pass(EmbeddedConnection.config().limits().closeTimeout());
            connection.pass(Duration.ofSeconds(1));
            assertThat(connection.isOpen()).isFalse();
        }
    }
}
