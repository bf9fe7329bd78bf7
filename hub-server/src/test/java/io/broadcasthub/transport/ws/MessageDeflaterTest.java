package io.broadcasthub.transport.ws;

import static io.broadcasthub.transport.ws.Frames.bytes;
import static io.broadcasthub.transport.ws.Frames.hex;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.extensions.WebSocketClientExtension;
import io.netty.handler.codec.http.websocketx.extensions.WebSocketExtensionData;
import io.netty.handler.codec.http.websocketx.extensions.compression.PerMessageDeflateClientExtensionHandshaker;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.zip.Inflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Compressed frames, read by the platform's inflater and by Netty's client. */
class MessageDeflaterTest {
    private static final String MESSAGE = "{\"type\":\"message\",\"topic\":\"orders.eu\",\"data\":[1,2,3]}".repeat(9);

    @Test
    void compressesTheRfcExampleRepeated() throws Exception {
        try (MessageDeflater deflater = new MessageDeflater(-1)) {
            byte[] frame = frame(deflater, bytes("Hello".repeat(4)));
            assertThat(frame[0]).isEqualTo((byte) 0xC1);
            assertThat(inflate(Arrays.copyOfRange(frame, 2, frame.length))).isEqualTo(bytes("Hello".repeat(4)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "Hello", "[1]"})
    void leavesTextPlainThatDoesNotGetShorter(String text) {
        try (MessageDeflater deflater = new MessageDeflater(6)) {
            byte[] frame = frame(deflater, bytes(text));
            assertThat(frame[0]).isEqualTo((byte) 0x81);
            assertThat(Arrays.copyOfRange(frame, 2, frame.length)).isEqualTo(bytes(text));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 1, 6, 9})
    void takesNothingOverFromOneMessageToTheNext(int level) {
        try (MessageDeflater deflater = new MessageDeflater(level)) {
            byte[] first = frame(deflater, bytes(MESSAGE));
            frame(deflater, bytes("something else".repeat(20)));
            assertThat(frame(deflater, bytes(MESSAGE))).isEqualTo(first);
            assertThat(first.length).isLessThan(MESSAGE.length() / 3);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 200, 4_000, 70_000, 300_000, 1_000_000})
    void isReadByNettysClient(int length) {
        WebSocketClientExtension extension = new PerMessageDeflateClientExtensionHandshaker(0)
                .handshakeExtension(new WebSocketExtensionData("permessage-deflate", Map.of()));
        EmbeddedChannel client =
                new EmbeddedChannel(new WebSocket13FrameDecoder(false, true, 2 << 20), extension.newExtensionDecoder());
        try (MessageDeflater deflater = new MessageDeflater(1)) {
            for (String text : new String[] {MESSAGE, letters(length), "x".repeat(length), letters(length)}) {
                byte[] utf8 = bytes("__" + text + "__");
                ByteBuf frame = PooledByteBufAllocator.DEFAULT.directBuffer();
                deflater.writeTextFrame(frame, utf8, 2, utf8.length - 4);
                client.writeInbound(frame);
                TextWebSocketFrame read = client.readInbound();
                assertThat(read.text()).isEqualTo(text);
                read.release();
            }
        }
        client.finishAndReleaseAll();
    }

    @Test
    void randomBytesOfEverySizeFitTheBound() {
        Random random = new Random(3);
        try (MessageDeflater deflater = new MessageDeflater(1)) {
            for (int length = 0; length < 70_000; length += 1 + length / 8) {
                byte[] text = new byte[length];
                random.nextBytes(text);
                byte[] frame = frame(deflater, text);
                int header = WebSocketFrames.textHeaderSize(length);
                assertThat(Arrays.copyOfRange(frame, header, frame.length)).isEqualTo(text);
            }
        }
    }

    @Test
    void oneFrameServesReceiversThatJoinAtAnyTime() throws Exception {
        try (MessageDeflater deflater = new MessageDeflater(6)) {
            for (int i = 0; i < 5; i++) {
                byte[] frame = frame(deflater, bytes(MESSAGE + i));
                int header = frame[1] < 126 ? 2 : 4;
                assertThat(inflate(Arrays.copyOfRange(frame, header, frame.length)))
                        .isEqualTo(bytes(MESSAGE + i));
            }
        }
    }

    private static byte[] frame(MessageDeflater deflater, byte[] text) {
        ByteBuf frame = PooledByteBufAllocator.DEFAULT.directBuffer();
        deflater.writeTextFrame(frame, text, 0, text.length);
        return Frames.array(frame);
    }

    /** As RFC 7692 section 7.2.2 says, with a new inflater. */
    private static byte[] inflate(byte[] payload) throws Exception {
        byte[] input = Arrays.copyOf(payload, payload.length + 4);
        System.arraycopy(hex("0000ffff"), 0, input, payload.length, 4);
        Inflater zlib = new Inflater(true);
        zlib.setInput(input);
        byte[] out = new byte[10_000];
        int size = zlib.inflate(out);
        zlib.end();
        return Arrays.copyOf(out, size);
    }

    private static String letters(int length) {
        Random random = new Random(length);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append((char) ('a' + random.nextInt(26)));
        }
        return text.toString();
    }
}
