package io.broadcasthub.topic;

import io.broadcasthub.concurrent.OnLoop;
import io.broadcasthub.concurrent.Task;
import io.broadcasthub.concurrent.TaskOwner;
import io.broadcasthub.ledger.Birth;
import io.broadcasthub.ledger.Kind;
import io.broadcasthub.ledger.Ledger;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What one event loop is to do later. Nothing else gives a loop something to do at a time, so an audit knows of all of it. */
@OnLoop
public final class LoopTimers {
    private final EventLoop eventLoop;
    private final Ledger ledger;
    private final Set<Timer> timers = Collections.newSetFromMap(new IdentityHashMap<>());

    LoopTimers(EventLoop eventLoop, Ledger ledger) {
        this.eventLoop = eventLoop;
        this.ledger = ledger;
    }

    /** Does the work once, later. */
    public Task after(String name, TaskOwner owner, Duration delay, Runnable work) {
        Timer timer = new Timer(name, owner);
        timer.future = eventLoop.schedule(() -> timer.runOnce(work), delay.toNanos(), TimeUnit.NANOSECONDS);
        return timer;
    }

    /** Does the work again and again, until it fails. */
    public Task every(String name, TaskOwner owner, Duration interval, Runnable work) {
        Timer timer = new Timer(name, owner);
        long nanos = interval.toNanos();
        timer.future = eventLoop.scheduleAtFixedRate(() -> timer.runAgain(work), nanos, nanos, TimeUnit.NANOSECONDS);
        return timer;
    }

    /** Whether it is still to be done. */
    public boolean has(@Nullable Task timer) {
        return timer != null && timers.contains(timer);
    }

    Timer[] all() {
        return timers.toArray(Timer[]::new);
    }

    final class Timer extends Task {
        final @Nullable Birth birth;
        private @Nullable Future<?> future;

        Timer(String name, TaskOwner owner) {
            super(name, owner, eventLoop.ticker().nanoTime());
            assert eventLoop.inEventLoop();
            timers.add(this);
            birth = ledger.opened(Kind.TIMER, this, sinceNanos());
        }

        private void runOnce(Runnable work) {
            over();
            work.run();
        }

        private void runAgain(Runnable work) {
            try {
                work.run();
            } catch (RuntimeException | Error e) {
                over();
                throw e;
            }
        }

        @Override
        public List<StackTraceElement> stack() {
            return birth == null ? List.of() : birth.stack();
        }

        @Override
        public void end() {
            if (over() && future != null) {
                future.cancel(false);
            }
        }

        private boolean over() {
            boolean listed = timers.remove(this);
            if (listed) {
                ledger.closed(Kind.TIMER, birth);
            }
            return listed;
        }
    }
}
