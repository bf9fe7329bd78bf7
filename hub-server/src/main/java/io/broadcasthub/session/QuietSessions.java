package io.broadcasthub.session;

import io.broadcasthub.concurrent.OnLoop;
import io.broadcasthub.diagnostics.ConnectionGroup;
import io.broadcasthub.diagnostics.QuietCount;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Counts a loop's connections through which no message goes, by likeness, each time it is asked. */
@OnLoop
public final class QuietSessions {
    /** More groups than this are not told apart; topics are the clients' to name. */
    private static final int MAX_GROUPS = 1_000;

    private static final QuietCount ONE_MORE = new QuietCount(1, 0);
    private static final QuietCount ONE_STILL = new QuietCount(1, 1);

    private final SessionLoop loop;
    private final long intervalNanos;
    private long before;

    /** @param interval for so long nothing went through those that are counted */
    public QuietSessions(SessionLoop loop, Duration interval) {
        this.loop = loop;
        this.intervalNanos = interval.toNanos();
        this.before = loop.now();
    }

    public Map<ConnectionGroup, QuietCount> count() {
        long now = loop.now();
        long sinceBefore = now - before;
        before = now;
        Map<ConnectionGroup, QuietCount> counts = new HashMap<>();
        loop.forEach(session -> {
            long quiet = session.quietNanos(now);
            if (quiet >= intervalNanos) {
                ConnectionGroup group = group(session);
                boolean known = counts.size() < MAX_GROUPS || counts.containsKey(group);
                counts.merge(
                        known ? group : ConnectionGroup.OTHERS,
                        quiet - sinceBefore >= intervalNanos ? ONE_STILL : ONE_MORE,
                        QuietCount::plus);
            }
        });
        return counts;
    }

    private static ConnectionGroup group(Session session) {
        return new ConnectionGroup(
                session.state().name(),
                session.transport(),
                session.cursors().isEmpty()
                        ? "-"
                        : ConnectionGroup.shape(
                                session.cursors().get(0).filter().value()));
    }
}
