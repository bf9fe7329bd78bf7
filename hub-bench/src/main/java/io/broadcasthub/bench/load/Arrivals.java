package io.broadcasthub.bench.load;

import io.netty.channel.EventLoop;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.concurrent.TimeUnit;

/**
 * Connections that are due at fixed moments, whatever the server does. Who is free makes the next one; where nobody is, it is
 * made late, and its time counts from when it was due. On the loop only.
 */
final class Arrivals<S> {
    /** Makes a connection that was due at that moment. */
    interface Begin<S> {
        void connect(S subscriber, long due);
    }

    private final Schedule schedule;
    private final EventLoop loop;
    private final Begin<S> begin;
    private final Deque<S> free = new ArrayDeque<>();
    private long number;
    private boolean waiting;
    private boolean making;

    /** @param subscribers who make them; nobody has a connection yet */
    Arrivals(Schedule schedule, EventLoop loop, Collection<S> subscribers, Begin<S> begin) {
        this.schedule = schedule;
        this.loop = loop;
        this.begin = begin;
        free.addAll(subscribers);
    }

    /** Makes those that are due, and comes back when the next one is. */
    void next() {
        if (making) {
            return; // an attempt failed at once: who made it is taken again below
        }
        making = true;
        while (!free.isEmpty() && !isOver() && due() - System.nanoTime() <= 0) {
            begin.connect(free.remove(), schedule.timeOf(number++));
        }
        making = false;
        if (!free.isEmpty() && !isOver() && !waiting) {
            waiting = true;
            loop.schedule(this::wake, due() - System.nanoTime(), TimeUnit.NANOSECONDS);
        }
    }

    private void wake() {
        waiting = false;
        next();
    }

    private long due() {
        return schedule.timeOf(number);
    }

    /** That subscriber's connection has ended. */
    void add(S subscriber) {
        free.add(subscriber);
        next();
    }

    /** Whether all that were due have been made. */
    boolean isOver() {
        return schedule.isOver(number);
    }
}
