package io.broadcasthub.session;

import io.broadcasthub.concurrent.OnLoop;
import io.broadcasthub.protocol.CloseCode;
import java.time.Duration;

/** What the loop's sweep does with a session each time it comes by: what is due by the clock, and nothing else is. */
@OnLoop
final class SweepVisit {
    private SweepVisit() {}

    static void to(Session session, long now) {
        switch (session.state()) {
            case REQUEST, CLOSING -> {
                if (session.isOver(now)) {
                    SessionLog.timedOut(session);
                    session.abort();
                }
            }
            case LIVE -> live(session, now);
            case CLOSED -> throw new IllegalStateException("a closed session is still registered");
        }
    }

    private static void live(Session session, long now) {
        SessionLoop loop = session.loop();
        Admission admission = session.admission();
        Duration maxAge = loop.context().limits().maxAge();
        // A hub that stops tells each when to come back; asked at once it would only come to be told.
        if (!admission.isLeaving() && Rotation.isDue(session.number(), now - session.since(), maxAge)) {
            session.leave(() -> admission.rotation(loop.now()));
            if (session.state() != Session.State.LIVE) {
                return;
            }
        }
        if (session.isFlushDue()) {
            // What has not been sent is not to be told from what was not taken. Next time, then.
            return;
        }
        Outbound out = session.requireOutbound();
        if (session.takeDelivered()) {
            session.wroteSince(now - loop.roundNanos());
        }
        boolean answers = out.peerAnswers() && session.channel().config().isAutoRead();
        double early = Spread.of(session.number());
        switch (session.check(now, session.channel(), session.written(), answers, early, loop.context())) {
            case FINE -> {}
            case HEARTBEAT_DUE -> {
                session.asked(now);
                out.writeHeartbeat();
                session.flush();
            }
            case OVERDUE -> session.close(CloseCode.TOO_SLOW, "a message took too long to arrive");
            case STALLED -> session.close(CloseCode.TOO_SLOW, "nothing was read for too long");
            case UNHEARD -> session.close(CloseCode.HEARTBEAT_MISSED, "nothing heard for two heartbeats");
        }
    }
}
