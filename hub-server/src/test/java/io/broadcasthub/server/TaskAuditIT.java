package io.broadcasthub.server;

import static io.broadcasthub.server.AuditedHub.TOPIC;
import static io.broadcasthub.server.AuditedHub.assertClean;
import static io.broadcasthub.server.AuditedHub.audit;
import static io.broadcasthub.server.AuditedHub.found;
import static io.broadcasthub.server.AuditedHub.onLoop;
import static io.broadcasthub.server.AuditedHub.start;
import static org.assertj.core.api.Assertions.assertThat;

import io.broadcasthub.concurrent.Task;
import io.broadcasthub.concurrent.TaskOwner;
import io.broadcasthub.concurrent.TaskScope;
import io.broadcasthub.diagnostics.Mismatch;
import io.broadcasthub.session.SessionLoop;
import io.broadcasthub.topic.PlantedTopics;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Timers and tasks that go on for nobody are found, and those that are missing. */
class TaskAuditIT {
    @Test
    void findsATimerThatOutlivedItsTopic() {
        try (HubServer hub = start()) {
            AtomicReference<Task> timer = new AtomicReference<>();
            onLoop(hub, loop -> timer.set(PlantedTopics.lostBatch(loop.topics(), TOPIC)));
            Mismatch orphan = found(hub, "timer owners");
            assertThat(orphan.where()).startsWith("hub-loop");
            assertThat(orphan.what()).contains("timer 'batch' of topic orphans goes on");
            assertThat(orphan.age()).isNotNull();
            assertThat(orphan.created()).contains("LoopTimers.after", "PlantedTopics.lostBatch");
            onLoop(hub, loop -> timer.get().end());
            assertClean(hub);
        }
    }

    @Test
    void findsATimerThatIsNowhere() {
        try (HubServer hub = start()) {
            onLoop(hub, loop -> PlantedTopics.lostTimer(loop.topics()));
            assertThat(found(hub, "timers").what()).contains("ledger: 1 more than listed");
            assertThat(audit(hub).mismatches()).anySatisfy(m -> {
                assertThat(m.what()).contains("timer a timer of nobody was never ended, and is nowhere");
                assertThat(m.age()).isNotNull();
                assertThat(m.created()).contains("PlantedTopics.lostTimer");
            });
        }
    }

    @Test
    void findsATimerThatWasStartedTwice() {
        try (HubServer hub = start()) {
            onLoop(hub, SessionLoop::start);
            Mismatch twin = found(hub, "timer owners");
            assertThat(twin.what()).contains("timer 'sweep' of the loop's sessions goes on");
            assertThat(twin.created()).contains("SessionLoop.start");
        }
    }

    @Test
    void findsATimerThatIsNoMore() {
        try (HubServer hub = start()) {
            onLoop(hub, loop -> PlantedTopics.endTimers(loop.topics()));
            assertThat(found(hub, "sweeps").what()).contains("started: 1 more than scheduled");
        }
    }

    @Test
    void findsABackgroundTaskThatOutlivedItsOwner() {
        try (HubServer hub = start()) {
            TaskOwner gone = TaskOwner.named("a subscriber that left", task -> false);
            Task pusher = hub.wiring().background.every("pusher", gone, Duration.ofHours(1), () -> {});
            Mismatch orphan = found(hub, "background tasks");
            assertThat(orphan.what())
                    .contains("on thread hub-background task 'pusher' of a subscriber that left goes on");
            assertThat(orphan.age()).isNotNull();
            assertThat(orphan.created()).contains("ThreadScope.every", "AuditIT");
            pusher.end();
            assertClean(hub);
        }
    }

    @Test
    void findsAThreadThatNobodyEnds() {
        HubServer hub = start();
        TaskScope own = hub.wiring().platform.environment().threads().scope("hub-pusher");
        try {
            own.every("push", TaskOwner.named("nobody", task -> false), Duration.ofHours(1), () -> {});
            assertThat(found(hub, "background tasks").what()).contains("on thread hub-pusher task 'push' of nobody");
            assertThat(hub.stop())
                    .as("nor does the hub end as if all were well")
                    .failsWithin(60, TimeUnit.SECONDS)
                    .withThrowableThat()
                    .havingRootCause()
                    .withMessageContaining("on thread hub-pusher 'push' of nobody");
        } finally {
            own.close();
        }
    }

    @Test
    void findsATaskThatIsDoneNoMore() {
        try (HubServer hub = start()) {
            hub.wiring().routine.tasks().stream()
                    .filter(task -> task.toString().contains("'interests'"))
                    .forEach(Task::end);
            Mismatch missing = found(hub, "background tasks");
            assertThat(missing.what()).contains("task 'interests' of the hub is not done any more");
            assertThat(missing.created()).contains("Wiring.<init>");
        }
    }
}
