package io.broadcasthub.bench.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClientFramesTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3, 4, 5, 125, 126, 65_535, 65_536})
    void framesAreMaskedAndCanBeUnmasked(int length) {
        byte[] payload = new byte[length + 2];
        for (int i = 0; i < payload.length; i++) {
            payload[i] = (byte) (i * 31);
        }
        ByteBuf out = Unpooled.buffer();
        ClientFrames.write(ClientFrames.TEXT, payload, 1, 1 + length, out);

        assertThat(out.readUnsignedByte()).isEqualTo((short) 0x81);
        int second = out.readUnsignedByte();
        assertThat(second & 0x80).isEqualTo(0x80);
        long size = switch (second & 0x7f) {
            case 126 -> out.readUnsignedShort();
            case 127 -> out.readLong();
            default -> second & 0x7f;
        };
        assertThat(size).isEqualTo(length);
        byte[] mask = new byte[4];
        out.readBytes(mask);
        assertThat(out.readableBytes()).isEqualTo(length);
        for (int i = 0; i < length; i++) {
            assertThat((byte) (out.readByte() ^ mask[i & 3])).isEqualTo(payload[i + 1]);
        }
    }
}
