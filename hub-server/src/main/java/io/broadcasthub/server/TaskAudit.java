package io.broadcasthub.server;

import io.broadcasthub.concurrent.AnyThread;
import io.broadcasthub.concurrent.Task;
import io.broadcasthub.concurrent.TaskScope;
import io.broadcasthub.concurrent.Threads;
import io.broadcasthub.diagnostics.Sheet;
import io.broadcasthub.diagnostics.TaskFindings;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/** Holds what background threads have to do against what their owners want done. */
@AnyThread
final class TaskAudit {
    private static final String TASKS = "background tasks";

    private record Unwanted(String thread, Task task) {}

    private TaskAudit() {}

    static void look(Threads threads, Routine routine, Sheet sheet) {
        Set<Task> there = Collections.newSetFromMap(new IdentityHashMap<>());
        threads.scopes().forEach(scope -> there.addAll(scope.tasks()));
        List<Unwanted> unwanted = unwanted(threads);
        for (Unwanted found : unwanted) {
            TaskFindings.unwanted(TASKS, "on thread " + found.thread() + " task", found.task(), sheet);
        }
        sheet.counted(TASKS, "tasks", there.size(), "wanted", there.size() - unwanted.size());
        for (Task task : routine.tasks()) {
            if (!there.contains(task)) {
                TaskFindings.missing(TASKS, "task", task, sheet);
            }
        }
    }

    /** Tasks that are there although nobody wants them any more, by name. */
    static List<String> left(Threads threads) {
        return unwanted(threads).stream()
                .map(found -> "on thread " + found.thread() + " " + found.task())
                .toList();
    }

    private static List<Unwanted> unwanted(Threads threads) {
        List<Unwanted> unwanted = new ArrayList<>();
        for (TaskScope scope : threads.scopes()) {
            for (Task task : scope.tasks()) {
                if (!task.isWanted()) {
                    unwanted.add(new Unwanted(scope.name(), task));
                }
            }
        }
        return unwanted;
    }
}
