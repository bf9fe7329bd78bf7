package io.broadcasthub.transport;

import io.broadcasthub.config.ConfigLoader;
import io.broadcasthub.config.HubConfig;
import io.broadcasthub.config.Sources;
import io.broadcasthub.engine.Engine;
import io.broadcasthub.limits.IdleGovernor;
import io.broadcasthub.limits.LoadGovernor;
import io.broadcasthub.metrics.HubMetrics;
import io.broadcasthub.protocol.JsonFrameCodec;
import io.broadcasthub.session.AccessLog;
import io.broadcasthub.session.Admission;
import io.broadcasthub.session.EngineTimer;
import io.broadcasthub.session.Publisher;
import io.broadcasthub.session.SessionContext;
import io.broadcasthub.session.SessionLoop;
import io.broadcasthub.session.SessionNames;
import io.broadcasthub.testkit.BrokenEngine;
import io.broadcasthub.topic.LoopTopics;
import io.broadcasthub.topic.TopicDirectory;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.EventLoop;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One accepted connection of a hub with one loop, in memory; time stands still unless it is let go on. */
public final class EmbeddedConnection implements AutoCloseable {
    private static final HubConfig CONFIG = ConfigLoader.load(
                    Sources.none().set("listen", "127.0.0.1:0").set("admin", "127.0.0.1:0"))
            .config();

    private final HubConfig config;
    private final Engine engine;
    private final Admission admission = new Admission(1, 1);
    private final HubMetrics metrics = new HubMetrics();
    private final EmbeddedChannel channel;
    private final StringBuilder sent = new StringBuilder();
    private @Nullable SessionLoop loop;

    /** On a hub whose engine is out of order. */
    public EmbeddedConnection(Route... routes) {
        this(new BrokenEngine(), routes);
    }

    public EmbeddedConnection(Engine engine, Route... routes) {
        this(CONFIG, engine, routes);
    }

    public EmbeddedConnection(HubConfig config, Engine engine, Route... routes) {
        this.config = config;
        this.engine = engine;
        channel = new EmbeddedChannel(new ConnectionGuard(
                this::loop,
                admission,
                () -> null,
                new Router(List.of(routes), "the test"),
                new OriginPolicy(List.of()),
                RequestLimits.ofBody(config.limits().maxBatch().intBytes())));
        channel.freezeTime();
    }

    private SessionLoop loop(EventLoop eventLoop) {
        SessionLoop result = loop;
        if (result == null) {
            result = sessions(config, engine, metrics, eventLoop);
            result.start();
            loop = result;
        }
        return result;
    }

    /** The sessions of a loop whose time is the test's. */
    public static SessionLoop sessions(HubConfig config, Engine engine, HubMetrics metrics, EventLoop eventLoop) {
        LoadGovernor load = IdleGovernor.of(metrics);
        LoopTopics topics = new LoopTopics(
                eventLoop,
                new TopicDirectory(engine, Duration.ZERO, System::nanoTime),
                config::ruleFor,
                metrics,
                load,
                UnpooledByteBufAllocator.DEFAULT,
                1 << 16,
                LoopTopics.TURN);
        SessionContext context = new SessionContext(
                config.limits(),
                config.heartbeat(),
                "test",
                new JsonFrameCodec(),
                new Publisher(
                        engine,
                        config.limits().maxMessage().intBytes(),
                        metrics,
                        load,
                        new EngineTimer(metrics.timing(), load, System::nanoTime, new Random(1))),
                new SessionNames(new Random(1)),
                metrics,
                new Random(1),
                load,
                new AccessLog(false, load));
        return new SessionLoop(eventLoop, topics, context);
    }

    public static HubConfig config() {
        return CONFIG;
    }

    public void receive(String ascii) {
        receive(ascii.getBytes(StandardCharsets.US_ASCII));
    }

    public void receive(byte[] bytes) {
        channel.writeInbound(Unpooled.wrappedBuffer(bytes));
    }

    /** Before whatever the loop has yet to do. */
    public void receiveAtOnce(String ascii) {
        channel.pipeline().fireChannelRead(Unpooled.copiedBuffer(ascii, StandardCharsets.US_ASCII));
        channel.pipeline().fireChannelReadComplete();
    }

    /** Does what the loop has to do. */
    public void run() {
        channel.runPendingTasks();
    }

    public void pass(Duration time) {
        channel.advanceTimeBy(time.toNanos(), TimeUnit.NANOSECONDS);
        channel.runScheduledPendingTasks();
        channel.runPendingTasks();
    }

    /** Everything that was sent. */
    public String sent() {
        for (ByteBuf out = channel.readOutbound(); out != null; out = channel.readOutbound()) {
            sent.append(out.toString(StandardCharsets.ISO_8859_1));
            out.release();
        }
        return sent.toString();
    }

    /** The listener's. */
    public Admission admission() {
        return admission;
    }

    /** The loop that owns it. */
    public SessionLoop loop() {
        return loop(channel.eventLoop());
    }

    public long now() {
        return channel.eventLoop().ticker().nanoTime();
    }

    public boolean isReading() {
        return channel.config().isAutoRead();
    }

    public boolean isOpen() {
        return channel.isOpen();
    }

    public int sessions() {
        return loop == null ? 0 : loop.size();
    }

    public void disconnect() {
        channel.close();
        channel.runPendingTasks();
    }

    @Override
    public void close() {
        if (loop != null) {
            loop.stop();
        }
        channel.finishAndReleaseAll();
    }
}
