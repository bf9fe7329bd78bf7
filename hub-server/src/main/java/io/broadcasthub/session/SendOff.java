package io.broadcasthub.session;

import io.broadcasthub.concurrent.OnLoop;
import io.broadcasthub.concurrent.Task;
import io.broadcasthub.concurrent.TaskOwner;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** Ends sessions of one loop one after the other, evenly over a time, so that the loop does its other work between. */
@OnLoop
final class SendOff implements Runnable, TaskOwner {
    private static final int MOST_A_TURN = 64;
    private static final Duration TURN = Duration.ofMillis(5);
    /** Late, so once the loop has looked at its sockets. */
    private static final Duration SOON = Duration.ofMillis(1);

    private final SessionLoop loop;
    private final List<Session> sessions;
    private final Consumer<Session> goodbye;
    private final long start;
    private final long over;
    private int done;

    SendOff(SessionLoop loop, List<Session> sessions, Duration over, Consumer<Session> goodbye) {
        this.loop = loop;
        this.sessions = sessions;
        this.goodbye = goodbye;
        this.start = loop.now();
        this.over = over.toNanos();
    }

    @Override
    public void run() {
        int due = due(loop.now() - start);
        for (int turn = 0; turn < MOST_A_TURN && done < due; turn++) {
            Session session = sessions.get(done++);
            try {
                goodbye.accept(session);
            } catch (RuntimeException e) {
                // One that fails does not keep the others.
                session.failed(e);
            }
        }
        if (done < sessions.size()) {
            loop.topics().timers().after("next", this, done < due ? SOON : TURN, this);
        }
    }

    @Override
    public boolean wants(Task task) {
        return done < sessions.size();
    }

    @Override
    public String toString() {
        return "a send-off";
    }

    /** How many shall be told by now. */
    private int due(long passed) {
        return passed >= over ? sessions.size() : (int) ((double) passed / over * sessions.size());
    }
}
