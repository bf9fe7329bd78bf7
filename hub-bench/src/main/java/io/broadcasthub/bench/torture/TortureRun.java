package io.broadcasthub.bench.torture;

import io.broadcasthub.bench.load.SteadyPublisher;
import io.broadcasthub.bench.progress.Notes;
import io.broadcasthub.bench.server.RestartableHub;
import io.broadcasthub.bench.torture.check.Answers;
import io.broadcasthub.bench.torture.check.DrainProbe;
import io.broadcasthub.bench.torture.check.Growth;
import io.broadcasthub.bench.torture.check.Holdings;
import io.broadcasthub.bench.torture.check.Outages;
import io.broadcasthub.bench.torture.check.Violations;
import io.broadcasthub.bench.torture.fault.Arena;
import io.broadcasthub.bench.torture.fault.Crew;
import io.broadcasthub.bench.torture.fault.Family;
import io.broadcasthub.bench.torture.fault.FaultTally;
import io.broadcasthub.bench.torture.fault.Outcome;
import io.broadcasthub.bench.torture.witness.Witnesses;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A hub of its own process, from its start to its end, and what is done to it meanwhile. One thread, which blocks. */
public final class TortureRun implements AutoCloseable {
    private static final int BUSY_RATE = 100;
    private static final int BUSY_SIZE = 2_000;
    /** The busy topics' publisher, and whoever asks the admin listener: two at a time. */
    private static final int OTHERS = 3;

    private final TorturePlan plan;
    private final Consumer<String> progress;
    private final Violations violations;
    private final Outages outages = new Outages();
    private final Answers answers;
    private final Growth growth;
    private final FaultTally tally = new FaultTally();
    private final RestartableHub hub;
    private final Rest rest;
    private final Random random;

    /**
     * Starts the hub.
     *
     * @param progress is told line after line what goes on
     */
    public TortureRun(
            TorturePlan plan, RestartableHub.Starter starter, List<String> arguments, Consumer<String> progress)
            throws IOException {
        this.plan = plan;
        this.progress = progress;
        this.random = new Random(~plan.seed());
        violations = new Violations(progress);
        answers = new Answers(violations);
        growth = new Growth(violations);
        List<String> all = new ArrayList<>(plan.hub());
        all.addAll(arguments);
        hub = new RestartableHub(starter, all);
        rest = new Rest(hub, growth, violations);
        for (Ending ending : Ending.values()) {
            if (ending != Ending.NONE) {
                tally.expect(ending.label());
            }
        }
    }

    /** Does it all, and judges. */
    public TortureResult run() throws IOException, InterruptedException {
        long start = System.nanoTime();
        Holdings before = rest.holdings();
        Map<Family, Crew> crews = crews();
        try (Witnesses witnesses = new Witnesses(
                        hub.url(), hub.publishing(), plan.witnesses(), random, outages, answers, violations);
                SteadyPublisher busy =
                        new SteadyPublisher(hub.publishing(), Arena.BUSY, Arena.BUSY_TOPICS, BUSY_SIZE, BUSY_RATE);
                Watcher watcher = new Watcher(hub, outages, violations, witnesses::published)) {
            try {
                if (!witnesses.awaitFirst(TorturePlan.PATIENCE)) {
                    violations.add("nothing happened", "no message reached all witnesses");
                }
                episodes(crews, witnesses, watcher, start);
                progress.accept(time(start) + "everyone leaves");
                watcher.everyoneLeaves();
                busy.finish();
                witnesses.finish(TorturePlan.PATIENCE.multipliedBy(2));
                busy.close();
                rest.emptied(before, plan.kept().plus(TorturePlan.PATIENCE.multipliedBy(2)));
                watcher.close();
                end(watcher);
            } catch (IOException e) {
                violations.add("broken off", String.valueOf(e.getMessage()));
            }
            TortureResult result = new Judgement(plan, violations, tally, answers, growth, witnesses, watcher.judge())
                    .result(System.nanoTime() - start);
            hub.collected().into(result.total());
            return result;
        }
    }

    private Map<Family, Crew> crews() {
        Arena arena = new Arena(hub.url(), TorturePlan.PATIENCE, outages, answers, violations);
        Map<Family, Crew> crews = new EnumMap<>(Family.class);
        for (Family family : Family.values()) {
            crews.put(family, new Crew(family, arena, TorturePlan.STALL_TIMEOUT, random, tally));
        }
        return crews;
    }

    private void episodes(Map<Family, Crew> crews, Witnesses witnesses, Watcher watcher, long start)
            throws IOException, InterruptedException {
        Script script = new Script(plan);
        while (!script.isComplete()
                || System.nanoTime() - start < plan.duration().toNanos()) {
            Episode episode = script.next();
            crews.forEach((family, crew) -> crew.begin(episode.workers().getOrDefault(family, 0)));
            play(episode, watcher);
            for (Crew crew : crews.values()) {
                crew.finish();
            }
            rest(witnesses, watcher);
            progress.accept(time(start) + episode.words() + " – " + soFar(witnesses));
        }
        for (Map.Entry<Family, Crew> crew : crews.entrySet()) {
            crew.getValue().encore(script.most(crew.getKey()));
        }
        rest(witnesses, watcher);
        progress.accept(time(start) + "what was not done yet – " + soFar(witnesses));
    }

    private void rest(Witnesses witnesses, Watcher watcher) throws IOException, InterruptedException {
        watcher.calm(true);
        rest.settle(witnesses.connections() + OTHERS);
        rest.weigh();
        watcher.calm(false);
    }

    private String soFar(Witnesses witnesses) {
        return tally.total() + " faults, " + witnesses.received() + " messages witnessed, " + violations.count()
                + " violations";
    }

    private static String time(long start) {
        return TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start) + " s: ";
    }

    private void play(Episode episode, Watcher watcher) throws IOException, InterruptedException {
        long start = System.nanoTime();
        if (episode.ending() != Ending.NONE) {
            Notes.pause(episode.endsAt().toNanos());
            restart(episode.ending(), watcher);
        }
        Notes.pause(Math.max(1, start + episode.length().toNanos() - System.nanoTime()));
    }

    private void restart(Ending ending, Watcher watcher) throws IOException, InterruptedException {
        outages.begin();
        long begun = System.nanoTime();
        if (ending == Ending.SIGTERM) {
            terminate();
        } else {
            hub.kill();
        }
        long ended = System.nanoTime();
        watcher.ended();
        hub.begin();
        growth.begin();
        outages.end();
        tally.add(ending.label(), Outcome.DONE);
        progress.accept(ending.label() + ": ended after " + millis(ended - begun) + " ms, back after another "
                + millis(System.nanoTime() - ended) + " ms");
    }

    private static long millis(long nanos) {
        return TimeUnit.NANOSECONDS.toMillis(nanos);
    }

    private void terminate() throws IOException, InterruptedException {
        Thread probe = DrainProbe.start(hub.admin(), TorturePlan.PATIENCE, violations);
        int code = hub.terminate(TorturePlan.END);
        probe.join();
        if (code != 0) {
            violations.add("wrong end", "exit code " + code + " after SIGTERM");
        }
    }

    /** The last SIGTERM, when nobody is there. */
    private void end(Watcher watcher) throws IOException, InterruptedException {
        outages.begin();
        terminate();
        watcher.ended();
    }

    @Override
    public void close() throws IOException {
        hub.close();
    }
}
