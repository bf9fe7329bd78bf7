package io.broadcasthub.server;

import io.broadcasthub.concurrent.TaskScope;
import io.broadcasthub.config.HubConfig;
import io.broadcasthub.config.LimitsConfig;
import io.broadcasthub.config.NetConfig;
import io.broadcasthub.engine.Engine;
import io.broadcasthub.metrics.HubMetrics;
import io.broadcasthub.protocol.FrameCodec;
import io.broadcasthub.protocol.JsonFrameCodec;
import io.broadcasthub.session.Admission;
import io.broadcasthub.session.Publisher;
import io.broadcasthub.session.SessionContext;
import io.broadcasthub.session.SessionLoop;
import io.broadcasthub.session.SessionNames;
import io.broadcasthub.topic.LoopTopics;
import io.broadcasthub.topic.TopicDirectory;
import io.broadcasthub.transport.ConnectionGuard;
import io.broadcasthub.transport.OriginPolicy;
import io.broadcasthub.transport.Route;
import io.broadcasthub.transport.Router;
import io.broadcasthub.transport.admin.HealthRoute;
import io.broadcasthub.transport.admin.MetricsRoute;
import io.broadcasthub.transport.api.BatchRoute;
import io.broadcasthub.transport.api.HistoryRoute;
import io.broadcasthub.transport.api.PresenceRoute;
import io.broadcasthub.transport.api.PublishRoute;
import io.broadcasthub.transport.api.WebFile;
import io.broadcasthub.transport.stream.EventsRoute;
import io.broadcasthub.transport.ws.WebSocketLimits;
import io.broadcasthub.transport.ws.WebSocketRoute;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Puts the parts of one hub together. The only place that names concrete ones. */
final class Wiring {
    private static final Duration INTEREST_LINGER = Duration.ofSeconds(5);
    private static final int MAX_ADMIN_CONNECTIONS = 256;
    private static final int ADMIN_MAX_BODY = 1024;

    private final HubConfig config;
    private final FrameCodec codec = new JsonFrameCodec();

    final HubMetrics metrics = new HubMetrics();
    final TaskScope background = new TaskScope("hub-background");
    final Health health;
    final Engine engine;
    final TopicDirectory directory;
    final Admission admission;
    final IoMechanism io;
    final Loops loops;
    private final Publisher publisher;
    private final SessionContext context;

    /** @param engines makes the engine; last of what may fail to begin, so that nothing is left behind */
    Wiring(HubConfig config, Function<HubConfig, Engine> engines) {
        this.config = config;
        this.io = IoMechanism.of(config.net().transport());
        EventLoopGroup group = eventLoops(config.net(), io);
        this.engine = begin(engines, group);
        this.health = new Health(engine);
        this.directory = new TopicDirectory(engine, INTEREST_LINGER, System::nanoTime);
        this.admission =
                new Admission(maxConnections(config.limits()), config.limits().maxHandshakes());
        this.publisher = new Publisher(engine, config.limits().maxMessage().intBytes(), metrics);
        this.context = new SessionContext(
                config.limits(), config.heartbeat(), Version.current(), codec, publisher, new SessionNames(), metrics);
        this.loops = new Loops(group, this::sessionLoop);
        background.every(Duration.ofSeconds(1), directory::sweep);
        metrics.gauge("hub_topics", "Topics with a log", () -> engine.stats().topics());
        metrics.gauge(
                "hub_patterns", "Patterns with a log", () -> engine.stats().patterns());
        metrics.gauge(
                "hub_history_bytes",
                "Bytes held by all logs",
                () -> engine.stats().bytes());
    }

    private Engine begin(Function<HubConfig, Engine> engines, EventLoopGroup group) {
        try {
            return engines.apply(config);
        } catch (RuntimeException e) {
            group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
            throw e;
        }
    }

    private static int maxConnections(LimitsConfig limits) {
        return limits.maxConnections() > 0 ? limits.maxConnections() : OpenFiles.room();
    }

    private static EventLoopGroup eventLoops(NetConfig net, IoMechanism io) {
        int loops =
                net.eventLoops() > 0 ? net.eventLoops() : Runtime.getRuntime().availableProcessors();
        return new MultiThreadIoEventLoopGroup(loops, new DefaultThreadFactory("hub-loop", true), io.handlers());
    }

    private SessionLoop sessionLoop(EventLoop loop) {
        LoopTopics topics = new LoopTopics(
                loop,
                directory,
                filter -> config.ruleFor(filter).slow(),
                metrics,
                Listener.allocator(config.net()),
                config.net().maxWrite().intBytes());
        return new SessionLoop(loop, topics, context);
    }

    ConnectionGuard publicConnections() {
        LimitsConfig limits = config.limits();
        List<Route> routes = new ArrayList<>(List.of(
                new WebSocketRoute(
                        new WebSocketLimits(limits.maxMessage().intBytes(), limits.maxFragments()),
                        config.net().deflate(),
                        config.net().deflateThreshold().intBytes(),
                        limits.maxTopics()),
                new EventsRoute(limits.maxTopics()),
                new PublishRoute(publisher),
                new BatchRoute(publisher, codec),
                new HistoryRoute(engine, codec),
                new PresenceRoute()));
        routes.addAll(WebFile.all());
        return new ConnectionGuard(
                loops::of,
                admission,
                new Router(routes),
                new OriginPolicy(config.origins()),
                limits.maxBatch().intBytes());
    }

    ConnectionGuard adminConnections() {
        List<Route> routes = List.of(
                new HealthRoute("/health/live", health::live),
                new HealthRoute("/health/ready", health::ready),
                new MetricsRoute(metrics));
        return new ConnectionGuard(
                loops::of,
                new Admission(MAX_ADMIN_CONNECTIONS, MAX_ADMIN_CONNECTIONS),
                new Router(routes),
                new OriginPolicy(List.of()),
                ADMIN_MAX_BODY);
    }
}
