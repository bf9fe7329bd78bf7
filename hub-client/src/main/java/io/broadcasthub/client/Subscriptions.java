package io.broadcasthub.client;

import io.broadcasthub.protocol.ClientFrame;
import io.broadcasthub.protocol.HubException;
import io.broadcasthub.protocol.ServerFrame;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A client's subscriptions by topic: attaches each to every new connection, routes messages, and keeps a slow subscriber
 * from filling the memory or stopping the others (see {@link SubscribeOptions}). Loop thread, where not said otherwise.
 */
final class Subscriptions {
    /** Far below any heartbeat, request time-out or stall limit. */
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

    private static final RequestTable.Handler IGNORE = new RequestTable.Handler() {
        @Override
        public void ok(ServerFrame.Ok answer) {}

        @Override
        public void failed(HubException answer) {}
    };

    private final ClientThreads threads;
    private final Map<String, ActiveSubscription> byTopic = new ConcurrentHashMap<>();
    private volatile @Nullable HubClientException closed;
    private @Nullable Connection connection;
    private ClientThreads.@Nullable Timer pause;

    Subscriptions(ClientThreads threads) {
        this.threads = threads;
    }

    /** Any thread. */
    void add(ActiveSubscription added) {
        if (byTopic.putIfAbsent(added.topic().value(), added) != null) {
            throw new IllegalStateException("the client is subscribed to " + added.topic()
                    + "; close that subscription, or use a second client");
        }
        HubClientException end = closed;
        if (end != null) {
            added.finish(end, true);
            // On this thread, as there may be no other left.
            added.awaitQuiet(Duration.ZERO);
            return;
        }
        threads.mailbox().execute(() -> attach(added));
    }

    /** Any thread. */
    void remove(ActiveSubscription removed) {
        byTopic.remove(removed.topic().value(), removed);
        threads.mailbox().execute(() -> {
            unsubscribe(removed, ActiveSubscription.Wire.ENDED);
            resumeReading();
        });
    }

    /** A full buffer has room again. Any thread. */
    void room(ActiveSubscription subscription) {
        threads.mailbox().execute(() -> {
            resumeReading();
            if (subscription.wire == ActiveSubscription.Wire.PARKED) {
                subscription.wire = ActiveSubscription.Wire.DETACHED;
                attach(subscription);
            }
        });
    }

    void attach(Connection ready) {
        connection = ready;
        byTopic.values().forEach(this::attach);
    }

    void detach() {
        connection = null;
        cancelPause();
        for (ActiveSubscription s : byTopic.values()) {
            if (s.wire != ActiveSubscription.Wire.PARKED) {
                s.wire = ActiveSubscription.Wire.DETACHED;
                s.become(new SubscriptionState.Pending());
            }
        }
    }

    private void attach(ActiveSubscription s) {
        Connection to = connection;
        boolean current = byTopic.get(s.topic().value()) == s;
        if (to == null || !current || s.wire != ActiveSubscription.Wire.DETACHED) {
            return;
        }
        s.wire = ActiveSubscription.Wire.ASKED;
        s.on = to;
        to.request(id -> new ClientFrame.Subscribe(id, s.topic(), s.cursor.resume()), new RequestTable.Handler() {
            @Override
            public void ok(ServerFrame.Ok answer) {
                attached(s, answer);
            }

            @Override
            public void failed(HubException answer) {
                refused(s, answer);
            }
        });
    }

    private void attached(ActiveSubscription s, ServerFrame.Ok answer) {
        if (s.wire == ActiveSubscription.Wire.ASKED) {
            s.wire = ActiveSubscription.Wire.ATTACHED;
            s.cursor.attached(answer.at(), answer.recovered());
            s.become(new SubscriptionState.Active(answer.at()));
        }
    }

    private void refused(ActiveSubscription s, HubException answer) {
        if (s.wire != ActiveSubscription.Wire.ASKED) {
            return;
        }
        if (Retry.helps(answer)) {
            s.wire = ActiveSubscription.Wire.DETACHED;
            threads.after(Retry.delay(answer), () -> attach(s));
        } else {
            s.wire = ActiveSubscription.Wire.ENDED;
            byTopic.remove(s.topic().value(), s);
            s.finish(HubClientException.refused(answer), false);
        }
    }

    void message(ServerFrame.Message message) {
        ActiveSubscription s = byTopic.get(message.subscription());
        if (s != null) {
            s.message(message);
            relieve(s);
        }
    }

    void gap(ServerFrame.Gap gap) {
        ActiveSubscription s = byTopic.get(gap.topic().value());
        if (s != null) {
            s.gap(gap);
            relieve(s);
        }
    }

    private void relieve(ActiveSubscription s) {
        if (s.wire != ActiveSubscription.Wire.ATTACHED || pause != null || connection == null || !s.isFull()) {
            return;
        }
        if (byTopic.size() == 1) {
            connection.pauseReading();
            pause = threads.after(LONGEST_PAUSE, () -> {
                park(s);
                resumeReading();
            });
            s.awaitRoom();
        } else {
            park(s);
        }
    }

    private void park(ActiveSubscription s) {
        if (s.wire == ActiveSubscription.Wire.ATTACHED) {
            unsubscribe(s, ActiveSubscription.Wire.PARKED);
            s.become(new SubscriptionState.Pending());
            s.awaitRoom();
        }
    }

    private void unsubscribe(ActiveSubscription s, ActiveSubscription.Wire next) {
        boolean known = s.wire == ActiveSubscription.Wire.ATTACHED || s.wire == ActiveSubscription.Wire.ASKED;
        s.wire = next;
        if (known && connection != null && connection == s.on) {
            connection.request(id -> new ClientFrame.Unsubscribe(id, s.topic()), IGNORE);
        }
    }

    private void resumeReading() {
        if (pause != null && connection != null) {
            connection.resumeReading();
        }
        cancelPause();
    }

    private void cancelPause() {
        if (pause != null) {
            pause.cancel();
            pause = null;
        }
    }

    /** Ends all, now and from now on: after what waits in their buffers, or instead of it. Any thread. */
    void close(HubClientException cause, boolean discard) {
        closed = cause;
        byTopic.values().forEach(s -> s.finish(cause, discard));
    }

    /** Waits for callbacks that run, each as long as given. Not on the loop. */
    void awaitQuiet(Duration timeout) {
        byTopic.values().forEach(s -> s.awaitQuiet(timeout));
        byTopic.clear();
    }
}
