package io.broadcasthub.engine.memory;

import static io.broadcasthub.engine.EngineProbe.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.broadcasthub.engine.EngineProbe;
import io.broadcasthub.engine.EngineStats;
import io.broadcasthub.engine.Interest;
import io.broadcasthub.engine.Published;
import io.broadcasthub.log.LogView;
import io.broadcasthub.log.MessageBatch;
import io.broadcasthub.log.Retention;
import io.broadcasthub.log.Threads;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/**
 * Everything at once on few topics: publishes with and without names, interests in topics and patterns, expiry, sweeps and
 * a tight budget. Each message's text says who published it and when, which tells whether a log has the right order.
 */
class MemoryEngineStressTest {
    private static final int ACTORS = 4;
    private static final int STEPS = 2_000;
    private static final int BUDGET = 20_000;
    private static final Duration AGE = Duration.ofMinutes(10);
    private static final String[] FILTERS = {"t.0", "t.1", "t.*", "**", "t.0.*"};

    private final MemoryEngineFixture fixture =
            new MemoryEngineFixture().budget(BUDGET).retention(new Retention(100, 10_000, AGE, true));
    private final MemoryEngine engine = fixture.engine();
    private final EngineProbe probe = new EngineProbe(engine);
    private final Map<String, String> placed = new ConcurrentHashMap<>();
    private final AtomicInteger running = new AtomicInteger(ACTORS);

    @RepeatedTest(3)
    void keepsItsPromises(RepetitionInfo repetition) {
        Threads.race(ACTORS + 1, i -> () -> {
            Random random = new Random(repetition.getCurrentRepetition() * 100L + i);
            if (i == ACTORS) {
                while (running.get() > 0) {
                    fixture.ticker.advance(random.nextBoolean() ? AGE.plusNanos(1) : Duration.ofSeconds(1));
                    engine.sweepNow();
                }
            } else {
                try {
                    act(i, random);
                } finally {
                    running.decrementAndGet();
                }
            }
        });

        probe.publish("t.0", "last");
        assertThat(engine.stats().bytes()).isBetween(1L, (long) BUDGET);
        assertThat(engine.stats().interests()).isZero();
        fixture.ticker.advance(AGE.plusNanos(1));
        engine.sweepNow();
        assertThat(engine.stats()).isEqualTo(new EngineStats(0, 0, 0, 0));
        get(engine.close());
    }

    private void act(int actor, Random random) {
        int step = 0;
        while (step < STEPS) {
            String filter = FILTERS[random.nextInt(FILTERS.length)];
            try (Interest interest = probe.subscribe(filter)) {
                LogView log = interest.log();
                for (int n = random.nextInt(10); n >= 0; n--) {
                    publish(actor, step++, random);
                }
                assertThat(interest.log()).isSameAs(log);
                assertOrdered(log);
            }
        }
    }

    private void publish(int actor, int step, Random random) {
        String text = actor + "-" + step;
        String dedupe = random.nextInt(3) == 0 ? "name-" + random.nextInt(50) : null;
        Published published = probe.publish("t." + random.nextInt(3), text, dedupe);
        if (!published.repeated()) {
            assertThat(placed.put(published.at().toString(), text)).isNull();
        }
    }

    /** What is retained has no hole, and no publisher's messages changed places. */
    private static void assertOrdered(LogView log) {
        MessageBatch batch = new MessageBatch(200);
        while (!log.read(log.first(), Integer.MAX_VALUE, batch)) {
            assertThat(log.first()).isGreaterThan(batch.first());
        }
        int[] newest = new int[ACTORS];
        for (int i = 0; i < batch.size(); i++) {
            String json = batch.get(i).data().toString();
            int actor = json.charAt(1) - '0';
            int step = Integer.parseInt(json.substring(3, json.length() - 1)) + 1;
            assertThat(step).isGreaterThan(newest[actor]);
            newest[actor] = step;
        }
    }
}
