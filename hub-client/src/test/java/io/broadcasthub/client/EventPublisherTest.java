package io.broadcasthub.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.broadcasthub.protocol.ClientFrame;
import io.broadcasthub.protocol.Position;
import io.broadcasthub.protocol.StartAt;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(300)
class EventPublisherTest {
    private final FakeHub hub = new FakeHub();
    private final HubClient client = HubClient.builder(hub.uri()).build();
    private final Probe probe = new Probe();

    @AfterEach
    void close() {
        client.close();
        hub.close();
    }

    private static class Probe implements Flow.Subscriber<HubEvent> {
        final List<String> seen = new CopyOnWriteArrayList<>();
        volatile Flow.Subscription link;

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            link = subscription;
            seen.add("subscribed");
        }

        @Override
        public void onNext(HubEvent event) {
            seen.add(event instanceof HubEvent.Message m ? m.message().id().toString() : "gap");
        }

        @Override
        public void onError(Throwable failure) {
            seen.add(failure.getClass().getSimpleName());
        }

        @Override
        public void onComplete() {
            seen.add("complete");
        }

        void awaitSeen(String... expected) {
            await().untilAsserted(() -> assertThat(seen).containsExactly(expected));
        }
    }

    private FakePeer subscribed() throws InterruptedException {
        client.events("news", SubscribeOptions.live()).subscribe(probe);
        FakePeer peer = hub.next();
        peer.subscribed("e:0", null);
        return peer;
    }

    @Test
    void emitsNoMoreThanRequested() throws InterruptedException {
        FakePeer peer = subscribed();
        for (int i = 1; i <= 5; i++) {
            peer.message("news", "e:" + i);
        }
        probe.link.request(2);
        probe.awaitSeen("subscribed", "e:1", "e:2");
        probe.link.request(1);
        probe.awaitSeen("subscribed", "e:1", "e:2", "e:3");
    }

    @Test
    void demandThatIsNotPositiveIsAnErrorAndCancels() throws InterruptedException {
        FakePeer peer = subscribed();
        probe.link.request(0);
        probe.awaitSeen("subscribed", "IllegalArgumentException");
        peer.expect(ClientFrame.Unsubscribe.class);
    }

    @Test
    void nothingIsSignalledAfterCancel() throws InterruptedException {
        FakePeer peer = subscribed();
        probe.link.cancel();
        probe.link.cancel();
        probe.link.request(5);
        peer.expect(ClientFrame.Unsubscribe.class);
        client.close();
        assertThat(probe.seen).containsExactly("subscribed");
    }

    @Test
    void aSecondSubscriberIsTold() throws InterruptedException {
        subscribed();
        Probe second = new Probe();
        client.events("news", SubscribeOptions.live()).subscribe(second);
        second.awaitSeen("subscribed", "IllegalStateException");
    }

    @Test
    void closingTheClientIsAnError() throws InterruptedException {
        subscribed();
        client.close();
        assertThat(probe.seen).containsExactly("subscribed", "HubClientException");
        Probe late = new Probe();
        client.events("news", SubscribeOptions.live()).subscribe(late);
        late.awaitSeen("subscribed", "HubClientException");
    }

    @Test
    void aSubscriberThatThrowsIsCancelled() throws InterruptedException {
        Probe failing = new Probe() {
            @Override
            public void onNext(HubEvent event) {
                super.onNext(event);
                throw new IllegalStateException("as the test wants");
            }
        };
        client.events("news", SubscribeOptions.live()).subscribe(failing);
        FakePeer peer = hub.next();
        peer.subscribed("e:0", null);
        failing.link.request(10);
        peer.message("news", "e:1");
        peer.message("news", "e:2");
        peer.expect(ClientFrame.Unsubscribe.class);
        assertThat(failing.seen).containsExactly("subscribed", "e:1");
    }

    @Test
    void nullIsRefused() {
        assertThatThrownBy(() -> client.events("news", SubscribeOptions.live()).subscribe(null))
                .isInstanceOf(NullPointerException.class);
    }

    @Test
    void withoutDemandTheRestWaitsAtTheHubAndComesLater() throws InterruptedException {
        client.events("news", SubscribeOptions.live().withBuffer(4)).subscribe(probe);
        client.subscribe("other", SubscribeOptions.live(), message -> {});
        FakePeer peer = hub.next();
        peer.subscribed("e:0", null);
        peer.subscribed("o:0", null);
        for (int i = 1; i <= 10; i++) {
            peer.message("news", "e:" + i);
        }
        assertThat(peer.expect(ClientFrame.Unsubscribe.class).topic().value()).isEqualTo("news");
        probe.link.request(4);
        probe.awaitSeen("subscribed", "e:1", "e:2", "e:3", "e:4");
        ClientFrame.Subscribe again = peer.subscribed("e:10", true);
        assertThat(again.start()).isEqualTo(new StartAt.After(Position.parse("e:4")));
        peer.message("news", "e:5");
        probe.link.request(1);
        probe.awaitSeen("subscribed", "e:1", "e:2", "e:3", "e:4", "e:5");
    }

    @Test
    void aSoleSubscriberFirstMakesTheSocketWaitThenParks() throws InterruptedException {
        client.events("news", SubscribeOptions.live().withBuffer(4)).subscribe(probe);
        FakePeer peer = hub.next();
        peer.subscribed("e:0", null);
        for (int i = 1; i <= 300; i++) {
            peer.message("news", "e:" + i);
        }
        peer.expect(ClientFrame.Unsubscribe.class);
        probe.link.request(Long.MAX_VALUE);
        ClientFrame.Subscribe again = peer.expect(ClientFrame.Subscribe.class);
        assertThat(again.start())
                .isInstanceOfSatisfying(
                        StartAt.After.class,
                        after -> assertThat(after.position().offset())
                                .as("bounded by the buffer and the frames on their way")
                                .isBetween(4L, 4L + FrameReader.WINDOW));
    }
}
