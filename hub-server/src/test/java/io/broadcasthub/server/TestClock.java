package io.broadcasthub.server;

import io.broadcasthub.concurrent.Environment;
import io.broadcasthub.config.HubConfig;
import io.broadcasthub.diagnostics.KernelSockets;
import io.broadcasthub.testkit.TestHub;
import io.broadcasthub.topic.LoopTopics;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.IoEventLoop;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SingleThreadIoEventLoop;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.Ticker;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The clock of a real hub's event loops: the real one, which a test puts forward. So a time-out of minutes, which no machine is
 * too slow for, is over when the test says so.
 */
public final class TestClock implements Ticker {
    private final AtomicLong ahead = new AtomicLong();

    public void advance(Duration by) {
        ahead.addAndGet(by.toNanos());
    }

    @Override
    public long initialNanoTime() {
        return Ticker.systemTicker().initialNanoTime();
    }

    @Override
    public long nanoTime() {
        return Ticker.systemTicker().nanoTime() + ahead.get();
    }

    @Override
    public void sleep(long delay, TimeUnit unit) throws InterruptedException {
        Ticker.systemTicker().sleep(delay, unit);
    }

    /** As {@link TestHub#start}, on event loops that go by this clock. */
    public TestHub start(String... settings) {
        HubConfig config = TestHub.config(settings);
        IoMechanism io = IoMechanism.of(config.net());
        Platform platform = new Platform(
                Environment.system(),
                io,
                new Loops("hub-loop", io.handlers()),
                new Loops("hub-admin", io.handlers()),
                PooledByteBufAllocator.DEFAULT,
                KernelSockets::ofProcess,
                OpenFiles.ofProcess(),
                new JvmMemory(new Recollection()),
                LoopTopics.TURN);
        return TestHub.of(HubServer.start(config, platform, () -> Engines.create(config, platform.environment())));
    }

    private final class Loops extends MultiThreadIoEventLoopGroup {
        Loops(String name, IoHandlerFactory handlers) {
            super(1, new DefaultThreadFactory(name, true), handlers);
        }

        @Override
        protected IoEventLoop newChild(Executor executor, IoHandlerFactory handlers, Object... args) {
            return new SingleThreadIoEventLoop(this, executor, handlers) {
                @Override
                public Ticker ticker() {
                    return TestClock.this;
                }
            };
        }
    }
}
