package io.broadcasthub.server;

import io.broadcasthub.concurrent.AnyThread;
import io.broadcasthub.concurrent.Threads;
import io.broadcasthub.config.HubConfig;
import io.broadcasthub.engine.Engine;
import io.broadcasthub.protocol.HubException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running hub; also the way to embed one. Single use: started once, stopped once. After {@link #stop} there is no thread,
 * timer or socket of the hub's in the process.
 */
@AnyThread
public final class HubServer implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(HubServer.class);

    private final Wiring wiring;
    private final Shutdown shutdown;
    private final Listener publicListener;
    private final Listener adminListener;
    private final AtomicBoolean stopping = new AtomicBoolean();
    private final CompletableFuture<Void> closed = new CompletableFuture<>();

    private HubServer(Wiring wiring, Listener publicListener, Listener adminListener, HubConfig config) {
        this.wiring = wiring;
        this.publicListener = publicListener;
        this.adminListener = adminListener;
        this.shutdown = new Shutdown(wiring, publicListener, adminListener, config.drain());
    }

    /**
     * Starts a hub; when this returns it accepts connections. Blocks while it binds.
     *
     * @throws HubException if it cannot be started; nothing is left behind
     */
    public static HubServer start(HubConfig config) {
        Platform platform = Platform.of(config.net());
        return start(config, platform, () -> Engines.create(config, platform.environment()));
    }

    /** As {@link #start(HubConfig)}, on another platform and another engine than the configuration's. */
    static HubServer start(HubConfig config, Platform platform, Supplier<Engine> engine) {
        Threads threads = platform.environment().threads();
        Wiring wiring = new Wiring(config, platform, engine);
        Listener admin = null;
        try {
            List<Boolean> batching = threads.await(wiring.loops.collect(wiring::begin));
            Preflight.tell(platform, wiring.admission);
            Preflight.warnOfAdmin(config.admin());
            admin = Listener.bind(
                    config.admin(),
                    config,
                    platform,
                    platform.adminLoops(),
                    wiring.admin.gate(),
                    wiring.adminConnections());
            Listener main = Listener.bind(
                    config.listen(),
                    config,
                    platform,
                    platform.loops(),
                    wiring.main.gate(),
                    wiring.publicConnections());
            wiring.addresses = List.of(main.address(), admin.address());
            wiring.health.started();
            HubServer server = new HubServer(wiring, main, admin, config);
            log.atInfo()
                    .addKeyValue("public", server.publicAddress())
                    .addKeyValue("admin", server.adminAddress())
                    .addKeyValue("io", platform.io().name())
                    .addKeyValue("batch-sends", batching.contains(true))
                    .log("started");
            return server;
        } catch (RuntimeException | Error e) {
            if (admin != null) {
                admin.close();
            }
            try {
                Shutdown.release(wiring);
            } catch (RuntimeException also) {
                e.addSuppressed(also);
            }
            throw e;
        }
    }

    /** Where clients connect, with the port that was picked. */
    public InetSocketAddress publicAddress() {
        return publicListener.address();
    }

    /** Where operators ask. */
    public InetSocketAddress adminAddress() {
        return adminListener.address();
    }

    /**
     * Stops accepting, tells every client when to come back, waits for them within the drain deadline, and ends everything
     * that was started. Idempotent.
     *
     * @return {@link #closed()}
     */
    public CompletionStage<Void> stop() {
        if (stopping.compareAndSet(false, true)) {
            log.atInfo().log("stopping");
            wiring.platform.environment().threads().start("hub-stop", this::stopNow);
        }
        return closed();
    }

    private void stopNow() {
        try {
            shutdown.run();
            log.atInfo().log("stopped");
            closed.complete(null);
        } catch (RuntimeException e) {
            // Logged where it happened.
            closed.completeExceptionally(e);
        }
    }

    /** Completes when nothing of the hub is left. */
    public CompletionStage<Void> closed() {
        return closed.copy();
    }

    /** Stops and waits for the end. */
    @Override
    public void close() {
        stop().toCompletableFuture().join();
    }

    /** Its parts, for tests that break them. */
    Wiring wiring() {
        return wiring;
    }

    /** Counts what the hub holds now. */
    public CompletableFuture<Census> census() {
        return wiring.loops
                .collect(Census.LoopCensus::of)
                .thenApply(loops -> Census.of(
                        loops, wiring.engine.stats(), wiring.admission.open(), wiring.admission.handshakes()));
    }
}
