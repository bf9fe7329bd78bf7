package io.broadcasthub.client;

import io.broadcasthub.protocol.ServerFrame;
import java.util.Objects;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A subscription as a {@link Flow.Publisher}. Demand governs only what leaves the subscription's buffer; what happens when
 * that is full is the same for every subscriber (see {@link SubscribeOptions}).
 */
final class EventPublisher implements Flow.Publisher<HubEvent> {
    private final Function<Subscriber, ActiveSubscription> prepare;
    private final Consumer<ActiveSubscription> open;

    /**
     * @param prepare makes the subscription, without demand
     * @param open asks the hub for it, or throws
     */
    EventPublisher(Function<Subscriber, ActiveSubscription> prepare, Consumer<ActiveSubscription> open) {
        this.prepare = prepare;
        this.open = open;
    }

    @Override
    public void subscribe(Flow.Subscriber<? super HubEvent> subscriber) {
        Events events = new Events(Objects.requireNonNull(subscriber));
        ActiveSubscription subscription = prepare.apply(events);
        Link link = new Link(events, subscription);
        events.link = link;
        subscriber.onSubscribe(link);
        if (subscription.state() instanceof SubscriptionState.Ended) {
            return;
        }
        try {
            open.accept(subscription);
        } catch (IllegalStateException e) {
            link.fail(e);
        }
    }

    /** Demand and cancellation, on their way to the hub's side. */
    private record Link(Events events, ActiveSubscription subscription) implements Flow.Subscription {
        @Override
        public void request(long n) {
            if (n > 0) {
                subscription.request(n);
            } else {
                fail(new IllegalArgumentException("demand must be positive (reactive streams, rule 3.9)"));
            }
        }

        @Override
        public void cancel() {
            events.silent = true;
            subscription.close();
        }

        private void fail(RuntimeException failure) {
            events.failure = failure;
            subscription.close();
        }
    }

    /** Messages and the end, on their way to the subscriber; one at a time. */
    private static final class Events implements Subscriber {
        private final Flow.Subscriber<? super HubEvent> target;
        private @Nullable Link link;
        private volatile boolean silent;
        private volatile @Nullable RuntimeException failure;

        Events(Flow.Subscriber<? super HubEvent> target) {
            this.target = target;
        }

        @Override
        public void onMessage(ServerFrame.Message message) {
            next(new HubEvent.Message(message));
        }

        @Override
        public void onGap(ServerFrame.Gap gap) {
            next(new HubEvent.Gap(gap));
        }

        private void next(HubEvent event) {
            try {
                target.onNext(event);
            } catch (RuntimeException | Error e) {
                // Rule 2.13: a subscriber that throws counts as having cancelled.
                Objects.requireNonNull(link).cancel();
                throw e;
            }
        }

        @Override
        public void onState(SubscriptionState state) {
            if (state instanceof SubscriptionState.Ended ended && !silent) {
                RuntimeException cause = failure == null ? ended.cause() : failure;
                if (cause != null) {
                    target.onError(cause);
                }
            }
        }
    }
}
