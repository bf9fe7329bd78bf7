package io.broadcasthub.session;

import io.broadcasthub.concurrent.OnLoop;
import io.broadcasthub.diagnostics.Birth;
import io.broadcasthub.diagnostics.Kind;
import io.broadcasthub.diagnostics.Ledger;
import io.broadcasthub.diagnostics.Sheet;
import io.broadcasthub.topic.Cursor;
import io.broadcasthub.topic.TopicAudit;
import io.netty.channel.Channel;
import io.netty.channel.unix.UnixChannel;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/** Holds what one loop has against what it should have. All of it in one task, so that it is of one moment. */
@OnLoop
public final class SessionAudit {
    private static final String CHANNELS = "channel states";
    private static final String OWN_CURSORS = "cursors of sessions";

    private final SessionLoop loop;
    private final Sheet sheet;
    private final List<LoopView.Link> links = new ArrayList<>();
    private final Set<Birth> found = Collections.newSetFromMap(new IdentityHashMap<>());
    private long open;
    private long streams;
    private long cursors;

    private SessionAudit(SessionLoop loop) {
        this.loop = loop;
        this.sheet = new Sheet(Thread.currentThread().getName(), loop.now());
    }

    /** Looks at the loop it runs on. */
    public static LoopView look(SessionLoop loop, TopicAudit.Snapshot directory) {
        assert loop.eventLoop().inEventLoop();
        return new SessionAudit(loop).look(directory);
    }

    private LoopView look(TopicAudit.Snapshot directory) {
        loop.forEach(this::visit);
        Ledger ledger = loop.topics().ledger();
        sheet.equal("connections", "ledger", ledger.open(Kind.CONNECTION), "walked", loop.size());
        sheet.equal("streams", "ledger", ledger.open(Kind.STREAM), "walked", streams);
        sheet.equal("sweeps", "ledger", ledger.open(Kind.SWEEP), "running", loop.isSweeping() ? 1 : 0);
        sheet.counted(CHANNELS, "registered", loop.size(), "open", open);
        sheet.equal(
                OWN_CURSORS,
                "held by sessions",
                cursors,
                "counted",
                loop.topics().cursors());
        TopicAudit.loop(loop.topics(), directory, this::isOwned, sheet, found::add);
        lost(ledger);
        return new LoopView(sheet, links);
    }

    private void visit(Session session) {
        Channel channel = session.channel();
        if (session.birth() != null) {
            found.add(session.birth());
        }
        if (!session.transport().equals("http")) {
            streams++;
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
        InetSocketAddress remote = channel.remoteAddress() instanceof InetSocketAddress address ? address : null;
        return new LoopView.Link(session.name(), session.transport(), descriptor, remote, session.since());
    }

    private boolean isOwned(Cursor cursor) {
        return cursor.subscriber() instanceof Session session && loop.isListed(session);
    }

    /** What the ledger's sample knows to be open, and no walk came by. */
    private void lost(Ledger ledger) {
        for (Birth birth : ledger.births()) {
            if (!found.contains(birth)) {
                String equation = birth.kind() == Kind.CURSOR ? "cursors" : "connections";
                sheet.mismatch(
                        equation,
                        birth.what() + '#' + System.identityHashCode(birth),
                        equation.substring(0, equation.length() - 1) + ' ' + birth.what()
                                + " was never closed, and is nowhere",
                        birth.atNanos(),
                        birth);
            }
        }
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
