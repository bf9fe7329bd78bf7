package io.broadcasthub.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.concurrent.FastThreadLocal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a loop reads into, from one reading to the next. */
@SuppressWarnings("deprecation") // Handle: every allocator still has to name it
class ReceiveBuffersTest {
    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final RecvByteBufAllocator.Handle handle = ReceiveBuffers.SHARED.newHandle();

    @BeforeEach
    void begin() {
        handle.reset(channel.config());
    }

    @AfterEach
    void endOfTheLoop() {
        FastThreadLocal.removeAll();
        channel.finishAndReleaseAll();
    }

    @Test
    void whatIsDoneWithIsReadIntoAgain() {
        ByteBuf first = read(5);
        first.release();
        ByteBuf second = read(3);
        assertThat(second).isSameAs(first);
        assertThat(second.readableBytes()).isEqualTo(3);
        second.release();
    }

    @Test
    void whatSomebodyHasAPartOfIsNotTouched() {
        ByteBuf first = read(5);
        ByteBuf part = first.readRetainedSlice(2);
        first.release();
        ByteBuf second = read(3);
        assertThat(second).isNotSameAs(first);
        second.release();
        assertThat(part.refCnt()).isPositive();
        part.release();
        assertThat(first.refCnt()).isZero();
    }

    @Test
    void largeReadingsHaveBuffersOfTheirOwn() {
        ByteBuf small = read(handle.guess());
        ByteBuf large = handle.allocate(PooledByteBufAllocator.DEFAULT);
        assertThat(large.capacity()).isGreaterThan(small.capacity());
        small.release();
        large.release();
        assertThat(large.refCnt()).isZero();
    }

    @Test
    void nothingOutlivesTheLoop() {
        ByteBuf buffer = read(1);
        buffer.release();
        assertThat(buffer.refCnt()).isOne();
        FastThreadLocal.removeAll();
        assertThat(buffer.refCnt()).isZero();
    }

    /** Reads so many bytes, as a channel does. */
    private ByteBuf read(int bytes) {
        ByteBuf buffer = handle.allocate(PooledByteBufAllocator.DEFAULT);
        handle.attemptedBytesRead(buffer.writableBytes());
        buffer.writeZero(bytes);
        handle.lastBytesRead(bytes);
        return buffer;
    }
}
