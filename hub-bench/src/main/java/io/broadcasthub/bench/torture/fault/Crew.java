package io.broadcasthub.bench.torture.fault;

import io.broadcasthub.bench.progress.Notes;
import io.broadcasthub.bench.torture.check.Answers;
import io.broadcasthub.bench.torture.peer.Refused;
import io.broadcasthub.bench.wire.ProtocolViolation;
import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Does the faults of one family, several at a time, while it is told to. Threads of its own; methods on one. */
public final class Crew {
    private static final Set<String> TRY_LATER = Set.of("overloaded", "unavailable", "rate_limited");
    private static final long MOST_PAUSE = TimeUnit.MILLISECONDS.toNanos(200);

    private final Arena arena;
    private final Deck<Fault> deck;
    private final Random seeds;
    private final FaultTally tally;
    private final List<Thread> working = new ArrayList<>();
    private volatile boolean stopped;

    /** @param stallTimeout the hub's */
    public Crew(Family family, Arena arena, Duration stallTimeout, Random random, FaultTally tally) {
        this.arena = arena;
        this.tally = tally;
        List<Fault> faults = family.faults(stallTimeout);
        faults.forEach(fault -> tally.expect(fault.label()));
        this.deck = new Deck<>(faults, new Random(random.nextLong()));
        this.seeds = new Random(random.nextLong());
    }

    /** Begins, with so many at a time. */
    public void begin(int workers) {
        stopped = false;
        start(workers, () -> !stopped);
    }

    /** Does what was never done so far, and ends; blocks until then. */
    public void encore(int workers) throws InterruptedException {
        start(workers, () -> !deck.isDealtOnce());
        finish();
    }

    private void start(int workers, BooleanSupplier goesOn) {
        for (int i = 0; i < workers; i++) {
            Random random = new Random(seeds.nextLong());
            Thread thread = new Thread(() -> work(random, goesOn), "torture-fault");
            thread.setDaemon(true);
            thread.start();
            working.add(thread);
        }
    }

    private void work(Random random, BooleanSupplier goesOn) {
        try {
            while (goesOn.getAsBoolean()) {
                Fault fault = deck.deal();
                while (!inflict(fault, random)) {
                    Notes.pause(MOST_PAUSE);
                }
                Notes.pause(random.nextLong(MOST_PAUSE));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** @return false if there is no hub to do it to, because we ended it: then nothing was done */
    boolean inflict(Fault fault, Random random) throws InterruptedException {
        long begun = System.nanoTime();
        try {
            fault.inflict(arena, random);
            tally.add(fault.label(), Outcome.DONE);
        } catch (Refused e) {
            arena.answers().saw(e.status(), e.body(), fault.label());
            if (TRY_LATER.contains(Answers.code(e.body()))) {
                tally.add(fault.label(), Outcome.REFUSED);
            } else {
                failed(fault, begun, "wrong reaction", String.valueOf(e.getMessage()));
            }
        } catch (WrongReaction e) {
            failed(fault, begun, "wrong reaction", String.valueOf(e.getMessage()));
        } catch (ProtocolViolation e) {
            failed(fault, begun, "broken protocol", String.valueOf(e.getMessage()));
        } catch (ConnectException e) {
            if (arena.outages().since(begun)) {
                return false;
            }
            failed(fault, begun, "cut off", e.toString());
        } catch (IOException e) {
            failed(fault, begun, "cut off", e.toString());
        }
        return true;
    }

    private void failed(Fault fault, long begun, String kind, String what) {
        tally.add(fault.label(), Outcome.CUT_SHORT);
        if (!arena.outages().since(begun)) {
            arena.violations().add(kind, fault.label() + ": " + what);
        }
    }

    /** Ends what it does, each fault once it is through; blocks until then. */
    public void finish() throws InterruptedException {
        stopped = true;
        for (Thread thread : working) {
            thread.join();
        }
        working.clear();
    }
}
