package io.broadcasthub.topic;

import static org.assertj.core.api.Assertions.assertThat;

import io.broadcasthub.config.SlowPolicy;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Publishes, subscribes, stalls and ends in random order: whatever the order, each subscriber gets every offset once and in
 * sequence, except across a gap it is told of, nothing after its end, and every buffer is given back.
 */
class FanOutTest {
    private static final int SCRIPTS = 60;
    private static final int STEPS = 400;

    @ParameterizedTest
    @CsvSource({"GAP, 0", "LATEST, 0", "CLOSE, 0", "GAP, 2", "LATEST, 2"})
    void deliversEverythingOnceInOrder(SlowPolicy policy, int batchMillis) {
        int delivered = 0;
        int direct = 0;
        int together = 0;
        int unknown = 0;
        int gaps = 0;
        for (int seed = 0; seed < SCRIPTS; seed++) {
            try (FanOutModel model = new FanOutModel(seed, policy, Duration.ofMillis(batchMillis))) {
                for (int i = 0; i < STEPS; i++) {
                    model.step();
                }
                model.settle();
                delivered += model.delivered();
                direct += model.sentDirectly();
                together += model.sentTogether();
                unknown += model.unknown();
                gaps += model.gaps();
            } catch (AssertionError e) {
                throw new AssertionError("script " + seed + ", " + policy, e);
            }
        }
        assertThat(delivered).as("the scripts did something").isGreaterThan(SCRIPTS * 100);
        assertThat(direct).as("also without a queue").isGreaterThan(SCRIPTS * 30);
        assertThat(together).as("also together").isGreaterThan(SCRIPTS);
        assertThat(unknown).as("also by a batch that breaks down").isPositive();
        assertThat(gaps).as("also gaps").isGreaterThan(SCRIPTS);
    }
}
