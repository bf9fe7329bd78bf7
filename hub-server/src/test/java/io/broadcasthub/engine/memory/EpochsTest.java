package io.broadcasthub.engine.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.broadcasthub.log.Epoch;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EpochsTest {
    @Test
    void allOfAProcessBeginAlike() {
        Epochs epochs = new Epochs(new Random(1));
        Epoch one = epochs.next();
        Epoch two = epochs.next();
        assertThat(two.seed()).isEqualTo(one.seed()).hasSize(Epoch.SEED_LENGTH);
        assertThat(two.name()).isNotEqualTo(one.name());
        assertThat(Epoch.parse(two.name())).isEqualTo(two);
    }

    @Test
    void processesDiffer() {
        assertThat(new Epochs(new Random(1)).next().seed())
                .isNotEqualTo(new Epochs(new Random(2)).next().seed());
    }

    @Test
    void afterTheLastNumberTheyBeginAnew() {
        Epochs epochs = new Epochs(new Random(1), Integer.MAX_VALUE - 1);
        Epoch last = epochs.next();
        Epoch first = epochs.next();
        assertThat(last.number()).isEqualTo(Integer.MAX_VALUE);
        assertThat(first.number()).isEqualTo(1);
        assertThat(first.seed()).isNotEqualTo(last.seed());
    }
}
