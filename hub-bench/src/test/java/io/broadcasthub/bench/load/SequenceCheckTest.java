package io.broadcasthub.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SequenceCheckTest {
    private final SequenceCheck check = new SequenceCheck();
    private final Counts counts = new Counts();

    @Test
    void nothingIsWrongInOrder() {
        accept(1, 2, 3, 4);

        assertCounts(4, 0, 0, 0);
        assertThat(check.last()).isEqualTo(4);
    }

    @Test
    void whatIsPassedOverIsAHole() {
        accept(1, 5, 6);

        assertCounts(3, 3, 0, 0);
    }

    @Test
    void theFirstMessageCountsToo() {
        accept(3);

        assertCounts(1, 2, 0, 0);
    }

    @Test
    void whatComesLateIsOutOfOrderAndNoHole() {
        accept(1, 3, 2, 4);

        assertCounts(4, 0, 0, 1);
    }

    @Test
    void whatComesTwiceIsRepeated() {
        accept(1, 2, 2, 1, 3);

        assertCounts(3, 0, 2, 0);
    }

    @Test
    void whatCameLateAndComesAgainIsRepeated() {
        accept(1, 3, 2, 2);

        assertCounts(3, 0, 1, 1);
    }

    @Test
    void beyondTheWindowNothingIsKnown() {
        accept(1, 101, 2);

        assertCounts(2, 99, 1, 0);
    }

    @Test
    void anAnnouncedGapIsNoHoleButTheNextOneIs() {
        accept(1);
        check.skipAnnounced();
        accept(10, 12);

        assertCounts(3, 1, 0, 0);
        assertThat(counts.skipped).isEqualTo(8);
    }

    private void accept(long... sequences) {
        for (long sequence : sequences) {
            check.accept(sequence, counts);
        }
    }

    private void assertCounts(long distinct, long holes, long repeated, long outOfOrder) {
        assertThat(new long[] {counts.distinct, counts.holes, counts.repeated, counts.outOfOrder})
                .as("distinct, holes, repeated, out of order")
                .containsExactly(distinct, holes, repeated, outOfOrder);
    }
}
