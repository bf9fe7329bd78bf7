package io.broadcasthub.simulation;

import io.broadcasthub.diagnostics.AuditReport;
import io.broadcasthub.server.Census;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One run: rounds of chaos, each followed by calm in which everything must have arrived, then an orderly end. */
public final class Simulation {
    private static final int CHECK_EVERY = 25;
    private static final Duration PATIENCE = Duration.ofMinutes(6);

    private final World world;
    private final Faults faults;
    private final LogWatch log;
    private @Nullable Census census;

    private Simulation(long seed, LogWatch log) {
        SimulatedEngine[] engine = new SimulatedEngine[1];
        this.world = new World(seed, w -> {
            engine[0] = w.random.nextInt(3) == 0 ? new LocalEngine(w) : new Authority(w);
            return engine[0]::start;
        });
        this.faults = new Faults(world, engine[0]);
        this.log = log;
    }

    /**
     * @param steps of chaos
     * @throws Violation if an invariant is broken
     */
    public static Tally run(long seed, int steps) {
        try (LogWatch log = new LogWatch()) {
            Simulation simulation = new Simulation(seed, log);
            simulation.run(steps);
            simulation.world.tally.simulated(simulation.world.time.elapsed());
            return simulation.world.tally;
        }
    }

    /**
     * As {@link #run}, for who has loaded the hub with a defect in it, in a class loader of its own.
     *
     * @return steps taken, and what was found; nothing more if nothing was
     */
    public static String[] attempt(long seed, int steps) {
        try (LogWatch log = new LogWatch()) {
            Simulation simulation = new Simulation(seed, log);
            try {
                simulation.run(steps);
                return new String[] {String.valueOf(simulation.world.tally.steps())};
            } catch (Violation found) {
                return new String[] {String.valueOf(simulation.world.tally.steps()), found.getMessage()};
            } catch (RuntimeException | AssertionError found) {
                return new String[] {String.valueOf(simulation.world.tally.steps()), "crash: " + found};
            }
        }
    }

    private void run(int steps) {
        world.startHub();
        for (int i = 0; i < 6; i++) {
            world.clients.add(new WebSocketClient(world, "ws" + i));
        }
        for (int i = 0; i < 4; i++) {
            world.clients.add(new StreamClient(world, "stream" + i, i % 2 == 0));
        }
        world.clients.add(new HttpClient(world, "http0"));
        world.clients.add(new HttpClient(world, "http1"));
        int rounds = 2 + world.random.nextInt(3);
        for (int round = 0; round < rounds; round++) {
            chaos(steps / rounds);
            calm();
            if (world.random.nextInt(2) == 0) {
                chaos(200);
                world.stopHub();
                world.startHub();
            }
        }
        leave();
    }

    private void chaos(int steps) {
        world.calm(false);
        for (int i = 0; i < steps; i++) {
            world.step();
            faults.perhaps();
            if (i % CHECK_EVERY == 0) {
                world.check();
                log.check();
            }
        }
    }

    private void calm() {
        faults.heal();
        world.calm(true);
        if (!world.threads.goOnUntil(this::everythingArrived, PATIENCE)) {
            arrived();
        }
        AuditReport report = world.threads.await(world.hub().audit());
        World.complain(report.mismatches());
        world.check();
        log.check();
    }

    private boolean everythingArrived() {
        if (world.random.nextInt(50) != 0) {
            return false;
        }
        world.check();
        try {
            arrived();
            return true;
        } catch (Violation notYet) {
            return false;
        }
    }

    private void arrived() {
        for (Client client : world.clients) {
            if (!client.trackers.isEmpty() && !client.isEstablished()) {
                throw new Violation("I12", client.name + " is not connected");
            }
            client.checkAnswered();
            client.trackers.values().forEach(Tracker::checkComplete);
        }
    }

    private boolean everybodyIsForgotten() {
        if (world.random.nextInt(20) == 0) {
            world.check();
            world.hub().server().census().thenAccept(counted -> census = counted);
        }
        return census != null
                && census.sessions() == 0
                && census.subscriptions() == 0
                && census.loopTopics() == 0
                && census.interests() == 0
                && census.runBytes() == 0
                && census.publicConnections() == 0
                && census.handshakes() == 0;
    }

    /** Everybody goes; nothing may be left of them, nor of the hub. */
    private void leave() {
        world.calm(true);
        world.clients.forEach(client -> {
            if (client.isConnected()) {
                client.hangUp();
            }
            client.trackers.clear();
        });
        boolean forgotten = world.threads.goOnUntil(this::everybodyIsForgotten, PATIENCE);
        World.require(forgotten, "I2", "everybody left, and something is left of them: " + census);
        World.require(
                world.allocator.live() == 0,
                "I5",
                "everybody left, and " + world.allocator.live() + " buffers are" + world.allocator.births());
        world.stopHub();
        log.check();
    }
}
