package io.broadcasthub.transport.ws;

import static io.broadcasthub.transport.ws.Frames.FIN;
import static io.broadcasthub.transport.ws.Frames.PING;
import static io.broadcasthub.transport.ws.Frames.PONG;
import static io.broadcasthub.transport.ws.Frames.RSV1;
import static io.broadcasthub.transport.ws.Frames.TEXT;
import static io.broadcasthub.transport.ws.Frames.bytes;
import static io.broadcasthub.transport.ws.Frames.close;
import static io.broadcasthub.transport.ws.Frames.frame;
import static io.broadcasthub.transport.ws.Frames.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.broadcasthub.testkit.Allocated;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The decoder in its pipeline: listeners that act inside a call, ends of every kind, and what passes through. */
class WebSocketDecoderLifecycleTest {
    private static final byte[] NONE = {};

    /** Acts on the first event, whichever that is. */
    private static final class Acting extends RecordingListener {
        Consumer<DecoderHarness> action = harness -> {};
        DecoderHarness harness;

        private void act() {
            if (events.size() == 1) {
                action.accept(harness);
            }
        }

        @Override
        public void onText(byte[] buffer, int offset, int length) {
            super.onText(buffer, offset, length);
            act();
        }

        @Override
        public void onPing(ByteBuf payload) {
            super.onPing(payload);
            act();
        }

        @Override
        public void onPong() {
            super.onPong();
            act();
        }
    }

    private static DecoderHarness acting(Consumer<DecoderHarness> action) {
        Acting listener = new Acting();
        listener.harness = new DecoderHarness(listener, DecoderHarness.LIMITS, true);
        listener.action = action;
        return listener.harness;
    }

    private static ByteBuf first(String kind) {
        return switch (kind) {
            case "text" -> text("a");
            case "deflated" -> frame(FIN | RSV1 | TEXT, Deflated.of(bytes("a")));
            case "fragments" -> Frames.join(frame(TEXT, NONE), frame(FIN, bytes("a")));
            case "ping" -> frame(FIN | PING, bytes("a"));
            default -> frame(FIN | PONG, NONE);
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "deflated", "fragments", "ping", "pong"})
    void nothingFollowsAfterTheListenerRemovedTheDecoder(String kind) {
        try (DecoderHarness harness = acting(h -> h.channel.pipeline().remove(h.decoder))) {
            harness.feed(first(kind), text("late"), frame(TEXT, bytes("late")));
            assertThat(harness.listener.events).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "deflated", "fragments", "ping", "pong"})
    void nothingFollowsAfterTheListenerClosedTheChannel(String kind) {
        try (DecoderHarness harness = acting(h -> h.channel.close())) {
            harness.feed(first(kind), text("late"), frame(TEXT, bytes("late")));
            assertThat(harness.listener.events).hasSize(1);
            assertThat(harness.decoder.isIncomplete()).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "deflated", "fragments", "ping", "pong"})
    void bytesThatArriveInsideACallWaitTheirTurn(String kind) {
        try (DecoderHarness harness = acting(h -> {
            h.feed(text("third"));
            h.feed(text("fourth"));
        })) {
            harness.feed(first(kind), text("second"));
            assertThat(harness.listener.events).hasSize(4).endsWith("text second", "text third", "text fourth");
        }
    }

    @Test
    void bytesThatArriveInsideTheLastCallAreReleased() {
        try (DecoderHarness harness = acting(h -> {
            h.feed(text("late"));
            h.channel.pipeline().remove(h.decoder);
        })) {
            harness.feed(text("first"));
            assertThat(harness.listener.events).containsExactly("text first");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "deflated", "fragments", "ping", "pong"})
    void anExceptionOfTheListenerEndsTheDecodingAndGoesOn(String kind) {
        try (DecoderHarness harness = acting(h -> {
            h.feed(text("inside"));
            throw new IllegalStateException("planted");
        })) {
            assertThatThrownBy(() -> harness.feed(first(kind), text("late"))).hasMessage("planted");
            harness.feed(text("later"));
            assertThat(harness.listener.events).hasSize(1);
        }
    }

    @Test
    void oneConnectionMayBeReadInsideTheCallOfAnother() {
        try (DecoderHarness inner = new DecoderHarness(true);
                DecoderHarness outer = new DecoderHarness(
                        new RecordingListener() {
                            @Override
                            public void onText(byte[] buffer, int offset, int length) {
                                inner.feed(
                                        frame(FIN | RSV1 | TEXT, Deflated.of(bytes("inner one"))), text("inner two"));
                                super.onText(buffer, offset, length);
                            }
                        },
                        DecoderHarness.LIMITS,
                        true)) {
            outer.feed(frame(FIN | RSV1 | TEXT, Deflated.of(bytes("outer one"))), text("outer two"));
            assertThat(outer.listener.events).containsExactly("text outer one", "text outer two");
            assertThat(inner.listener.events).hasSize(4).startsWith("text inner one", "text inner two");
        }
    }

    @Test
    void nothingFollowsACloseOrAnError() {
        try (DecoderHarness closed = new DecoderHarness(false);
                DecoderHarness failed = new DecoderHarness(false)) {
            closed.feed(close(1000, ""), text("a")).feed(text("b"));
            failed.feed(frame(FIN | 3, NONE), text("a")).feed(text("b"));
            assertThat(closed.listener.events).containsExactly("close 1000 ");
            assertThat(failed.listener.events).containsExactly("error 1002");
            assertThat(closed.listener.reads).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 6, 8, 20})
    void anEndInTheMiddleLeavesNothing(int at) {
        byte[] stream = Frames.array(Frames.join(frame(TEXT, bytes("abc")), frame(FIN | PING, bytes("p"))));
        DecoderHarness harness = new DecoderHarness(false);
        harness.feedByteByByte(Arrays.copyOf(stream, Math.min(at, stream.length - 1)));
        assertThat(harness.decoder.isIncomplete()).isTrue();
        harness.close();
        assertThat(harness.listener.events).isEmpty();
    }

    @Test
    void tellsOfBytesOncePerRead() {
        try (DecoderHarness harness = new DecoderHarness(false)) {
            harness.feed(text("a"), text("b")).feed(new byte[] {(byte) 0x81}).feed(new byte[0]);
            assertThat(harness.listener.reads).isEqualTo(2);
        }
    }

    @Test
    void forwardsReadCompleteAndWhatIsNotBytes() {
        AtomicInteger completes = new AtomicInteger();
        try (DecoderHarness harness = new DecoderHarness(false)) {
            harness.channel.pipeline().addLast(new ChannelInboundHandlerAdapter() {
                @Override
                public void channelReadComplete(ChannelHandlerContext ctx) {
                    completes.incrementAndGet();
                }
            });
            harness.feed(text("a"), text("b"));
            harness.channel.writeInbound("not bytes");
            assertThat(completes).hasValue(2);
            assertThat((String) harness.channel.readInbound()).isEqualTo("not bytes");
        }
    }

    @Test
    void aFrameThatArrivesWholeAllocatesNothing() {
        int[] seen = new int[1];
        RecordingListener counting = new RecordingListener() {
            @Override
            public void onText(byte[] buffer, int offset, int length) {
                seen[0] += length;
            }
        };
        DecoderHarness harness = new DecoderHarness(counting, DecoderHarness.LIMITS, true);
        ChannelHandlerContext ctx = harness.channel.pipeline().context(harness.decoder);
        ByteBuf frames = Frames.join(text("x".repeat(100)), frame(FIN | RSV1 | TEXT, Deflated.of(new byte[900])));
        ByteBuf read = Unpooled.buffer().writeBytes(frames).retain(5000);
        frames.release();
        long spent = 0;
        for (int round = 0; round < 5000; round++) {
            long before = Allocated.byThisThread();
            harness.decoder.channelRead(ctx, read.readerIndex(0));
            long after = Allocated.byThisThread();
            spent += round < 1000 ? 0 : after - before;
        }
        assertThat(seen[0]).isEqualTo(5000 * 1000);
        // The smallest object has 16 bytes; what remains below is the virtual machine linking code.
        assertThat(spent / 4000).isLessThan(16);
        assertThat(read.release()).isTrue();
        harness.close();
    }
}
