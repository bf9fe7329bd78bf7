package io.broadcasthub.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class TallyTest {
    @Test
    void partsAddUpAndPercentilesAreThoseOfTheWhole() {
        Histogram slow = Tally.histogram();
        Histogram fast = Tally.histogram();
        for (int i = 0; i < 98; i++) {
            fast.recordValue(1_000_000);
        }
        slow.recordValue(50_000_000);
        slow.recordValue(900_000_000_000L);
        Tally sum = tally(98, fast, null).plus(tally(2, slow, "late"));

        assertThat(sum.distinct()).isEqualTo(100);
        assertThat(sum.ready()).isEqualTo(2);
        assertThat(sum.problem()).isEqualTo("late");
        assertThat(sum.latency().getTotalCount()).isEqualTo(100);
        assertThat(near(sum.latency().getValueAtPercentile(50), 1_000_000)).isTrue();
        assertThat(near(sum.latency().getValueAtPercentile(99), 50_000_000)).isTrue();
        assertThat(near(sum.latency().getMaxValue(), 900_000_000_000L)).isTrue();
        assertThat(fast.getTotalCount()).as("the parts stay as they were").isEqualTo(98);
    }

    @Test
    void survivesTheWayBetweenProcesses() throws Exception {
        Histogram latency = Tally.histogram();
        latency.recordValue(5_000_000);
        Tally sent = tally(1, latency, "problem");

        Tally received = (Tally) copy(sent);

        assertThat(received.distinct()).isEqualTo(1);
        assertThat(received.problem()).isEqualTo("problem");
        assertThat(received.latency()).isEqualTo(latency);
        assertThat(received.plus(sent).latency().getTotalCount()).isEqualTo(2);
    }

    private static Object copy(Object sent) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(sent);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return in.readObject();
        }
    }

    private static Tally tally(long distinct, Histogram latency, String problem) {
        Counts counts = new Counts();
        counts.distinct = distinct;
        counts.ready = 1;
        return Tally.of(counts, latency, Tally.histogram(), Tally.histogram(), problem);
    }

    private static boolean near(long value, long expected) {
        return Math.abs(value - expected) <= expected / 500;
    }
}
