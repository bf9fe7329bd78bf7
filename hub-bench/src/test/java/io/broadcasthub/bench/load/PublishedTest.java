package io.broadcasthub.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Subscriber n has topic n modulo the number of topics. */
class PublishedTest {
    private final long[] perTopic = {5, 7, 11};
    private final Published published = new Published(perTopic, 0, Tally.histogram(), true);

    @Test
    void countsWhatEachSubscriberMustGet() {
        for (int first = 0; first < 7; first++) {
            for (int count = 0; count < 9; count++) {
                long expected = 0;
                for (int n = first; n < first + count; n++) {
                    expected += perTopic[n % 3];
                }
                assertThat(published.expectedBy(first, count)).isEqualTo(expected);
            }
        }
    }
}
