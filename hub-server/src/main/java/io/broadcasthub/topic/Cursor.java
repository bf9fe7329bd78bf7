package io.broadcasthub.topic;

import io.broadcasthub.concurrent.OnLoop;
import io.broadcasthub.ledger.Birth;
import io.broadcasthub.log.Incarnation;
import io.broadcasthub.protocol.ErrorCode;
import io.broadcasthub.protocol.HubException;
import io.broadcasthub.protocol.Position;
import io.broadcasthub.protocol.StartAt;
import io.broadcasthub.protocol.TopicFilter;
import org.jspecify.annotations.Nullable;

/**
 * One subscription: a place in a topic's log. Live, burst, resume and slow are all the same move, {@link #advance()}: what
 * lies between the cursor and the head is written to the subscriber.
 */
@OnLoop
public final class Cursor {
    private final LoopTopic topic;
    private final Subscriber subscriber;
    /** Offset of the message that is delivered next. */
    long next;
    /** What {@link #next} counts in; null while the topic is being opened. */
    @Nullable
    Incarnation incarnation;
    /** Null while it simply follows the log. */
    @Nullable
    Phase phase;
    /** Whether it goes on when others have had their turn; kept here so that it is listed once. */
    boolean waitsForTurn;
    /** Set if it is in the ledger's sample. */
    @Nullable
    Birth birth;
    /** Place among the topic's cursors; -1 = closed. */
    int index = -1;

    Cursor(LoopTopic topic, Subscriber subscriber) {
        this.topic = topic;
        this.subscriber = subscriber;
    }

    public TopicFilter filter() {
        return topic.filter();
    }

    /** Whom it delivers to. */
    public Subscriber subscriber() {
        return subscriber;
    }

    /** Whether messages are delivered through it. */
    boolean isActive() {
        return index >= 0 && incarnation != null;
    }

    public boolean isClosed() {
        return index < 0;
    }

    /** Takes its place, tells the outcome, and begins to deliver: at once, or when the topic is open. */
    public void start(StartAt start, SubscribeOutcome outcome) {
        topic.loop().starts().start(topic, this, new Opening(start, outcome));
    }

    /** Set while the topic is being opened: where to start, and whom to tell. */
    @Nullable
    Opening opening() {
        return phase instanceof Opening opening ? opening : null;
    }

    /** Set while only the newest message of each key is delivered. */
    @Nullable
    Conflation conflation() {
        return phase instanceof Conflation conflation ? conflation : null;
    }

    /** Delivers what is there, as far as the subscriber takes it. */
    public void advance() {
        if (isActive()) {
            topic.advance(this);
        }
    }

    /** Messages that are there and not delivered; 0 while the topic is being opened. */
    public long lag() {
        return topic.lag(this);
    }

    /** Whether its loop still delivers through it. */
    public boolean isListed() {
        return index >= 0
                && index < topic.size()
                && topic.cursor(index) == this
                && topic.loop().find(topic.filter()) == topic;
    }

    /** Ends the subscription; nothing is delivered through it any more. Idempotent. */
    public void close() {
        if (!isClosed()) {
            topic.remove(this);
        }
    }

    /** As {@link #close()}; a subscribe that has no outcome yet is told that it was refused. */
    public void cancel() {
        Opening waiting = opening();
        close();
        if (waiting != null) {
            waiting.outcome().refused(new HubException(ErrorCode.UNAVAILABLE, "unsubscribed before it began"));
        }
    }

    /** The last position passed, with offset 0 for "before the first"; null while the topic is being opened. */
    public @Nullable Position position() {
        return incarnation == null ? null : new Position(incarnation.epoch(), next - 1);
    }
}
