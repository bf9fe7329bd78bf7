package io.broadcasthub.bench.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebSocketScannerTest {
    private final ByteArrayOutputStream stream = new ByteArrayOutputStream();

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 126, 1000, 1 << 20})
    void findsFramesHoweverTheyAreCut(int piece) {
        String middle = "m".repeat(126);
        String large = "l".repeat(piece < 100 ? 300 : 70_000); // each piece copies what is not complete yet
        frame(0x81, "{}");
        frame(0x89, "beat");
        frame(0x81, middle);
        frame(0x8a, "");
        frame(0x81, large);
        frame(0x81, "");
        frame(0x88, new String(new char[] {3, 0xf4}));

        assertThat(found(piece)).containsExactly("{}", "ping beat", middle, large, "", "close 1012");
    }

    @Test
    void keepsWhatIsNotComplete() {
        stream.writeBytes(new byte[] {(byte) 0x81, 5, 'h', 'e'});

        assertThat(found(4)).containsExactly("left over: 4");
    }

    @Test
    void readsCompressedMessages() {
        String text = "{\"type\":\"message\"}".repeat(400);
        Deflater deflater = new Deflater(9, true);
        deflater.setInput(text.getBytes(StandardCharsets.UTF_8));
        byte[] out = new byte[10_000];
        int length = deflater.deflate(out, 0, out.length, Deflater.SYNC_FLUSH) - 4;
        deflater.end();
        stream.write(0xc1);
        stream.write(length);
        stream.write(out, 0, length);

        assertThat(length).isLessThan(126);
        assertThat(found(1)).containsExactly(text);
    }

    @ParameterizedTest
    @ValueSource(ints = {0x01, 0x80, 0x91, 0xa1, 0x82, 0x83, 0xc9})
    void refusesWhatItDoesNotRead(int first) {
        frame(first, "x");

        assertThatThrownBy(() -> found(100)).isInstanceOf(ProtocolViolation.class);
    }

    @Test
    void refusesMaskedFrames() {
        stream.writeBytes(new byte[] {(byte) 0x81, (byte) 0x81, 0, 0, 0, 0, 'x'});

        assertThatThrownBy(() -> found(100)).hasMessageContaining("masked");
    }

    @Test
    void refusesSizesThatNobodySends() {
        stream.writeBytes(new byte[] {(byte) 0x81, 127, 0, 0, 0, 1, 0, 0, 0, 0});

        assertThatThrownBy(() -> found(100)).hasMessageContaining("4294967296");
    }

    private void frame(int first, String text) {
        byte[] payload = text.getBytes(StandardCharsets.ISO_8859_1);
        stream.write(first);
        if (payload.length < 126) {
            stream.write(payload.length);
        } else if (payload.length < 1 << 16) {
            stream.write(126);
            stream.write(payload.length >> 8);
            stream.write(payload.length);
        } else {
            stream.write(127);
            for (int shift = 56; shift >= 0; shift -= 8) {
                stream.write((int) ((long) payload.length >> shift));
            }
        }
        stream.writeBytes(payload);
    }

    private List<String> found(int piece) {
        return Found.in(stream.toByteArray(), piece, WebSocketScanner.INSTANCE).all;
    }
}
