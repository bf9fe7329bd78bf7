package io.broadcasthub.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * The hub in simulation. A failure names its seed; {@code -Dsimulation.seed=N} runs that one again, and
 * {@code -Dsimulation.duration=2h} goes on with new seeds for that long (docs/simulation.md).
 */
class SimulationTest {
    private static final int STEPS = Integer.getInteger("simulation.steps", 3_000);
    private static final int FIXED_SEEDS = 25;
    private static final int NEW_SEEDS = Integer.getInteger("simulation.seeds", 5);

    private final Tally all = new Tally();

    @Test
    void keepsItsPromises() {
        Long seed = Long.getLong("simulation.seed");
        String duration = System.getProperty("simulation.duration");
        if (seed != null) {
            run(seed);
        } else if (duration != null) {
            runFor(Duration.parse("PT" + duration.toUpperCase(Locale.ROOT)));
        } else {
            LongStream.rangeClosed(1, FIXED_SEEDS).forEach(this::run);
            runFrom(new SecureRandom().nextInt(Integer.MAX_VALUE));
        }
        report();
    }

    /** Seeds that were never tried: a failure names its own. */
    private void runFrom(long first) {
        for (long seed = first; seed < first + NEW_SEEDS; seed++) {
            run(seed);
        }
    }

    /** Ends by the clock on the wall, since that is what it is given. */
    private void runFor(Duration duration) {
        Instant end = Instant.now().plus(duration);
        for (long seed = new SecureRandom().nextLong(Long.MAX_VALUE / 2);
                Instant.now().isBefore(end);
                seed++) {
            run(seed);
        }
    }

    @Test
    void theSameSeedIsTheSameRun() {
        for (long seed = 1; seed <= 4; seed++) {
            Tally once = Simulation.run(seed, STEPS);
            Tally again = Simulation.run(seed, STEPS);

            assertThat(again.hash()).as("seed %d", seed).isEqualTo(once.hash());
            assertThat(again.deliveries()).isEqualTo(once.deliveries()).isPositive();
        }
    }

    private void run(long seed) {
        try {
            all.add(Simulation.run(seed, STEPS));
        } catch (Throwable t) {
            throw new AssertionError(
                    "seed " + seed + ", replay with -Dtest=SimulationTest#keepsItsPromises -Dsimulation.seed=" + seed
                            + " -Dsimulation.steps=" + STEPS + ": " + t.getMessage(),
                    t);
        }
    }

    private void report() {
        assertThat(all.steps()).isPositive();
        System.out.println("simulation: " + all);
    }
}
