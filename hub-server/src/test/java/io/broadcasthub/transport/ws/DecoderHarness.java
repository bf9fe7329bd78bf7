package io.broadcasthub.transport.ws;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** A decoder in a channel, fed in one piece or many; checks that each piece is released. */
final class DecoderHarness implements AutoCloseable {
    static final WebSocketLimits LIMITS = new WebSocketLimits(1000, 8);

    final RecordingListener listener;
    final WebSocketDecoder decoder;
    final EmbeddedChannel channel;
    private final List<ByteBuf> fed = new ArrayList<>();

    DecoderHarness(boolean deflate) {
        this(new RecordingListener(), LIMITS, deflate);
    }

    DecoderHarness(RecordingListener listener, WebSocketLimits limits, boolean deflate) {
        this(listener, limits, deflate ? Compression.NO_CONTEXT : Compression.NONE);
    }

    DecoderHarness(RecordingListener listener, WebSocketLimits limits, Compression compression) {
        this.listener = listener;
        decoder = new ListenedDecoder(listener, new FrameRules(limits, compression));
        channel = new EmbeddedChannel(decoder);
    }

    /** What the bytes lead to when they arrive in one piece. */
    static List<String> events(boolean deflate, ByteBuf... frames) {
        try (DecoderHarness harness = new DecoderHarness(deflate)) {
            return harness.feed(frames).listener.events;
        }
    }

    DecoderHarness feed(ByteBuf... frames) {
        return feed(Frames.array(Frames.join(frames)));
    }

    /** As a direct buffer, as from a socket. */
    DecoderHarness feed(byte... bytes) {
        return feedPiece(
                PooledByteBufAllocator.DEFAULT.directBuffer(bytes.length).writeBytes(bytes));
    }

    DecoderHarness feedPiece(ByteBuf piece) {
        fed.add(piece);
        channel.writeInbound(piece);
        return this;
    }

    DecoderHarness feedByteByByte(byte[] bytes) {
        for (byte b : bytes) {
            feedPiece(Unpooled.wrappedBuffer(new byte[] {b}));
        }
        return this;
    }

    DecoderHarness feedInPieces(byte[] bytes, Random random) {
        int at = 0;
        while (at < bytes.length) {
            int next = Math.min(bytes.length, at + 1 + random.nextInt(40));
            feed(Arrays.copyOfRange(bytes, at, next));
            at = next;
        }
        return this;
    }

    @Override
    public void close() {
        channel.finishAndReleaseAll();
        assertThat(fed.stream().mapToInt(ByteBuf::refCnt).sum()).isZero();
        assertThat(decoder.isIncomplete()).isFalse();
    }
}
