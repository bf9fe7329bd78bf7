package io.broadcasthub.client;

import io.broadcasthub.protocol.GapReason;
import io.broadcasthub.protocol.Position;
import io.broadcasthub.protocol.ServerFrame;
import io.broadcasthub.protocol.TopicFilter;
import java.time.Duration;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One subscription through all connections: the cursor decides what is new, the delivery brings it to the subscriber. Its
 * fields belong to the loop, the {@link Subscription} part to anyone.
 */
final class ActiveSubscription implements Subscription {
    private static final Logger log = LoggerFactory.getLogger(ActiveSubscription.class);

    /** Where it stands on the present connection. */
    enum Wire {
        DETACHED,
        /** The hub has been asked, and has not answered. */
        ASKED,
        ATTACHED,
        /** Unsubscribed because the buffer is full; asks again when there is room. */
        PARKED,
        ENDED
    }

    private final TopicFilter topic;
    private final Subscriber subscriber;
    private final Subscriptions owner;
    private final Delivery delivery;
    private volatile SubscriptionState state = new SubscriptionState.Pending();
    private volatile @Nullable Position position;
    final Cursor cursor;
    Wire wire = Wire.DETACHED;
    /** The connection that {@link #wire} speaks of. */
    @Nullable
    Connection on;

    ActiveSubscription(
            TopicFilter topic,
            SubscribeOptions options,
            Subscriber subscriber,
            long demand,
            Subscriptions owner,
            Executor callbacks) {
        this.topic = topic;
        this.subscriber = subscriber;
        this.owner = owner;
        this.cursor = new Cursor(topic, options.start());
        this.delivery = new Delivery(callbacks, options.buffer(), demand, () -> owner.room(this));
    }

    @Override
    public TopicFilter topic() {
        return topic;
    }

    @Override
    public @Nullable Position position() {
        return position;
    }

    @Override
    public SubscriptionState state() {
        return state;
    }

    @Override
    public void close() {
        finish(null, true);
        owner.remove(this);
    }

    /** More demand of a {@link java.util.concurrent.Flow.Subscriber}. Any thread. */
    void request(long n) {
        delivery.request(n);
    }

    void become(SubscriptionState next) {
        if (!(state instanceof SubscriptionState.Ended)) {
            state = next;
            delivery.note(() -> subscriber.onState(next));
        }
    }

    /** Whatever the wire brings while not attached is what comes again after the next attach. */
    void message(ServerFrame.Message message) {
        if (wire != Wire.ATTACHED) {
            return;
        }
        Cursor.Verdict verdict = cursor.accept(message);
        if (verdict instanceof Cursor.Verdict.Duplicate) {
            log.atDebug().addKeyValue("topic", topic).log("the hub sent a message again, dropping it");
            return;
        }
        if (verdict instanceof Cursor.Verdict.AfterGap missing) {
            if (missing.gap().reason() == GapReason.UNAVAILABLE) {
                log.atWarn().addKeyValue("topic", topic).log("messages are missing and the hub did not say so");
            }
            deliver(missing.gap());
        }
        delivery.offer(
                () -> {
                    subscriber.onMessage(message);
                    position = message.id();
                },
                message.data().length());
    }

    void gap(ServerFrame.Gap gap) {
        if (wire == Wire.ATTACHED) {
            cursor.skip(gap);
            deliver(gap);
        }
    }

    private void deliver(ServerFrame.Gap gap) {
        delivery.offer(() -> subscriber.onGap(gap), 0);
    }

    boolean isFull() {
        return delivery.isFull();
    }

    /** Has {@link Subscriptions#room} called once enough was taken. */
    void awaitRoom() {
        delivery.awaitRoom();
    }

    /** Ends it for the subscriber, after what waits or instead of it. Any thread; the first call decides. */
    void finish(@Nullable HubClientException cause, boolean discard) {
        SubscriptionState.Ended end = new SubscriptionState.Ended(cause);
        if (!(state instanceof SubscriptionState.Ended)) {
            state = end;
        }
        delivery.end(() -> subscriber.onState(end), discard);
    }

    /** After this returned no callback runs, unless the caller is one or it took longer than the time given. */
    void awaitQuiet(Duration timeout) {
        delivery.stop(timeout);
    }
}
