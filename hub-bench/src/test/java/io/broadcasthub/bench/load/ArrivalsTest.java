package io.broadcasthub.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Connections that are all overdue: the clock has nothing to say here. */
class ArrivalsTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final long start = System.nanoTime() - 10 * SECOND;
    private final List<String> made = new ArrayList<>();

    /** Five, one a second. */
    private final Schedule schedule = new Schedule(start, 1, start + 5 * SECOND);

    private Arrivals<String> of(Arrivals.Begin<String> begin) {
        return new Arrivals<>(schedule, new EmbeddedChannel().eventLoop(), List.of("a", "b"), begin);
    }

    private void make(String subscriber, long due) {
        made.add(subscriber + (due - start) / SECOND);
    }

    @Test
    void whoIsFreeMakesTheNextOneAndItsTimeCountsFromWhenItWasDue() {
        Arrivals<String> arrivals = of(this::make);

        arrivals.next();
        assertThat(made).containsExactly("a0", "b1");
        arrivals.add("b");
        arrivals.add("a");
        assertThat(made).containsExactly("a0", "b1", "b2", "a3");
        assertThat(arrivals.isOver()).isFalse();

        arrivals.add("b");
        assertThat(arrivals.isOver()).isTrue();
        arrivals.add("b");
        assertThat(made).containsExactly("a0", "b1", "b2", "a3", "b4");
    }

    @Test
    void anAttemptThatFailsAtOnceIsOneOfThem() {
        List<Arrivals<String>> itself = new ArrayList<>();
        Arrivals<String> arrivals = of((subscriber, due) -> {
            make(subscriber, due);
            itself.get(0).add(subscriber);
        });
        itself.add(arrivals);

        arrivals.next();

        assertThat(made).containsExactly("a0", "b1", "a2", "b3", "a4");
    }
}
