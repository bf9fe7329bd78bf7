package io.broadcasthub.transport.ws;

import static org.assertj.core.api.Assertions.assertThat;

import io.broadcasthub.testkit.Json;
import io.broadcasthub.testkit.TestHub;
import io.broadcasthub.testkit.WsClient;
import io.broadcasthub.testkit.WsFrame;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** permessage-deflate (RFC 7692) from the client's side, with the JDK's inflater. */
class DeflateIT {
    private static final String OFFER = "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits";
    private static final byte[] TAIL = {0, 0, (byte) 0xff, (byte) 0xff};
    private static TestHub hub;

    @BeforeAll
    static void start() {
        hub = TestHub.start("net.deflate-threshold", "100B", "limits.max-message", "64KiB");
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    private static String longJson(int seed) {
        return "\"" + ("broadcast " + seed + ' ').repeat(50) + "\"";
    }

    @Test
    void sendsCompressedWhatIsLongAndPlainWhatIsShort() throws DataFormatException {
        try (WsClient compressed = hub.welcomed("/ws?topic=z", OFFER);
                WsClient plain = hub.welcomed("/ws?topic=z")) {
            assertThat(compressed.handshake().header("Sec-WebSocket-Extensions"))
                    .startsWith("permessage-deflate");
            assertThat(plain.handshake().has("Sec-WebSocket-Extensions")).isFalse();
            for (int i = 0; i < 20; i++) {
                hub.publish("z", longJson(i));
                WsFrame frame = compressed.nextFrame();
                WsFrame same = plain.nextFrame();
                assertThat(frame.isCompressed()).isTrue();
                assertThat(same.isCompressed()).isFalse();
                assertThat(frame.payload().length).isLessThan(same.payload().length);
                // A new inflater each time: the hub keeps no context between messages.
                assertThat(inflate(frame.payload())).isEqualTo(same.text());
            }
            assertThat(compressed
                            .ask("1", "{'type':'ping','id':1}")
                            .path("type")
                            .asText())
                    .isEqualTo("pong");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "permessage-deflate",
                "permessage-deflate; server_no_context_takeover; client_no_context_takeover",
                "x-unknown, permessage-deflate; server_max_window_bits=15"
            })
    void agreesToWhatItCanHonour(String offer) throws DataFormatException {
        try (WsClient client = hub.welcomed("/ws?topic=offers", "Sec-WebSocket-Extensions: " + offer)) {
            assertThat(client.handshake().header("Sec-WebSocket-Extensions")).startsWith("permessage-deflate");
            hub.publish("offers", longJson(1));
            assertThat(Json.parse(inflate(client.nextFrame().payload()))
                            .path("topic")
                            .asText())
                    .isEqualTo("offers");
        }
    }

    @Test
    void declinesAWindowItDoesNotKeepTo() {
        try (WsClient client =
                hub.welcomed("/ws", "Sec-WebSocket-Extensions: permessage-deflate; server_max_window_bits=9")) {
            assertThat(client.handshake().has("Sec-WebSocket-Extensions")).isFalse();
        }
    }

    @Test
    void readsCompressedFrames() {
        try (WsClient client = hub.welcomed("/ws", OFFER)) {
            client.send(WsFrame.FIN | WsFrame.TEXT | WsFrame.RSV1, deflate("{\"type\":\"ping\",\"id\":7}"));
            assertThat(client.next("pong").path("id").asInt()).isEqualTo(7);
        }
    }

    @Test
    void closesABombWith1009() {
        WsClient client = hub.welcomed("/ws", OFFER);
        client.send(WsFrame.FIN | WsFrame.TEXT | WsFrame.RSV1, deflate(" ".repeat(10_000_000)));
        assertThat(client.awaitType("bye").path("code").asInt()).isEqualTo(1009);
        assertThat(client.awaitClose()).isEqualTo(1009);
    }

    @Test
    void refusesCompressedFramesThatWereNotAgreedOn() {
        WsClient client = hub.welcomed("/ws");
        client.send(WsFrame.FIN | WsFrame.TEXT | WsFrame.RSV1, deflate("{\"type\":\"ping\"}"));
        assertThat(client.awaitClose()).isEqualTo(1002);
    }

    private static String inflate(byte[] payload) throws DataFormatException {
        Inflater inflater = new Inflater(true);
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            byte[] buffer = new byte[4096];
            for (byte[] input : new byte[][] {payload, TAIL}) {
                inflater.setInput(input);
                for (int n = inflater.inflate(buffer); n > 0; n = inflater.inflate(buffer)) {
                    out.write(buffer, 0, n);
                }
            }
            return out.toString(StandardCharsets.UTF_8);
        } finally {
            inflater.end();
        }
    }

    private static byte[] deflate(String text) {
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
        try {
            deflater.setInput(text.getBytes(StandardCharsets.UTF_8));
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            byte[] buffer = new byte[4096];
            int n;
            do {
                n = deflater.deflate(buffer, 0, buffer.length, Deflater.SYNC_FLUSH);
                out.write(buffer, 0, n);
            } while (n == buffer.length);
            byte[] whole = out.toByteArray();
            byte[] withoutTail = new byte[whole.length - TAIL.length];
            System.arraycopy(whole, 0, withoutTail, 0, withoutTail.length);
            return withoutTail;
        } finally {
            deflater.end();
        }
    }
}
