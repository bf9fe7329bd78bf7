package io.broadcasthub.session;

import io.broadcasthub.concurrent.OnLoop;
import io.broadcasthub.config.LimitsConfig;
import io.broadcasthub.limits.RateLimit;
import io.broadcasthub.protocol.ClientFrame;
import io.broadcasthub.protocol.CloseCode;
import io.broadcasthub.protocol.ErrorCode;
import io.broadcasthub.protocol.FrameException;
import io.broadcasthub.protocol.HubException;
import io.broadcasthub.protocol.RequestId;
import io.broadcasthub.protocol.ServerFrame;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The requests of one client that sends frames, and the hub's answers. Answers go out together when the loop has read all
 * there was; a client that does not read its answers is not read from either.
 */
@OnLoop
public final class Conversation implements Dialogue {
    private final Session session;
    private final SessionLoop loop;
    private long subscribesFullAt;
    /** When the latest frame came; pongs are none. */
    private long framedAt;
    /** Since when nothing is read from the client; only while that is so. */
    private long heldSince;

    private int errors;
    private int pendingPublishes;
    private boolean reading;
    private boolean answered;
    private @Nullable Supplier<CloseReason> ending;

    Conversation(Session session, SessionLoop loop) {
        this.session = session;
        this.loop = loop;
        this.subscribesFullAt = loop.now();
        this.framedAt = subscribesFullAt;
    }

    /** One frame arrived, in what is known to be UTF-8; it is read before this returns. */
    public void frame(byte[] utf8, int offset, int length) {
        reading = true;
        framedAt = loop.now();
        ClientFrame frame;
        try {
            frame = loop.context().codec().readCheckedClientFrame(utf8, offset, length);
        } catch (FrameException e) {
            refuse(e.id(), e);
            countError();
            return;
        }
        handle(frame);
    }

    /** Does what the client asks, or refuses it. Nothing is done any more for one that is gone. */
    public void handle(ClientFrame frame) {
        if (session.state() != Session.State.LIVE) {
            return;
        }
        try {
            Handlers.handle(frame, this);
        } catch (HubException e) {
            refuse(frame.id(), e);
        } catch (RuntimeException e) {
            SessionLog.failed(session, e);
            refuse(frame.id(), new HubException(ErrorCode.INTERNAL, "the hub failed; its log says why"));
        }
    }

    long framedAt() {
        return framedAt;
    }

    boolean allowsSubscribe() {
        LimitsConfig limits = loop.context().limits();
        long now = loop.now();
        boolean allowed = RateLimit.allows(subscribesFullAt, limits.subscribeRate(), limits.maxTopics(), now);
        if (allowed) {
            subscribesFullAt = RateLimit.take(subscribesFullAt, limits.subscribeRate(), now);
        }
        return allowed;
    }

    private void countError() {
        if (++errors > loop.context().limits().maxErrors()) {
            session.close(CloseCode.TOO_MANY_ERRORS, "too many protocol errors");
        }
    }

    /** Refuses a request, or complains of a frame that has no id. */
    void refuse(@Nullable RequestId id, HubException why) {
        loop.context().metrics().rejected(why.code().wireName());
        answer(ServerFrame.Failure.of(id, why));
    }

    /** Answers; the frame goes out when reading is over, or at once if nothing is being read. */
    void answer(ServerFrame frame) {
        session.write(frame);
        if (reading) {
            answered = true;
            if (!session.channel().isWritable()) {
                adjustReading();
            }
        } else {
            session.flushSoon();
        }
    }

    /** The loop has read all there was. */
    void readComplete() {
        reading = false;
        if (answered) {
            answered = false;
            session.flush();
        }
    }

    void publishStarted() {
        pendingPublishes++;
        adjustReading();
    }

    /** It is answered. */
    void publishEnded() {
        pendingPublishes--;
        if (pendingPublishes == 0 && ending != null) {
            session.close(ending.get());
        } else {
            adjustReading();
        }
    }

    boolean isPublishing() {
        return pendingPublishes > 0;
    }

    /** Takes nothing more from the client, and ends the session when all its publishes are answered. */
    void endAfterAnswers(Supplier<CloseReason> reason) {
        ending = reason;
        adjustReading();
    }

    void writable() {
        adjustReading();
    }

    /** Reads from the client only while it reads its answers and the engine keeps up with it. */
    private void adjustReading() {
        boolean read = ending == null
                && session.channel().isWritable()
                && pendingPublishes < loop.context().limits().maxPendingPublishes();
        if (session.channel().config().isAutoRead() != read && session.state() == Session.State.LIVE) {
            long now = loop.now();
            if (read) {
                // While nobody listened it could not be heard, nor finish what it had begun.
                session.heard();
                session.postpone(now - heldSince);
            } else {
                heldSince = now;
            }
            session.channel().config().setAutoRead(read);
        }
    }

    Session session() {
        return session;
    }

    SessionContext context() {
        return loop.context();
    }
}
