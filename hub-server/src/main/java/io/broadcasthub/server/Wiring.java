package io.broadcasthub.server;

import io.broadcasthub.concurrent.Environment;
import io.broadcasthub.concurrent.TaskScope;
import io.broadcasthub.config.HubConfig;
import io.broadcasthub.config.LimitsConfig;
import io.broadcasthub.diagnostics.Page;
import io.broadcasthub.diagnostics.profile.Profiler;
import io.broadcasthub.engine.Engine;
import io.broadcasthub.limits.LoadGovernor;
import io.broadcasthub.limits.Work;
import io.broadcasthub.metrics.HubMetrics;
import io.broadcasthub.protocol.FrameCodec;
import io.broadcasthub.protocol.JsonFrameCodec;
import io.broadcasthub.session.AccessLog;
import io.broadcasthub.session.Admission;
import io.broadcasthub.session.EngineTimer;
import io.broadcasthub.session.Publisher;
import io.broadcasthub.session.SessionContext;
import io.broadcasthub.session.SessionLoop;
import io.broadcasthub.session.SessionNames;
import io.broadcasthub.topic.LoopTopics;
import io.broadcasthub.topic.SendBatch;
import io.broadcasthub.topic.TopicDirectory;
import io.broadcasthub.transport.ConnectionGuard;
import io.broadcasthub.transport.OriginPolicy;
import io.broadcasthub.transport.RequestLimits;
import io.broadcasthub.transport.Route;
import io.broadcasthub.transport.Router;
import io.broadcasthub.transport.admin.HealthRoute;
import io.broadcasthub.transport.admin.MetricsRoute;
import io.broadcasthub.transport.admin.PageRoute;
import io.broadcasthub.transport.api.BatchRoute;
import io.broadcasthub.transport.api.HistoryRoute;
import io.broadcasthub.transport.api.PresenceRoute;
import io.broadcasthub.transport.api.PublishRoute;
import io.broadcasthub.transport.api.WebFile;
import io.broadcasthub.transport.stream.EventsRoute;
import io.broadcasthub.transport.ws.WebSocketLimits;
import io.broadcasthub.transport.ws.WebSocketRoute;
import io.netty.channel.EventLoop;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts the parts of one hub together. The only place that names concrete ones. */
final class Wiring {
    private static final Logger log = LoggerFactory.getLogger(Wiring.class);
    private static final Duration INTEREST_LINGER = Duration.ofSeconds(5);
    private static final int MAX_ADMIN_CONNECTIONS = 256;
    private static final int ADMIN_MAX_BODY = 1024;

    private final HubConfig config;
    private final FrameCodec codec = new JsonFrameCodec();

    final HubMetrics metrics = new HubMetrics();
    final TaskScope background;
    final TaskScope audits;
    final Routine routine = new Routine();
    final Platform platform;
    final Profiler profiler;
    final Health health;
    final Engine engine;
    final TopicDirectory directory;
    final Admission admission;
    final Door main;
    final Door admin;
    final LoadGovernor governor;
    final LoadSampler load;
    final Loops loops;
    final Auditor auditor;
    final GrowthWatch growth;
    /** Where the hub listens, once it does. */
    volatile List<InetSocketAddress> addresses = List.of();

    private final List<LoopPulse> pulses;
    private final Publisher publisher;
    private final SessionContext context;

    /** @param engines makes the engine; last of what may fail to begin, so that nothing is left behind */
    Wiring(HubConfig config, Platform platform, Supplier<Engine> engines) {
        this.config = config;
        this.platform = platform;
        Environment environment = platform.environment();
        this.engine = begin(engines);
        this.background = environment.threads().scope("hub-background");
        this.audits = environment.threads().scope("hub-audit");
        this.profiler = new Profiler(environment.threads().scope("hub-profile"), environment.nanoTicker());
        this.directory = new TopicDirectory(engine, INTEREST_LINGER, environment.nanoTicker());
        this.admission = new Admission(
                maxConnections(config.limits(), platform.files()),
                config.limits().maxHandshakes());
        this.main = new Door(admission, new AcceptGate(metrics.load(), platform.files()));
        this.admin = new Door(
                new Admission(MAX_ADMIN_CONNECTIONS, MAX_ADMIN_CONNECTIONS),
                new AcceptGate(metrics.load(), platform.files()));
        this.governor = new LoadGovernor(config.load(), metrics, environment.nanoTicker());
        this.publisher = new Publisher(
                engine,
                config.limits().maxMessage().intBytes(),
                metrics,
                governor,
                new EngineTimer(metrics.timing(), governor, environment.nanoTicker(), environment.jitter()));
        this.context = new SessionContext(
                config.limits(),
                config.heartbeat(),
                Version.current(),
                codec,
                publisher,
                new SessionNames(environment.names()),
                metrics,
                environment.jitter(),
                governor,
                new AccessLog(config.log().access(), governor));
        this.loops = new Loops(platform.loops(), platform.adminLoops(), this::sessionLoop);
        this.pulses = loops.serving().stream()
                .map(loop -> new LoopPulse(loop, metrics.load()))
                .toList();
        this.load = new LoadSampler(config.load(), governor, platform.files(), platform.memory(), pulses, main, admin);
        this.health = new Health(engine, governor, pulses, main.gate());
        routine.every(background, "interests", Duration.ofSeconds(1), directory::sweep);
        routine.every(background, "load", LoadGovernor.INTERVAL, load::sample);
        this.auditor = new Auditor(
                new Audited(
                        loops,
                        directory,
                        engine,
                        environment.threads(),
                        routine,
                        () -> platform.kernel().apply(addresses),
                        Audited.SLICE),
                audits,
                environment.nanoTicker());
        routine.earlyAndEvery(audits, "audit", config.diagnostics().auditInterval(), auditor::sweep);
        this.growth = new GrowthWatch(loops, audits, config.diagnostics());
        routine.every(audits, "growth", config.diagnostics().growthInterval(), growth::sample);
        metrics.gauge("hub_leak_signatures", "Groups of silent connections that only grow", growth::found);
        load.export(metrics);
        findVanishedPeers(environment);
        EngineState state = new EngineState(engine);
        routine.every(background, "engine state", Duration.ofSeconds(1), state::ask);
        metrics.gauge("hub_engine_up", "1 while the engine says that it can work", () -> state.isAvailable() ? 1 : 0);
        metrics.gauge("hub_audit_mismatches", "What the latest audit found to be there wrongly", auditor::mismatches);
        JvmFigures.export(loops, metrics);
        metrics.gauge("hub_topics", "Topics with a log", () -> engine.stats().topics());
        metrics.gauge(
                "hub_patterns", "Patterns with a log", () -> engine.stats().patterns());
        metrics.gauge(
                "hub_history_bytes",
                "Bytes held by all logs, and by the topics themselves",
                () -> engine.stats().bytes());
    }

    /** Where the kernel cannot be told to find them itself ({@link Listener}), it is asked. */
    private void findVanishedPeers(Environment environment) {
        if (platform.io().userTimeout() == null) {
            VanishedPeers vanished = new VanishedPeers(
                    loops,
                    platform.kernel(),
                    () -> addresses,
                    environment.nanoTicker(),
                    config.heartbeat().multipliedBy(2));
            routine.every(audits, "vanished peers", config.heartbeat().dividedBy(2), vanished::sweep);
        }
    }

    private Engine begin(Supplier<Engine> engines) {
        try {
            return engines.get();
        } catch (RuntimeException e) {
            endLoops();
            throw e;
        }
    }

    /** Blocks until the event loops are gone. */
    void endLoops() {
        CompletableFuture<?>[] ended = Stream.of(platform.loops(), platform.adminLoops())
                .map(group -> NettyStages.done(group.shutdownGracefully(0, 1, TimeUnit.SECONDS))
                        .toCompletableFuture())
                .toArray(CompletableFuture[]::new);
        platform.environment().threads().await(CompletableFuture.allOf(ended));
    }

    /** As many as are asked for, as far as there are descriptors for them. */
    private static int maxConnections(LimitsConfig limits, OpenFiles files) {
        int room = files.room();
        if (limits.maxConnections() > room) {
            log.atWarn()
                    .addKeyValue("limits.max-connections", limits.maxConnections())
                    .addKeyValue("room", room)
                    .addKeyValue("descriptors", files.limit())
                    .log("the process may not open that many files; raise its limit (ulimit -n), or lower the number");
            return room;
        }
        return limits.maxConnections() > 0 ? limits.maxConnections() : room;
    }

    private SessionLoop sessionLoop(EventLoop loop) {
        LoopTopics topics = new LoopTopics(
                loop,
                directory,
                config::ruleFor,
                metrics,
                governor,
                platform.allocator(),
                config.net().maxWrite().intBytes(),
                platform.turn());
        topics.ledger().sampleBirths(config.diagnostics().birthStacks());
        return new SessionLoop(loop, topics, context);
    }

    /**
     * Starts what goes on by itself on a loop; on the loop.
     *
     * @return whether it sends to many at once
     */
    boolean begin(SessionLoop sessions) {
        sessions.start();
        SendBatch batch =
                loops.serving().contains(sessions) ? platform.io().batches().of(sessions.eventLoop()) : null;
        if (batch != null) {
            sessions.topics().sendBy(batch);
        }
        return batch != null;
    }

    ConnectionGuard publicConnections() {
        LimitsConfig limits = config.limits();
        List<Route> routes = new ArrayList<>(List.of(
                new WebSocketRoute(
                        new WebSocketLimits(limits.maxMessage().intBytes(), limits.maxFragments()),
                        config.net().deflate(),
                        config.net().deflateThreshold().intBytes(),
                        limits.maxTopics(),
                        metrics),
                new EventsRoute(limits.maxTopics()),
                new PublishRoute(publisher),
                new BatchRoute(publisher, codec, limits.maxBatchLines()),
                new HistoryRoute(engine, codec),
                new PresenceRoute()));
        routes.addAll(WebFile.all());
        return new ConnectionGuard(
                loops::of,
                admission,
                () -> governor.refusal(Work.CONNECTION),
                new Router(routes, "the paths are in docs/protocol.md"),
                new OriginPolicy(config.origins()),
                RequestLimits.ofBody(limits.maxBatch().intBytes(), EventsRoute.longestId(limits.maxTopics())));
    }

    private Page loadPage() {
        return LoadPage.of(governor.report(), pulses, !main.gate().isPaused(), metrics.load());
    }

    ConnectionGuard adminConnections() {
        List<Route> routes = new ArrayList<>(List.of(
                new HealthRoute("/health/live", health::live),
                new HealthRoute("/health/ready", health::ready),
                new MetricsRoute(metrics)));
        routes.add(new PageRoute("/debug/load", e -> CompletableFuture.completedFuture(loadPage())));
        LoopsPage loopsPage = new LoopsPage(pulses, LoadSampler.lateFrom(config.load()));
        routes.add(new PageRoute("/debug/loops", e -> CompletableFuture.completedFuture(loopsPage.page())));
        routes.addAll(new DebugRoutes(auditor, new ConnectionPages(loops), profiler, growth, audits).all());
        return new ConnectionGuard(
                loops::of,
                admin.admission(),
                () -> null,
                new Router(routes, "the pages are listed at /debug"),
                new OriginPolicy(List.of()),
                RequestLimits.ofBody(ADMIN_MAX_BODY));
    }
}
