package io.broadcasthub.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.broadcasthub.protocol.ServerFrame;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Writes down what a subscription tells: ids of messages, gaps as {@code after>next reason}, its end. */
class Recorder implements Subscriber {
    final List<String> events = new CopyOnWriteArrayList<>();
    final List<SubscriptionState> states = new CopyOnWriteArrayList<>();

    @Override
    public void onMessage(ServerFrame.Message message) {
        events.add(message.id().toString());
    }

    @Override
    public void onGap(ServerFrame.Gap gap) {
        events.add(gap.after() + ">" + gap.next() + " " + gap.reason().wireName());
    }

    @Override
    public void onState(SubscriptionState state) {
        states.add(state);
    }

    void awaitEvents(String... expected) {
        await().atMost(Duration.ofSeconds(FakeHub.PATIENCE_SECONDS))
                .untilAsserted(() -> assertThat(events).containsExactly(expected));
    }

    void awaitState(Class<? extends SubscriptionState> type) {
        await().atMost(Duration.ofSeconds(FakeHub.PATIENCE_SECONDS))
                .untilAsserted(() -> assertThat(states).last().isInstanceOf(type));
    }
}
