package io.broadcasthub.session;

import io.broadcasthub.concurrent.OnLoop;
import io.broadcasthub.concurrent.TaskOwner;
import io.broadcasthub.diagnostics.Sheet;
import io.broadcasthub.ledger.Birth;
import io.broadcasthub.ledger.Kind;
import io.broadcasthub.ledger.Ledger;
import io.broadcasthub.topic.Cursor;
import io.broadcasthub.topic.TopicAudit;
import io.broadcasthub.topic.TopicWalk;
import io.netty.channel.Channel;
import io.netty.channel.unix.UnixChannel;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * Holds what one loop has against what it should have. The ledger and the lists of sessions and topics are taken in one
 * moment; what they list is then visited slice by slice, so that connections have their turns between. What goes and comes
 * meanwhile is counted, and explains a difference as large as itself.
 */
@OnLoop
public final class SessionAudit {
    private static final String CHANNELS = "channel states";
    private static final String OWN_CURSORS = "cursors of sessions";
    /** From one slice to the next, so that the loop looks at its connections. */
    private static final Duration PAUSE = Duration.ofMillis(1);

    private final SessionLoop loop;
    private final Ledger.Moment then;
    private final Sheet sheet;
    private final Session[] sessions;
    private final int cursorsThen;
    private final TopicWalk topics;
    private final List<LoopView.Link> links;
    private final Set<Birth> found = Collections.newSetFromMap(new IdentityHashMap<>());
    private int visited;
    private long open;
    private long streams;
    private long cursors;
    private long longest;

    private SessionAudit(SessionLoop loop, TopicAudit.Snapshot directory) {
        assert loop.eventLoop().inEventLoop();
        this.loop = loop;
        this.then = loop.topics().ledger().moment();
        this.sheet = new Sheet(Thread.currentThread().getName(), loop.now());
        this.sessions = loop.sessions();
        this.cursorsThen = loop.topics().cursors();
        this.topics = new TopicWalk(loop.topics(), directory, this::isOwned, sheet, found::add);
        this.links = new ArrayList<>(sessions.length);
    }

    /** Looks at the loop it runs on, all at once. */
    public static LoopView look(SessionLoop loop, TopicAudit.Snapshot directory) {
        SessionAudit audit = new SessionAudit(loop, directory);
        audit.visit(Integer.MAX_VALUE);
        return audit.view();
    }

    /**
     * Looks at the loop it runs on.
     *
     * @param slice sessions, topics or cursors that are visited in one go
     */
    public static CompletableFuture<LoopView> look(SessionLoop loop, TopicAudit.Snapshot directory, int slice) {
        CompletableFuture<LoopView> answer = new CompletableFuture<>();
        long begun = loop.now();
        new SessionAudit(loop, directory).next(slice, begun, answer);
        return answer;
    }

    private void next(int slice, long begun, CompletableFuture<LoopView> answer) {
        try {
            boolean done = visit(slice);
            longest = Math.max(longest, loop.now() - begun);
            if (done) {
                answer.complete(view());
            } else {
                TaskOwner audit = TaskOwner.named("an audit", task -> !answer.isDone());
                loop.topics().timers().after("next slice", audit, PAUSE, () -> next(slice, loop.now(), answer));
            }
        } catch (RuntimeException | Error e) {
            answer.completeExceptionally(e);
        }
    }

    /** @return whether everything is visited */
    private boolean visit(int most) {
        int left = most;
        for (; visited < sessions.length && left > 0; left--) {
            visit(sessions[visited++]);
        }
        return left > 0 && topics.visit(left);
    }

    private LoopView view() {
        Ledger ledger = loop.topics().ledger();
        sheet.equal("connections", "ledger", then.open(Kind.CONNECTION), "walked", sessions.length);
        // Those that became streams after the ledger was read and before they were visited.
        long more = ledger.openedSince(then, Kind.STREAM);
        sheet.equal("streams", "ledger", then.open(Kind.STREAM), "walked", streams, 0, more);
        sheet.equal("sweeps", "started", loop.isSwept() ? 1 : 0, "scheduled", loop.isSweeping() ? 1 : 0);
        sheet.counted(CHANNELS, "registered", sessions.length, "open", open);
        sheet.equal(
                OWN_CURSORS,
                "counted",
                cursorsThen,
                "held by sessions",
                cursors,
                ledger.closedSince(then, Kind.CURSOR),
                ledger.openedSince(then, Kind.CURSOR));
        topics.sum(then);
        lost(ledger);
        return new LoopView(sheet, links, longest);
    }

    private void visit(Session session) {
        if (!session.transport().equals("http")) {
            streams++;
        }
        if (session.state() == Session.State.CLOSED && !loop.isListed(session)) {
            return;
        }
        Channel channel = session.channel();
        if (session.birth() != null) {
            found.add(session.birth());
        }
        if (channel.isOpen()) {
            open++;
            links.add(link(session));
        }
        if (!channel.isOpen() || session.state() == Session.State.CLOSED) {
            wrong(CHANNELS, session, "is registered although its channel is closed");
        } else if (session.state() == Session.State.LIVE && !channel.isActive()) {
            wrong(CHANNELS, session, "is live although its channel is not connected");
        }
        for (Cursor cursor : session.cursors()) {
            if (cursor.isListed()) {
                cursors++;
            } else if (session.state() == Session.State.LIVE || !cursor.isClosed()) {
                wrong(OWN_CURSORS, session, "has a cursor of " + cursor.filter() + " that delivers nothing");
            }
        }
    }

    private static LoopView.Link link(Session session) {
        Channel channel = session.channel();
        int descriptor = channel instanceof UnixChannel unix ? unix.fd().intValue() : -1;
        // Asking for the address is a call of the kernel, and only needed where the descriptor is not told.
        InetSocketAddress remote =
                descriptor < 0 && channel.remoteAddress() instanceof InetSocketAddress address ? address : null;
        return new LoopView.Link(session::name, session.transport(), descriptor, remote, session.since());
    }

    private boolean isOwned(Cursor cursor) {
        return cursor.subscriber() instanceof Session session && loop.isListed(session);
    }

    /** What the ledger's sample knew to be open when the walk began, and the walk did not come by. */
    private void lost(Ledger ledger) {
        for (Birth birth : ledger.births()) {
            if (birth.atNanos() - sheet.now() < 0 && !found.contains(birth)) {
                switch (birth.kind()) {
                    case CONNECTION -> lost(birth, "connections", "connection " + birth.what() + " was never closed");
                    case CURSOR -> lost(birth, "cursors", "cursor " + birth.what() + " was never closed");
                    case TIMER -> lost(birth, "timers", "timer " + birth.what() + " was never ended");
                    case RUN ->
                        lost(
                                birth,
                                "encoded runs",
                                "encoded messages of topic " + birth.what() + " were never released");
                    default -> throw new IllegalStateException("nobody looks for a " + birth.kind());
                }
            }
        }
    }

    private void lost(Birth birth, String equation, String what) {
        sheet.mismatch(
                equation,
                birth.what() + '#' + System.identityHashCode(birth),
                what + ", and is nowhere",
                birth.atNanos(),
                birth);
    }

    private void wrong(String equation, Session session, String what) {
        sheet.mismatch(
                equation,
                session.name() + ' ' + what,
                "session " + session.name() + " (" + session.transport() + ", " + session.state() + ") " + what,
                session.since(),
                session.birth());
    }
}
