package io.broadcasthub.bench.load;

import io.broadcasthub.bench.wire.FrameInflater;
import io.broadcasthub.bench.wire.Marker;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** The subscribers of one crowd on one loop, and what they count together. On the loop only, but for {@link #tell}. */
final class Share {
    private static final Duration RETRY = Duration.ofMillis(50);

    final CrowdPlan plan;
    final Connector connector;
    final FrameInflater inflater = new FrameInflater();
    final Counts counts = new Counts();
    /** When the bytes now being read were read. */
    private long now;

    private final List<Subscriber> subscribers = new ArrayList<>();
    private final Deque<Subscriber> waiting = new ArrayDeque<>();
    private byte[] scratch = new byte[64 << 10];
    private final Timings timings = new Timings();
    private Histogram comeBack = Tally.histogram();
    private @Nullable String problem;
    private int connecting;
    private boolean churning;
    /** Those of who come and go when they are due, not when they can; until the last has come. */
    private @Nullable Arrivals<Subscriber> arrivals;

    /** Nanoseconds that those who come and go listen. */
    private long stay;

    private boolean retrying;
    private long returnedAt;
    private long target = Long.MAX_VALUE;
    private @Nullable CompletableFuture<Tally> pending;

    Share(CrowdPlan plan, Connector connector) {
        this.plan = plan;
        this.connector = connector;
        for (int i = 0; i < plan.count(); i++) {
            subscribers.add(new Subscriber(plan.first() + i, this));
        }
    }

    CompletableFuture<Tally> tell(Order order) {
        CompletableFuture<Tally> answer = new CompletableFuture<>();
        connector.loop().execute(() -> {
            try {
                obey(order, answer);
            } catch (RuntimeException e) {
                answer.completeExceptionally(e);
            }
        });
        return answer;
    }

    private void obey(Order order, CompletableFuture<Tally> answer) {
        if (order instanceof Order.Join) {
            pending = answer;
            waiting.addAll(subscribers);
            pump();
            return;
        }
        if (order instanceof Order.ComeBack back) {
            pending = answer;
            comeBack(back.target());
            return;
        }
        if (order instanceof Order.Rest) {
            pending = answer;
            rest();
            return;
        }
        if (order instanceof Order.Window window) {
            timings.begin(window.start(), window.end());
            counts.inWindow = 0;
            counts.wireBytes = 0;
        } else if (order instanceof Order.Cut) {
            subscribers.forEach(Subscriber::reset);
        } else if (order instanceof Order.Stall stall) {
            subscribers.forEach(s -> s.stall(stall.stalled()));
        } else if (order instanceof Order.Churn churn) {
            churn(churn.stay().toNanos());
        } else if (order instanceof Order.Arrive arrive) {
            arrive(arrive);
        } else if (order instanceof Order.Leave) {
            churning = false;
            arrivals = null;
            retrying = false;
            waiting.clear();
            subscribers.forEach(Subscriber::reset);
        }
        answer.complete(tally());
    }

    private void churn(long newStay) {
        churning = true;
        stay = newStay;
        for (int i = 0; i < subscribers.size(); i++) {
            Subscriber next = subscribers.get(i);
            connector.loop().schedule(() -> again(next), stay * i / subscribers.size(), TimeUnit.NANOSECONDS);
        }
    }

    private void arrive(Order.Arrive order) {
        if (subscribers.isEmpty()) {
            return;
        }
        churning = true;
        stay = 0;
        Schedule schedule = new Schedule(order.start(), order.each() * subscribers.size(), order.end());
        Arrivals<Subscriber> all = new Arrivals<>(schedule, connector.loop(), subscribers, this::connect);
        arrivals = all;
        all.next();
    }

    private void rest() {
        if (arrivals == null) {
            churning = false;
            waiting.clear();
            subscribers.forEach(Subscriber::endIfReady);
        }
        settle();
    }

    private void connect(Subscriber subscriber, long due) {
        connecting++;
        subscriber.connect(target != Long.MAX_VALUE, due);
    }

    private void comeBack(long newTarget) {
        target = newTarget;
        returnedAt = System.nanoTime();
        comeBack = Tally.histogram();
        counts.served = 0;
        retrying = true;
        waiting.addAll(subscribers);
        pump();
        settle();
    }

    private void pump() {
        while (connecting < plan.connecting()) {
            Subscriber next = waiting.poll();
            if (next == null) {
                break;
            }
            connect(next, System.nanoTime());
        }
        settle();
    }

    /** Answers the order that waits for connections, once they are there. */
    private void settle() {
        CompletableFuture<Tally> answer = pending;
        boolean busy = connecting > 0
                || !waiting.isEmpty()
                || (retrying && counts.served < subscribers.size())
                || (arrivals != null && !arrivals.isOver());
        if (answer != null && !busy) {
            pending = null;
            target = Long.MAX_VALUE;
            retrying = false;
            churning &= arrivals == null;
            arrivals = null;
            answer.complete(tally());
        }
    }

    private Tally tally() {
        return Tally.of(counts, timings.latency(), timings.connect(), comeBack.copy(), problem);
    }

    byte[] scratch(int size) {
        if (scratch.length < size) {
            scratch = Arrays.copyOf(scratch, Math.max(size, scratch.length * 2));
        }
        return scratch;
    }

    /** Bytes came from the kernel, whatever they are. */
    void read(int bytes) {
        now = System.nanoTime();
        if (timings.contains(now)) {
            counts.wireBytes += bytes;
        }
    }

    void message(byte[] b, int end, SequenceCheck check) {
        timings.message(Marker.time(b, end), now);
        if (timings.contains(now)) {
            counts.inWindow++;
        }
        long before = check.last();
        check.accept(Marker.sequence(b, end), counts);
        if (check.last() >= target && before < target) {
            served();
        }
    }

    private void served() {
        counts.served++;
        comeBack.recordValue(Math.max(0, now - returnedAt));
        settle();
    }

    void onReady(Subscriber subscriber, long since) {
        connecting--;
        counts.ready++;
        timings.connection(since, System.nanoTime());
        if (target != Long.MAX_VALUE && subscriber.last() >= target) {
            served();
        }
        if (churning && stay == 0) {
            subscriber.end();
        } else if (churning) {
            connector.loop().schedule(subscriber::endIfReady, stay, TimeUnit.NANOSECONDS);
        }
        pump();
    }

    /** @param retryAfter when to try again; 0 if the server did not say */
    void onFailed(Subscriber subscriber, String why, Duration retryAfter) {
        connecting--;
        counts.failed++;
        if (!retrying || retryAfter.isZero()) {
            // Otherwise it was turned away as it may be, and comes back when it was told to.
            problem(why);
        }
        if (arrivals != null) {
            arrivals.add(subscriber); // the next one is due when it is due
        } else if (churning || retrying) {
            later(retryAfter.isZero() ? RETRY : retryAfter, () -> again(subscriber));
        }
        pump();
    }

    /** After that time, and up to as much again by chance. */
    void later(Duration wait, Runnable task) {
        long nanos = wait.toNanos();
        long spread = ThreadLocalRandom.current().nextLong(Math.max(1, nanos));
        connector.loop().schedule(task, nanos + spread, TimeUnit.NANOSECONDS);
    }

    private void again(Subscriber subscriber) {
        if (churning || retrying) {
            waiting.add(subscriber);
            pump();
        }
    }

    /** @param wanted whether this end of the connection ended it */
    void onEnded(Subscriber subscriber, boolean wanted, String why) {
        counts.ready--;
        if (!wanted) {
            counts.closed++;
            problem(why);
        }
        if (churning) {
            counts.cycles++;
            if (arrivals == null) {
                waiting.add(subscriber);
            } else {
                arrivals.add(subscriber);
            }
            pump();
        }
    }

    void problem(String text) {
        if (problem == null) {
            problem = text;
        }
    }
}
