package io.broadcasthub.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;

/**
 * What must hold for any bytes: each reader gives a frame or a {@link FrameException} and nothing else, and what it gives
 * can be written and read again. JSON is what Jackson takes for it too. What is UTF-8 reads the same to who need not check
 * that.
 */
final class Tolerance {
    private static final FrameCodec CODEC = new JsonFrameCodec();

    private Tolerance() {}

    static void check(byte[] input) {
        JsonJudge.check(input);
        client(input);
        line(input);
        server(input);
    }

    private static void client(byte[] input) {
        ClientFrame frame;
        try {
            frame = CODEC.readClientFrame(input, 0, input.length);
        } catch (FrameException refused) {
            if (Utf8.isValid(input, 0, input.length)) {
                assertThatThrownBy(() -> CODEC.readCheckedClientFrame(input, 0, input.length))
                        .isInstanceOf(FrameException.class)
                        .hasMessage(refused.getMessage());
            }
            return;
        }
        assertThat(CODEC.readCheckedClientFrame(input, 0, input.length)).isEqualTo(frame);
        byte[] text = CODEC.write(frame);
        assertOneLine(text);
        assertThat(CODEC.readClientFrame(text, 0, text.length)).isEqualTo(frame);
    }

    private static void line(byte[] input) {
        try {
            assertOneLine(CODEC.readPublishLine(input, 0, input.length).data().utf8());
        } catch (FrameException refused) {
            assertThat(refused.reason()).isNotBlank();
        }
    }

    private static void server(byte[] input) {
        ServerFrame frame;
        try {
            frame = CODEC.readServerFrame(input, 0, input.length);
        } catch (FrameException refused) {
            return;
        }
        byte[] text = CODEC.write(frame);
        assertOneLine(text);
        assertThat(CODEC.readServerFrame(text, 0, text.length)).isEqualTo(frame);
    }

    private static void assertOneLine(byte[] text) {
        for (byte b : text) {
            if (b == '\n' || b == '\r') {
                throw new AssertionError("line break in " + new String(text, StandardCharsets.UTF_8));
            }
        }
    }
}
