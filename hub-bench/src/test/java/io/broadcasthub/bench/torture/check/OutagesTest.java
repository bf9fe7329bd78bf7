package io.broadcasthub.bench.torture.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OutagesTest {
    private final Outages outages = new Outages();

    @Test
    void excusesWhatWasUnderWayAndNothingLater() {
        long before = System.nanoTime();
        assertThat(outages.since(before)).isFalse();

        outages.begin();
        assertThat(outages.since(System.nanoTime())).isTrue();
        outages.end();

        assertThat(outages.since(before)).isTrue();
        assertThat(outages.since(System.nanoTime() + 1)).isFalse();
    }
}
