package io.broadcasthub.session;

import io.broadcasthub.concurrent.AnyThread;
import io.broadcasthub.concurrent.OnLoop;
import io.broadcasthub.concurrent.Task;
import io.broadcasthub.concurrent.TaskOwner;
import io.broadcasthub.topic.LoopTopics;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The sessions of one event loop, and the one timer that looks after all of them: a sweep, spread so that each tick visits
 * a part. No connection has a timer of its own.
 */
@OnLoop
public final class SessionLoop implements TaskOwner {
    /** Every session is visited once in so many ticks. */
    private static final int PARTS = 8;

    private static final long MAX_TICK = TimeUnit.MILLISECONDS.toNanos(125);
    private static final long MIN_TICK = TimeUnit.MILLISECONDS.toNanos(5);

    private final EventLoop eventLoop;
    private final LoopTopics topics;
    private final SessionContext context;
    private List<Session> flushSoon = new ArrayList<>();
    /** Those whose turn it is; in turns with the other list, so that nothing is allocated for it. */
    private List<Session> flushing = new ArrayList<>();

    private final QueueMeter queues = new QueueMeter(PARTS);
    private Session[] sessions = new Session[16];
    private int size;
    private int part;
    private final long tickNanos;
    private @Nullable Task sweep;

    public SessionLoop(EventLoop eventLoop, LoopTopics topics, SessionContext context) {
        this.eventLoop = eventLoop;
        this.topics = topics;
        this.context = context;
        this.tickNanos = tick(context);
    }

    /** Starts the sweep; on the loop. */
    public void start() {
        assert eventLoop.inEventLoop();
        sweep = topics.timers().every("sweep", this, Duration.ofNanos(tickNanos), this::sweep);
    }

    /** Ends the sweep, and what the topics have; on the loop. */
    public void stop() {
        assert eventLoop.inEventLoop();
        if (sweep != null) {
            sweep.end();
            sweep = null;
        }
        topics.stop();
    }

    /** An eighth of the shortest time-out in a whole round, within reason. */
    private static long tick(SessionContext context) {
        long shortest = context.heartbeat().toNanos();
        shortest = Math.min(shortest, context.limits().handshakeTimeout().toNanos());
        shortest = Math.min(shortest, context.limits().stallTimeout().toNanos());
        shortest = Math.min(shortest, context.limits().closeTimeout().toNanos());
        return Math.max(MIN_TICK, Math.min(MAX_TICK, shortest / PARTS / PARTS));
    }

    /** The time in which every session is visited once. */
    long roundNanos() {
        return PARTS * tickNanos;
    }

    private void sweep() {
        part = (part + 1) % PARTS;
        if (part == 0) {
            topics.releaseRuns();
        }
        long now = now();
        int stride = PARTS;
        // Backwards, since a session that is closed on the way is replaced by the last one.
        int last = size - 1;
        for (int i = last - Math.floorMod(last - part, stride); i >= 0; i -= stride) {
            if (i < size) {
                queues.visit(sessions[i]);
                sweep(sessions[i], now);
            }
        }
        queues.endPart(part);
    }

    /** Anything that escaped would end the timer, and with it every time-out and heartbeat of this loop. */
    private static void sweep(Session session, long now) {
        try {
            SweepVisit.to(session, now);
        } catch (RuntimeException | OutOfMemoryError e) {
            session.failed(e);
        }
    }

    void add(Session session) {
        assert eventLoop.inEventLoop();
        if (size == sessions.length) {
            sessions = Arrays.copyOf(sessions, size * 2);
        }
        session.index = size;
        sessions[size++] = session;
    }

    void remove(Session session) {
        assert eventLoop.inEventLoop();
        assert sessions[session.index] == session;
        Session last = sessions[--size];
        sessions[session.index] = last;
        last.index = session.index;
        sessions[size] = null;
        session.index = -1;
    }

    /** Flushes the session at the end of this turn, once for all that is written to it until then. */
    void flushSoon(Session session) {
        if (flushSoon.isEmpty()) {
            eventLoop.execute(this::flushNow);
        }
        flushSoon.add(session);
    }

    private void flushNow() {
        List<Session> due = flushSoon;
        flushSoon = flushing;
        flushing = due;
        try {
            due.forEach(Session::flushDue);
        } finally {
            due.clear();
        }
    }

    /** Those registered now. */
    Session[] sessions() {
        assert eventLoop.inEventLoop();
        return Arrays.copyOf(sessions, size);
    }

    /** Visits every session; the visitor may close it. */
    public void forEach(Consumer<Session> visitor) {
        assert eventLoop.inEventLoop();
        for (int i = size - 1; i >= 0; i--) {
            if (i < size) {
                visitor.accept(sessions[i]);
            }
        }
    }

    /** Those that are here longest, in no order. */
    public List<Session> oldest(int most) {
        assert eventLoop.inEventLoop();
        if (size <= most) {
            return List.copyOf(Arrays.asList(sessions).subList(0, size));
        }
        long now = now();
        return Arrays.stream(sessions, 0, size)
                .sorted(Comparator.comparingLong(session -> session.since() - now))
                .limit(most)
                .toList();
    }

    /**
     * Ends the sessions of a listener that sends its clients away, evenly over a time; their requests are answered first.
     */
    public void sendAway(Admission admission, Duration over) {
        List<Session> leaving = new ArrayList<>();
        forEach(session -> {
            if (session.admission() == admission) {
                leaving.add(session);
            }
        });
        new SendOff(this, leaving, over, session -> session.leave(() -> admission.restart(now()))).run();
    }

    /** Nanoseconds that never go backwards. */
    public long now() {
        return eventLoop.ticker().nanoTime();
    }

    /** Whether the session has its place in the table. */
    boolean isListed(Session session) {
        return session.index >= 0 && session.index < size && sessions[session.index] == session;
    }

    public EventLoop eventLoop() {
        return eventLoop;
    }

    public LoopTopics topics() {
        return topics;
    }

    public SessionContext context() {
        return context;
    }

    public int size() {
        return size;
    }

    /** Bytes written to its connections that the kernel has not taken. */
    @AnyThread
    public long queuedBytes() {
        return queues.bytes();
    }

    /** Streams that are not read as fast as they are written to. */
    @AnyThread
    public long slowReaders() {
        return queues.slow();
    }

    /** As many connections as the sweep has seen in its latest round; {@link #size} is for the loop itself. */
    @AnyThread
    public int connections() {
        return queues.connections();
    }

    @Override
    public boolean wants(Task task) {
        return task == sweep;
    }

    /** Whether it has a sweep that has not been ended. */
    boolean isSwept() {
        return sweep != null;
    }

    /** Whether its sweep goes on. */
    public boolean isSweeping() {
        return topics.timers().has(sweep);
    }

    @Override
    public String toString() {
        return "the loop's sessions";
    }
}
