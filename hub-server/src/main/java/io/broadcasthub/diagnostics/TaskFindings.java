package io.broadcasthub.diagnostics;

import io.broadcasthub.concurrent.Task;
import io.broadcasthub.ledger.Birth;
import io.broadcasthub.ledger.Kind;
import java.util.List;

/** What may be wrong with a task, in an audit's words. */
public final class TaskFindings {
    private TaskFindings() {}

    /**
     * It is there, and its owner has no use for it.
     *
     * @param what a task is called there, and where it is
     */
    public static void unwanted(String equation, String what, Task task, Sheet sheet) {
        found(equation, task, what + " " + task + " goes on, and its owner does not want it any more", sheet);
    }

    /** Its owner counts on it, and it is not there. */
    public static void missing(String equation, String what, Task task, Sheet sheet) {
        found(equation, task, what + " " + task + " is not done any more", sheet);
    }

    private static void found(String equation, Task task, String what, Sheet sheet) {
        List<StackTraceElement> stack = task.stack();
        Birth birth = stack.isEmpty() ? null : new Birth(Kind.TIMER, task.toString(), task.sinceNanos(), () -> stack);
        sheet.mismatch(equation, task + "#" + System.identityHashCode(task), what, task.sinceNanos(), birth);
    }
}
