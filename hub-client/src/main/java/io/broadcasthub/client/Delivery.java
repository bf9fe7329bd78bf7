package io.broadcasthub.client;

import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bridge from the loop to user code: runs actions on an executor one at a time and in order, elements only as demand
 * allows, and tells when it is full and when there is room again. It does not refuse when full; whoever fills it stops.
 */
final class Delivery {
    private static final Logger log = LoggerFactory.getLogger(Delivery.class);
    private static final int BATCH = 256;
    private static final long MAX_BYTES = 8L << 20;

    /** @param element whether it takes one unit of demand and counts as filling */
    private record Entry(Runnable action, boolean element, int bytes) {}

    private final Executor executor;
    private final int capacity;
    private final Runnable onRoom;
    private final ConcurrentLinkedQueue<Entry> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger size = new AtomicInteger();
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicLong demand;
    private final AtomicInteger signals = new AtomicInteger();
    private final AtomicBoolean roomAwaited = new AtomicBoolean();
    private final AtomicReference<@Nullable Runnable> last = new AtomicReference<>();
    /** Held while user code runs, so that {@link #stop} can wait for it. */
    private final ReentrantLock running = new ReentrantLock();

    private volatile boolean discarding;
    private boolean ended;

    /** @param onRoom called on the executor after {@link #awaitRoom}, once per call */
    Delivery(Executor executor, int capacity, long initialDemand, Runnable onRoom) {
        this.executor = executor;
        this.capacity = capacity;
        this.demand = new AtomicLong(initialDemand);
        this.onRoom = onRoom;
    }

    /** An element. */
    void offer(Runnable action, int length) {
        size.incrementAndGet();
        bytes.addAndGet(length);
        queue.add(new Entry(action, true, length));
        signal();
    }

    /** Something to tell between the elements, whatever the demand. */
    void note(Runnable action) {
        queue.add(new Entry(action, false, 0));
        signal();
    }

    boolean isFull() {
        return size.get() >= capacity || bytes.get() >= MAX_BYTES;
    }

    void awaitRoom() {
        roomAwaited.set(true);
        reportRoom();
    }

    /** More demand; saturates at {@link Long#MAX_VALUE}, which stands for no limit. */
    void request(long n) {
        demand.accumulateAndGet(n, (a, b) -> a + b < 0 ? Long.MAX_VALUE : a + b);
        signal();
    }

    /** Nothing follows but {@code finalAction}: after what waits, or instead of it. The first call decides. */
    void end(Runnable finalAction, boolean discard) {
        last.compareAndSet(null, finalAction);
        discarding |= discard;
        signal();
    }

    /** Runs the final action now at the latest, and waits for user code that is running. To be called after {@link #end}. */
    void stop(Duration timeout) {
        discarding = true;
        try {
            if (running.tryLock(timeout.toNanos(), TimeUnit.NANOSECONDS)) {
                try {
                    step();
                } finally {
                    running.unlock();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void signal() {
        if (signals.getAndIncrement() == 0) {
            turn();
        }
    }

    private void turn() {
        try {
            executor.execute(this::drain);
        } catch (RejectedExecutionException e) {
            log.atDebug().log("executor is shut down, nothing more is delivered");
            queue.clear();
        }
    }

    private void drain() {
        int seen = signals.get();
        int steps = 0;
        running.lock();
        try {
            while (steps < BATCH && step()) {
                steps++;
            }
        } finally {
            running.unlock();
        }
        if (steps == BATCH || signals.addAndGet(-seen) > 0) {
            turn();
        }
    }

    /** @return whether there may be more to do */
    private boolean step() {
        if (discarding) {
            queue.clear();
        }
        Entry head = queue.peek();
        if (head == null) {
            finish();
            return false;
        }
        if (head.element && !take()) {
            return false;
        }
        queue.poll();
        run(head.action);
        if (head.element) {
            size.decrementAndGet();
            bytes.addAndGet(-head.bytes);
            reportRoom();
        }
        return true;
    }

    private void finish() {
        Runnable action = last.get();
        if (action != null && !ended) {
            ended = true;
            run(action);
        }
    }

    private boolean take() {
        return demand.getAndUpdate(d -> d == 0 || d == Long.MAX_VALUE ? d : d - 1) > 0;
    }

    private void reportRoom() {
        boolean room = size.get() <= capacity / 4 && bytes.get() <= MAX_BYTES / 4;
        if (room && roomAwaited.compareAndSet(true, false)) {
            onRoom.run();
        }
    }

    private static void run(Runnable action) {
        try {
            action.run();
        } catch (RuntimeException | Error e) {
            log.atError().setCause(e).log("callback failed, going on with the next");
        }
    }
}
