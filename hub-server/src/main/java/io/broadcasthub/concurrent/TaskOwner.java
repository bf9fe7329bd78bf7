package io.broadcasthub.concurrent;

import java.util.function.Predicate;

/** For whom a task is done. An audit asks it for every task that is there; its text says who it is. */
public interface TaskOwner {
    /** Whether it still has use for the task; on the thread that the owner belongs to, on any if it belongs to none. */
    boolean wants(Task task);

    /** @param who its text */
    static TaskOwner named(String who, Predicate<Task> wants) {
        return new TaskOwner() {
            @Override
            public boolean wants(Task task) {
                return wants.test(task);
            }

            @Override
            public String toString() {
                return who;
            }
        };
    }
}
