package io.broadcasthub.server;

import io.broadcasthub.concurrent.AnyThread;
import io.broadcasthub.concurrent.Task;
import io.broadcasthub.concurrent.TaskOwner;
import io.broadcasthub.concurrent.TaskScope;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What a hub does again and again for as long as it lives. */
@AnyThread
final class Routine implements TaskOwner {
    private final Set<Task> tasks = ConcurrentHashMap.newKeySet();

    void every(TaskScope scope, String name, Duration interval, Runnable work) {
        tasks.add(scope.every(name, this, interval, work));
    }

    /** All that has to be done until the end. */
    List<Task> tasks() {
        return List.copyOf(tasks);
    }

    /** From here on whatever of it is still done is a mistake. */
    void end() {
        tasks.clear();
    }

    @Override
    public boolean wants(Task task) {
        return tasks.contains(task);
    }

    @Override
    public String toString() {
        return "the hub";
    }
}
