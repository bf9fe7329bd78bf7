package io.broadcasthub.session;

import io.broadcasthub.concurrent.OnLoop;

/** A connection as long as it speaks HTTP: which request is awaited or answered, and until when. */
@OnLoop
public final class RequestPhase implements Dialogue {
    private final SessionLoop loop;
    private final Watch watch;
    private final Admission admission;
    private boolean handshaking = true;
    private boolean arriving;
    private boolean answering;
    private boolean last;

    RequestPhase(SessionLoop loop, Watch watch, Admission admission) {
        this.loop = loop;
        this.watch = watch;
        this.admission = admission;
    }

    /** The head of a request has arrived; the rest must follow in time. */
    public void began() {
        arriving = true;
        // Sent ahead, while an answer is under way, it has its time when that is out.
        if (!answering) {
            watch.deadline(loop.now(), loop.context().limits().messageTimeout());
        }
    }

    /** A whole request has arrived and is being answered. */
    public void complete() {
        endHandshake();
        watch.heard(loop.now());
        arriving = false;
        answering = true;
        watch.noDeadline();
    }

    /** The request is answered; another one may follow. */
    public void answered() {
        answering = false;
        watch.deadline(loop.now(), loop.context().limits().keepAliveTimeout());
    }

    /** Whether the connection ends with the answer to the request that is being answered. */
    public boolean isLast() {
        return last || admission.isLeaving();
    }

    /**
     * No further request is taken.
     *
     * @return whether one is being answered, or arriving, whose answer is waited for
     */
    boolean endWithAnswer() {
        last = true;
        return answering || arriving;
    }

    /** The connection does not wait for its first request any more. Idempotent. */
    void endHandshake() {
        if (handshaking) {
            handshaking = false;
            admission.handshakeEnded();
        }
    }
}
