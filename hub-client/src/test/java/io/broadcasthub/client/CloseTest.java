package io.broadcasthub.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.broadcasthub.protocol.ClientFrame;
import io.broadcasthub.protocol.ServerFrame;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(300)
class CloseTest {
    private final FakeHub hub = new FakeHub();
    private final Recorder recorder = new Recorder();

    @AfterEach
    void close() {
        hub.close();
    }

    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(n -> n.startsWith("hub-client-"))
                .toList();
    }

    @Test
    void failsWhatIsPendingEndsSubscriptionsAndLeavesNoThread() throws Exception {
        HubClient client = HubClient.builder(hub.uri()).build();
        client.subscribe("news", SubscribeOptions.live(), recorder);
        CompletableFuture<PublishResult> pending = client.publish("news", "1");
        FakePeer peer = hub.next();
        peer.subscribed("e:0", null);
        peer.expect(ClientFrame.Publish.class);
        peer.message("news", "e:1");
        recorder.awaitEvents("e:1");
        assertThat(threads()).isNotEmpty();

        client.close();

        assertThat(pending)
                .isCompletedExceptionally()
                .failsWithin(Duration.ZERO)
                .withThrowableThat()
                .havingCause()
                .isInstanceOfSatisfying(
                        HubClientException.class,
                        e -> assertThat(e.reason()).isEqualTo(HubClientException.Reason.CLOSED));
        assertThat(recorder.states).last().isInstanceOf(SubscriptionState.Ended.class);
        assertThat(client.state()).isInstanceOf(ConnectionState.Closed.class);
        assertThat(threads()).isEmpty();
        peer.awaitClosed();
        client.close();
        assertThat(client.publish("news", "2")).isCompletedExceptionally();
        assertThat(client.connect()).isCompletedExceptionally();
    }

    @Test
    void closingAClientThatWasNeverUsedOrNeverConnected() {
        HubClient idle = HubClient.builder(hub.uri()).build();
        idle.close();
        HubClient hopeless = HubClient.builder(FakeHub.uri(1))
                .backoff(Duration.ofMinutes(1), Duration.ofMinutes(1))
                .build();
        CompletableFuture<Void> connected = hopeless.connect();
        await().untilAsserted(() -> assertThat(hopeless.state()).isInstanceOf(ConnectionState.Waiting.class));
        hopeless.close();
        assertThat(connected).isCompletedExceptionally();
        assertThat(threads()).isEmpty();
    }

    @Test
    void noCallbackAfterCloseReturned() throws Exception {
        HubClient client = HubClient.builder(hub.uri()).build();
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch mayGo = new CountDownLatch(1);
        Recorder slow = new Recorder() {
            @Override
            public void onMessage(ServerFrame.Message message) {
                entered.countDown();
                awaitUninterruptibly(mayGo);
                super.onMessage(message);
            }
        };
        client.subscribe("news", SubscribeOptions.live(), slow);
        FakePeer peer = hub.next();
        peer.subscribed("e:0", null);
        for (int i = 1; i <= 50; i++) {
            peer.message("news", "e:" + i);
        }
        assertThat(entered.await(60, TimeUnit.SECONDS)).isTrue();
        CompletableFuture<Void> closing = CompletableFuture.runAsync(client::close);
        peer.awaitClosed();
        mayGo.countDown();
        closing.get(60, TimeUnit.SECONDS);
        int seen = slow.events.size();
        assertThat(seen).as("the rest was dropped").isLessThanOrEqualTo(50);
        assertThat(slow.states).last().isInstanceOf(SubscriptionState.Ended.class);
        assertThat(threads()).isEmpty();
        assertThat(slow.events).hasSize(seen);
    }

    @Test
    void closeFromACallbackDoesNotDeadlock() throws Exception {
        HubClient client = HubClient.builder(hub.uri()).build();
        CountDownLatch returned = new CountDownLatch(1);
        client.subscribe("news", SubscribeOptions.live(), message -> {
            client.close();
            returned.countDown();
        });
        FakePeer peer = hub.next();
        peer.subscribed("e:0", null);
        peer.message("news", "e:1");
        assertThat(returned.await(60, TimeUnit.SECONDS)).isTrue();
        peer.awaitClosed();
        await().untilAsserted(() -> assertThat(threads()).isEmpty());
    }

    @Test
    void unsubscribingTellsTheHubAndStopsCallbacks() throws Exception {
        try (HubClient client = HubClient.builder(hub.uri()).build()) {
            Subscription subscription = client.subscribe("news", SubscribeOptions.live(), recorder);
            FakePeer peer = hub.next();
            peer.subscribed("e:0", null);
            recorder.awaitState(SubscriptionState.Active.class);
            subscription.close();
            peer.expect(ClientFrame.Unsubscribe.class);
            peer.message("news", "e:1");

            Recorder next = new Recorder();
            client.subscribe("news", SubscribeOptions.live(), next);
            peer.subscribed("e:1", null);
            peer.message("news", "e:2");
            next.awaitEvents("e:2");
            assertThat(recorder.events).isEmpty();
            assertThat(recorder.states).last().isEqualTo(new SubscriptionState.Ended(null));
        }
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
