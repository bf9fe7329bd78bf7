package io.broadcasthub.simulation;

import io.broadcasthub.concurrent.TaskOwner;
import io.broadcasthub.concurrent.TaskScope;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * The network between a hub and where its messages are kept. What is sent about one topic arrives in order; topics
 * overtake each other; while it is cut, nothing arrives and nobody is told.
 */
final class EngineLink {
    private static final Duration MOST = Duration.ofMillis(30);

    private final TaskScope thread;
    private final LongSupplier nanoTicker;
    private final RandomGenerator random;
    private final Map<String, Long> lastDue = new HashMap<>();
    private final TaskOwner owner = TaskOwner.named("the engine's link", task -> true);
    private volatile boolean cut;
    private volatile long most = MOST.toNanos();

    EngineLink(TaskScope thread, LongSupplier nanoTicker, RandomGenerator random) {
        this.thread = thread;
        this.nanoTicker = nanoTicker;
        this.random = random;
    }

    void cut(boolean now) {
        cut = now;
    }

    boolean isCut() {
        return cut;
    }

    void delay(Duration upTo) {
        most = upTo.toNanos();
    }

    /** Whether it arrives is decided when it would. */
    void send(String topic, Runnable arrival) {
        long now = nanoTicker.getAsLong();
        long due;
        synchronized (lastDue) {
            due = Math.max(now + random.nextLong(most), lastDue.getOrDefault(topic, now));
            lastDue.put(topic, due);
        }
        boolean lost = cut;
        thread.after("arrival", owner, Duration.ofNanos(due - now), () -> {
            if (!lost && !cut) {
                arrival.run();
            }
        });
    }
}
