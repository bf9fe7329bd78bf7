package io.broadcasthub.concurrent;

import static io.broadcasthub.engine.EngineProbe.eventually;
import static io.broadcasthub.engine.EngineProbe.get;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** A scope's thread: goes on after a failure, and is gone after the end. */
class ThreadScopeTest {
    private static final Duration SOON = Duration.ofMillis(1);

    private static final TaskOwner OWNER = TaskOwner.named("the test", task -> true);

    private final AtomicReference<Thread> thread = new AtomicReference<>();

    @Test
    void goesOnAfterAFailure() {
        AtomicInteger steps = new AtomicInteger();
        TaskScope scope = new ThreadScope("hub-test", System::nanoTime);
        scope.every("step", OWNER, SOON, () -> {
            thread.set(Thread.currentThread());
            switch (steps.incrementAndGet()) {
                case 1 -> throw new IllegalStateException("on purpose");
                case 2 -> throw new OutOfMemoryError("simulated");
                default -> {}
            }
        });

        eventually(() -> steps.get() >= 4);
        get(scope.end());

        assertThat(thread.get().getName()).isEqualTo("hub-test");
        assertThat(thread.get().isDaemon()).isTrue();
        eventually(() -> !thread.get().isAlive());
    }

    @Test
    void itsEndWaitsForTheStepUnderWay() {
        CountDownLatch inStep = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        TaskScope scope = new ThreadScope("hub-test", System::nanoTime);
        scope.every("step", OWNER, SOON, () -> {
            inStep.countDown();
            awaitUninterruptibly(goOn);
        });
        awaitUninterruptibly(inStep);

        var ended = scope.end().toCompletableFuture();

        assertThat(ended).isNotDone();
        goOn.countDown();
        get(ended);
    }

    @Test
    void goesOnAfterAnError() {
        AtomicInteger steps = new AtomicInteger();
        TaskScope scope = new ThreadScope("hub-test", System::nanoTime);
        scope.every("step", OWNER, SOON, () -> {
            if (steps.incrementAndGet() == 1) {
                throw new OutOfMemoryError("on purpose");
            }
        });

        eventually(() -> steps.get() >= 3);
        assertThat(scope.tasks()).hasSize(1);
        scope.close();
    }

    @Test
    void namesWhatIsToBeDoneUntilItIsDone() {
        TaskScope scope = new ThreadScope("hub-test", System::nanoTime);
        Task often = scope.every("step", OWNER, Duration.ofHours(1), () -> {});
        Task never = scope.after("much later", OWNER, Duration.ofHours(1), () -> {});
        CountDownLatch goOn = new CountDownLatch(1);
        Task soon = scope.after("soon", OWNER, SOON, () -> awaitUninterruptibly(goOn));

        assertThat(scope.tasks()).containsExactlyInAnyOrder(often, never, soon);
        assertThat(never).hasToString("'much later' of the test");
        assertThat(never.stack()).anyMatch(frame -> frame.getMethodName().equals("namesWhatIsToBeDoneUntilItIsDone"));

        goOn.countDown();
        eventually(() -> !scope.tasks().contains(soon));
        never.end();
        assertThat(scope.tasks()).containsExactly(often);
        scope.close();
        assertThat(scope.tasks()).isEmpty();
        assertThat(scope.ended()).isCompleted();
    }

    @Test
    void aScopeIsKnownUntilItHasEnded() {
        Threads threads = Environment.system().threads();
        TaskScope scope = threads.scope("hub-test");
        assertThat(threads.scopes()).containsExactly(scope);
        scope.close();
        assertThat(threads.scopes()).isEmpty();
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
