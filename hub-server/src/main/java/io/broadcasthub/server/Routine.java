package io.broadcasthub.server;

import io.broadcasthub.concurrent.AnyThread;
import io.broadcasthub.concurrent.Task;
import io.broadcasthub.concurrent.TaskOwner;
import io.broadcasthub.concurrent.TaskScope;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What a hub does again and again for as long as it lives. */
@AnyThread
final class Routine implements TaskOwner {
    private final Set<Task> tasks = ConcurrentHashMap.newKeySet();
    /** What is done before its first interval is over; at most one. */
    private volatile @Nullable Task early;

    void every(TaskScope scope, String name, Duration interval, Runnable work) {
        tasks.add(scope.every(name, this, interval, work));
    }

    /**
     * As {@link #every}, and once after a tenth of the interval: what the work loads and compiles the first time is then
     * paid by a hub that has just started, not by one under load.
     */
    void earlyAndEvery(TaskScope scope, String name, Duration interval, Runnable work) {
        assert early == null;
        every(scope, name, interval, work);
        early = scope.after(name + ", early", this, interval.dividedBy(10), work);
    }

    /** All that has to be done until the end. */
    List<Task> tasks() {
        return List.copyOf(tasks);
    }

    /** From here on whatever of it is still done is a mistake. */
    void end() {
        tasks.clear();
        early = null;
    }

    @Override
    public boolean wants(Task task) {
        return tasks.contains(task) || task == early;
    }

    @Override
    public String toString() {
        return "the hub";
    }
}
