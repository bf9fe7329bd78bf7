package io.broadcasthub.server;

import static io.broadcasthub.server.AuditedHub.onLoop;
import static io.broadcasthub.server.AuditedHub.start;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.broadcasthub.diagnostics.AuditReport;
import io.broadcasthub.protocol.ErrorCode;
import io.broadcasthub.protocol.HubException;
import io.broadcasthub.topic.PlantedTopics;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Whoever asks for an audit gets an answer, whatever becomes of the hub meanwhile. */
class AuditEndIT {
    /** What is asked of a hub that stops is refused like everything else then; the log has no error for it. */
    @Test
    void anAuditAfterTheEndIsRefused() {
        HubServer hub = start();
        hub.close();

        assertRefused(hub.wiring().auditor.audit());
    }

    @Test
    void anAuditThatTheEndOvertakesIsRefused() throws InterruptedException {
        try (HubServer hub = start()) {
            CountDownLatch held = new CountDownLatch(1);
            CompletableFuture<Void> loop = hub.wiring().loops.onEach(l -> {
                try {
                    held.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            CompletableFuture<AuditReport> audit = hub.wiring().auditor.audit();
            // Behind the audit's first step on the same thread: now it waits for the loops.
            CountDownLatch asked = new CountDownLatch(1);
            hub.wiring().audits.executor().execute(asked::countDown);
            asked.await();
            hub.wiring().audits.close();
            held.countDown();
            loop.join();

            assertRefused(audit);
        }
    }

    @Test
    void anAuditThatIsQueuedWhenTheEndComesIsRefused() throws InterruptedException {
        try (HubServer hub = start()) {
            CountDownLatch busy = new CountDownLatch(1);
            CountDownLatch over = new CountDownLatch(1);
            hub.wiring().audits.executor().execute(() -> {
                busy.countDown();
                try {
                    over.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            busy.await();
            CompletableFuture<AuditReport> queued = hub.wiring().auditor.audit();
            hub.wiring().audits.close();

            assertRefused(queued);
        }
    }

    @Test
    void anAuditThatRestsWhenTheEndComesIsRefused() {
        try (HubServer hub = start()) {
            onLoop(hub, loop -> PlantedTopics.lostTimer(loop.topics()));
            // To it each step takes an hour, and it rests for a multiple of that.
            AtomicLong hours = new AtomicLong();
            Auditor auditor = AuditedHub.auditor(hub, 100, () -> TimeUnit.HOURS.toNanos(hours.incrementAndGet()));
            CompletableFuture<AuditReport> resting = auditor.audit();
            await().until(() -> hub.wiring().audits.tasks().stream()
                    .anyMatch(task -> task.toString().equals("'next look' of an audit")));
            hub.wiring().audits.close();

            assertRefused(resting);
        }
    }

    private static void assertRefused(CompletableFuture<AuditReport> audit) {
        assertThat(audit)
                .failsWithin(60, TimeUnit.SECONDS)
                .withThrowableOfType(ExecutionException.class)
                .havingCause()
                .isInstanceOfSatisfying(
                        HubException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNAVAILABLE));
    }
}
