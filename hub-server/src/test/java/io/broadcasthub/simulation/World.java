package io.broadcasthub.simulation;

import io.broadcasthub.concurrent.Environment;
import io.broadcasthub.diagnostics.Mismatch;
import io.broadcasthub.engine.Engine;
import io.broadcasthub.server.SimulatedHub;
import io.broadcasthub.topic.LoopTopics;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Everything there is: a hub, its machine, its clients, and the one source of chance that decides who is next. */
final class World {
    final Random random;
    final VirtualTime time = new VirtualTime();
    final Tally tally = new Tally();
    final Truth truth = new Truth();
    final TopicSet topics = new TopicSet();
    final FaultyAllocator allocator = new FaultyAllocator();
    final Network network;
    final SimulatedThreads threads;
    final Environment environment;
    final List<Client> clients = new ArrayList<>();

    /** A topic here has a handful of subscribers: in one seed of three too many for one go. */
    private final int turn;

    private final Function<Environment, Engine> engines;
    private @Nullable SimulatedLoops loops;
    private @Nullable SimulatedHub hub;
    private final Suspicions suspicions = new Suspicions();
    private boolean calm;
    private long failingUntil;

    /** @param engines makes the engine of each life of the hub */
    World(long seed, Function<World, Function<Environment, Engine>> engines) {
        random = new Random(seed);
        turn = seed % 3 == 0 ? 1 : LoopTopics.TURN;
        network = new Network(random, time);
        threads = new SimulatedThreads(time, this::step);
        environment = new Environment(time::now, time::wallClock, random, random, threads);
        this.engines = engines.apply(this);
    }

    // The hub's lives -------------------------------------------------------------------------------------------------

    void startHub() {
        tally.life();
        SimulatedLoops own = new SimulatedLoops(1 + random.nextInt(3), time);
        loops = own;
        hub = SimulatedHub.start(
                topics.config(),
                environment,
                own,
                () -> new SimulatedServerChannel(network),
                allocator,
                network::kernel,
                network::openFiles,
                turn,
                () -> new ClosedLast(engines.apply(environment), network));
        happened("hub", "started");
    }

    /** SIGTERM, and everything that has to be gone after it. */
    void stopHub() {
        happened("hub", "stops");
        var closed = hub().server().stop().toCompletableFuture();
        if (!threads.goOnUntil(closed::isDone, Duration.ofSeconds(60))) {
            throw new Violation("I9", "the hub does not stop");
        }
        if (closed.isCompletedExceptionally()) {
            throw new Violation(
                    "I9",
                    "the hub did not stop in order: "
                            + closed.handle((done, failure) -> failure).join().getCause());
        }
        require(
                threads.liveScopes().stream().noneMatch(name -> name.startsWith("hub-")),
                "I4",
                "the stop left " + threads.liveScopes());
        require(loops != null && loops.isTerminated(), "I4", "the stop left event loops");
        require(network.openAtServer().isEmpty(), "I1", "the stop left connections open");
        require(allocator.live() == 0, "I5", "the stop left " + allocator.live() + " buffers" + allocator.births());
        hub = null;
        loops = null;
        happened("hub", "stopped");
    }

    SimulatedHub hub() {
        if (hub == null) {
            throw new IllegalStateException("no hub runs");
        }
        return hub;
    }

    InetSocketAddress publicAddress() {
        return new InetSocketAddress("127.0.0.1", 8080);
    }

    // Time goes on ----------------------------------------------------------------------------------------------------

    /** Somebody does something. */
    void step() {
        tally.step();
        int who = random.nextInt(10);
        if (who < 4 && loops != null) {
            loops.turn(random.nextInt(loops.all().size()));
        } else if (who < 8 && !clients.isEmpty()) {
            clients.get(random.nextInt(clients.size())).act();
        } else {
            for (int most = random.nextInt(8); most >= 0 && time.runDue(); most--) {}
        }
        pass();
    }

    private void pass() {
        int kind = random.nextInt(100);
        if (kind == 0) {
            time.advance(Duration.ofMillis(random.nextInt(10_000)));
            everybody();
        } else {
            time.advance(Duration.ofNanos(random.nextInt(kind < 5 ? 500_000_000 : kind < 30 ? 20_000_000 : 1_000_000)));
        }
    }

    /** After a long time nobody may say that he had no time. */
    private void everybody() {
        for (int i = 0; i < 3; i++) {
            for (int n = 0; n < 50 && time.runDue(); n++) {}
            for (int l = 0; loops != null && l < loops.all().size(); l++) {
                loops.turn(l);
            }
            List.copyOf(clients).forEach(Client::act);
        }
    }

    boolean isCalm() {
        return calm;
    }

    void calm(boolean now) {
        calm = now;
    }

    /** For a while requests may fail with an internal error, since the simulation takes something away. */
    void failsFor(Duration period) {
        failingUntil = time.now() + period.toNanos();
    }

    boolean mayFail() {
        return time.now() - failingUntil < 0;
    }

    // What clients do -------------------------------------------------------------------------------------------------

    Pub publish(String topic, @Nullable String key) {
        tally.published();
        return truth.publish(topic, key);
    }

    void placed(Pub pub, String id) {
        happened(pub.topic, id);
        truth.placed(pub, id);
        pub.acknowledged = true;
    }

    void happened(String who, String what) {
        tally.happened(who);
        tally.happened(what);
    }

    // What must hold at any moment ------------------------------------------------------------------------------------

    void check() {
        network.openAtServer().forEach(Link::check);
        for (Client client : clients) {
            Link link = client.link();
            if (link != null
                    && client.isEstablished()
                    && !(client instanceof HttpClient)
                    && link.unread() == 0
                    && link.isOpenAtServer()
                    && link.quiet().toSeconds() > 40) {
                throw new Violation("I12", client.name + " was sent no heartbeat: " + link);
            }
        }
        if (hub != null && loops != null) {
            List<Mismatch> suspects = new ArrayList<>();
            for (SimulatedLoop loop : loops.all()) {
                if (!loop.isShuttingDown()) {
                    SimulatedHub running = hub;
                    loop.within(() -> suspects.addAll(running.look(loop)));
                }
            }
            complain(suspicions.confirmed(suspects));
            require(hub.mismatches() == 0, "I1", "the hub's audit found a mismatch");
        }
    }

    static void complain(List<Mismatch> mismatches) {
        if (!mismatches.isEmpty()) {
            Mismatch first = mismatches.get(0);
            throw new Violation("I3", first.equation() + ": " + first.what());
        }
    }

    static void require(boolean holds, String invariant, String what) {
        if (!holds) {
            throw new Violation(invariant, what);
        }
    }
}
