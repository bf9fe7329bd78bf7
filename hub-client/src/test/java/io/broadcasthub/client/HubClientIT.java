package io.broadcasthub.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.broadcasthub.protocol.ErrorCode;
import io.broadcasthub.protocol.Payload;
import io.broadcasthub.protocol.Position;
import io.broadcasthub.protocol.ServerFrame;
import io.broadcasthub.protocol.TopicName;
import io.broadcasthub.server.HubServer;
import io.broadcasthub.testkit.CuttingProxy;
import io.broadcasthub.testkit.Direction;
import io.broadcasthub.testkit.TestHub;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The client and a real hub, with a network between them that breaks. */
@Timeout(300)
class HubClientIT {
    private static final TopicName NEWS = new TopicName("news");

    private HubServer hub;
    private CuttingProxy proxy;
    private HubClient client;
    private HubClient direct;
    private final Log log = new Log();

    /** Payloads and gaps as they came. */
    private static final class Log implements Subscriber {
        final Queue<String> seen = new ConcurrentLinkedQueue<>();

        @Override
        public void onMessage(ServerFrame.Message message) {
            seen.add(message.data().toString());
        }

        @Override
        public void onGap(ServerFrame.Gap gap) {
            seen.add("gap " + gap.reason().wireName());
        }

        void await(List<String> expected) {
            org.awaitility.Awaitility.await().until(() -> seen.size() >= expected.size());
            assertThat(new ArrayList<>(seen)).isEqualTo(expected);
        }
    }

    @BeforeEach
    void start() {
        hub = HubServer.start(TestHub.config());
        proxy = new CuttingProxy(hub.publicAddress());
        client = client(proxy.port());
        direct = client(hub.publicAddress().getPort());
    }

    @AfterEach
    void stop() throws Exception {
        client.close();
        direct.close();
        proxy.close();
        hub.stop().toCompletableFuture().get(60, TimeUnit.SECONDS);
    }

    private static HubClient client(int port) {
        return HubClient.builder(FakeHub.uri(port))
                .backoff(Duration.ofMillis(1), Duration.ofMillis(50))
                .build();
    }

    private static List<String> numbers(int from, int to) {
        return IntStream.rangeClosed(from, to).mapToObj(String::valueOf).toList();
    }

    private static void publish(HubClient by, int from, int to) throws Exception {
        List<CompletableFuture<PublishResult>> results = new ArrayList<>();
        for (int i = from; i <= to; i++) {
            results.add(by.publishOrWait(NEWS, Payload.ofJson(String.valueOf(i)), PublishOptions.NONE));
        }
        CompletableFuture.allOf(results.toArray(CompletableFuture[]::new)).get(60, TimeUnit.SECONDS);
    }

    @Test
    void publishesReachASubscriberInOrder() throws Exception {
        active(client.subscribe("news", SubscribeOptions.live(), log));
        publish(client, 1, 20_000);
        log.await(numbers(1, 20_000));
    }

    @Test
    void lastAndAfterReplay() throws Exception {
        publish(direct, 1, 9);
        PublishResult tenth = direct.publish("news", "10").get(60, TimeUnit.SECONDS);
        client.subscribe("news", SubscribeOptions.last(3), log);
        log.await(numbers(8, 10));
        Log after = new Log();
        Position fifth = new Position(tenth.id().epoch(), 5);
        direct.subscribe("news", SubscribeOptions.after(fifth), after);
        after.await(numbers(6, 10));
    }

    @Test
    void nothingIsLostOrDoubledThroughCutsAtAnyByte() throws Exception {
        active(client.subscribe("news", SubscribeOptions.live(), log));
        int sent = 0;
        for (int round = 0; round < 40; round++) {
            proxy.cutAfter(round % 2 == 0 ? Direction.TO_CLIENT : Direction.TO_SERVER, 1 + round * 37L);
            publish(client, sent + 1, sent + 100);
            sent += 100;
        }
        log.await(numbers(1, sent));
        assertThat(proxy.accepted()).as("it was cut again and again").isGreaterThan(20);
    }

    @Test
    void whatIsPublishedDuringAnOutageArrivesAfterIt() throws Exception {
        active(client.subscribe("news", SubscribeOptions.live(), log));
        proxy.refuseConnections();
        proxy.cutAll();
        publish(direct, 1, 500);
        assertThat(log.seen).isEmpty();
        proxy.acceptConnections();
        log.await(numbers(1, 500));
    }

    @Test
    void aStalledNetworkLosesNothing() throws Exception {
        active(client.subscribe("news", SubscribeOptions.live(), log));
        proxy.stall(Direction.TO_CLIENT);
        publish(direct, 1, 500);
        proxy.resume(Direction.TO_CLIENT);
        log.await(numbers(1, 500));
    }

    @Test
    void anUnusedTopicIsResumedFromItsFirstMessage() throws Exception {
        active(client.subscribe("news", SubscribeOptions.live(), log));
        proxy.refuseConnections();
        proxy.cutAll();
        await().until(() -> client.state() instanceof ConnectionState.Waiting
                || client.state() instanceof ConnectionState.Connecting);
        publish(direct, 1, 3);
        proxy.acceptConnections();
        log.await(numbers(1, 3));
    }

    @Test
    void patternsResumeToo() throws Exception {
        active(client.subscribe("*", SubscribeOptions.live(), log));
        publish(direct, 1, 10);
        log.await(numbers(1, 10));
        proxy.refuseConnections();
        proxy.cutAll();
        publish(direct, 11, 20);
        proxy.acceptConnections();
        log.await(numbers(1, 20));
    }

    @Test
    void aSlowSubscriberGetsEverythingFromASmallBuffer() throws Exception {
        active(client.subscribe("other", SubscribeOptions.live(), message -> {}));
        publish(direct, 1, 3000);
        client.subscribe("news", SubscribeOptions.last(3000).withBuffer(64), log);
        log.await(numbers(1, 3000));
    }

    @Test
    void anUnknownPlaceIsAGap() {
        client.subscribe("news", SubscribeOptions.after(new Position("never", 7)), log);
        await().untilAsserted(() -> assertThat(log.seen).containsExactly("gap restarted"));
    }

    @Test
    void refusalsAreTyped() {
        CompletableFuture<PublishResult> reserved =
                client.publish(new TopicName("$hub"), Payload.ofJson("1"), PublishOptions.NONE);
        assertThat(reserved)
                .failsWithin(Duration.ofSeconds(60))
                .withThrowableThat()
                .havingCause()
                .isInstanceOfSatisfying(
                        HubClientException.class,
                        e -> assertThat(e.errorCode()).isIn(ErrorCode.INVALID_TOPIC, ErrorCode.FORBIDDEN));
    }

    @Test
    void theSameNameIsPublishedOnce() throws Exception {
        PublishOptions named = PublishOptions.withDedupe("order-1");
        Position first = client.publish(NEWS, Payload.ofJson("1"), named)
                .get(60, TimeUnit.SECONDS)
                .id();
        Position again = direct.publish(NEWS, Payload.ofJson("1"), named)
                .get(60, TimeUnit.SECONDS)
                .id();
        assertThat(again).isEqualTo(first);
    }

    @Test
    void aDrainingHubSaysWhenToComeBack() throws Exception {
        active(client.subscribe("news", SubscribeOptions.live(), log));
        hub.stop();
        await().until(() -> !(client.state() instanceof ConnectionState.Connected));
        assertThat(client.state()).isNotInstanceOf(ConnectionState.Closed.class);
    }

    @Test
    void closingLeavesNoSubscriptionAtTheHub() throws Exception {
        active(client.subscribe("news", SubscribeOptions.live(), log));
        client.close();
        await().untilAsserted(() -> assertThat(proxy.open()).isZero());
    }

    private static void active(Subscription subscription) {
        await().until(() -> subscription.state() instanceof SubscriptionState.Active);
    }
}
