package io.broadcasthub.concurrent;

import java.util.List;

/** Something that is to be done later, or again and again, for an owner. Two of them are never equal. */
public abstract class Task {
    private final String name;
    private final TaskOwner owner;
    private final long sinceNanos;

    /** @param sinceNanos by the environment's ticker */
    protected Task(String name, TaskOwner owner, long sinceNanos) {
        this.name = name;
        this.owner = owner;
        this.sinceNanos = sinceNanos;
    }

    /** Whether its owner still has use for it. */
    public final boolean isWanted() {
        return owner.wants(this);
    }

    public final long sinceNanos() {
        return sinceNanos;
    }

    /** Where it was created, innermost first; empty if that was not kept. */
    public abstract List<StackTraceElement> stack();

    /** Takes it off the schedule; a run under way goes on to its end. Idempotent. */
    public abstract void end();

    @Override
    public final String toString() {
        return "'" + name + "' of " + owner;
    }
}
