package io.broadcasthub.engine.memory;

import static io.broadcasthub.engine.EngineProbe.eventually;
import static io.broadcasthub.engine.EngineProbe.get;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** The sweep's thread: goes on after a failure, and is gone after the end. */
class SweepTest {
    private static final Duration SOON = Duration.ofMillis(1);

    private final AtomicReference<Thread> thread = new AtomicReference<>();

    @Test
    void goesOnAfterAFailure() {
        AtomicInteger steps = new AtomicInteger();
        Sweep sweep = Sweep.start(
                () -> {
                    thread.set(Thread.currentThread());
                    if (steps.incrementAndGet() == 1) {
                        throw new IllegalStateException("on purpose");
                    }
                },
                SOON);

        eventually(() -> steps.get() >= 3);
        get(sweep.end());

        assertThat(thread.get().getName()).isEqualTo("hub-engine-sweep");
        assertThat(thread.get().isDaemon()).isTrue();
        eventually(() -> !thread.get().isAlive());
    }

    @Test
    void itsEndWaitsForTheStepUnderWay() {
        CountDownLatch inStep = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        Sweep sweep = Sweep.start(
                () -> {
                    inStep.countDown();
                    awaitUninterruptibly(goOn);
                },
                SOON);
        awaitUninterruptibly(inStep);

        var ended = sweep.end().toCompletableFuture();

        assertThat(ended).isNotDone();
        goOn.countDown();
        get(ended);
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        while (true) {
            try {
                latch.await();
                return;
            } catch (InterruptedException e) {
                // The end interrupts; a step that does not care is the case here.
            }
        }
    }
}
