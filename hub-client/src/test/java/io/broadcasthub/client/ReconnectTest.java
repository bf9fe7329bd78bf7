package io.broadcasthub.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.broadcasthub.protocol.ClientFrame;
import io.broadcasthub.protocol.ErrorCode;
import io.broadcasthub.protocol.GapReason;
import io.broadcasthub.protocol.Position;
import io.broadcasthub.protocol.ServerFrame;
import io.broadcasthub.protocol.StartAt;
import io.broadcasthub.protocol.TopicFilter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(300)
class ReconnectTest {
    private final FakeHub hub = new FakeHub();
    private final List<ConnectionState> states = new CopyOnWriteArrayList<>();
    private final HubClient client = HubClient.builder(hub.uri())
            .backoff(Duration.ofMillis(1), Duration.ofMillis(20))
            .heartbeatGrace(Duration.ofMillis(100))
            .onState(states::add)
            .build();
    private final Recorder recorder = new Recorder();

    @AfterEach
    void close() {
        client.close();
        hub.close();
    }

    private static StartAt after(String id) {
        return new StartAt.After(Position.parse(id));
    }

    @Test
    void resumesAfterTheLastMessageAndDropsWhatItHas() throws InterruptedException {
        client.subscribe("news", SubscribeOptions.live(), recorder);
        FakePeer first = hub.next();
        assertThat(first.subscribed("e:4", null).start()).isEqualTo(StartAt.LIVE);
        first.message("news", "e:5");
        first.message("news", "e:6");
        recorder.awaitEvents("e:5", "e:6");
        first.reset();

        FakePeer second = hub.next();
        assertThat(second.subscribed("e:8", true).start()).isEqualTo(after("e:6"));
        second.message("news", "e:6");
        second.message("news", "e:7");
        second.message("news", "e:8");
        recorder.awaitEvents("e:5", "e:6", "e:7", "e:8");
    }

    @Test
    void aBreakBeforeTheFirstMessageLosesNothing() throws InterruptedException {
        client.subscribe("news", SubscribeOptions.live(), recorder);
        FakePeer first = hub.next();
        first.subscribed("e:4", null);
        recorder.awaitState(SubscriptionState.Active.class);
        first.reset();
        assertThat(hub.next().subscribed("e:4", true).start()).isEqualTo(after("e:4"));
    }

    @Test
    void surfacesTheGapAfterAFailedRecovery() throws InterruptedException {
        client.subscribe("news", SubscribeOptions.after(Position.parse("old:9")), recorder);
        FakePeer peer = hub.next();
        peer.subscribed("new:3", false);
        peer.send(new ServerFrame.Gap(
                new TopicFilter("news"), Position.parse("old:9"), Position.parse("new:2"), GapReason.RESTARTED));
        peer.message("news", "new:2");
        recorder.awaitEvents("old:9>new:2 restarted", "new:2");
        peer.reset();
        assertThat(hub.next().subscribed("new:2", true).start()).isEqualTo(after("new:2"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1001, 1011, 1012, 4101, 4103})
    void comesBackAfterCodesThatAllowIt(int code) throws InterruptedException {
        client.connect();
        hub.next().close(code);
        hub.next();
        await().untilAsserted(() -> assertThat(client.state()).isEqualTo(new ConnectionState.Connected("s2")));
    }

    @Test
    void comesBackExactlyWhenTheHubAsks() throws InterruptedException {
        client.connect();
        FakePeer first = hub.next();
        first.send(new ServerFrame.Bye(1012, "restarting", Duration.ofMillis(321)));
        first.close(1012);
        hub.next();
        assertThat(states)
                .filteredOn(ConnectionState.Waiting.class::isInstance)
                .singleElement()
                .isInstanceOfSatisfying(
                        ConnectionState.Waiting.class,
                        waiting -> assertThat(waiting.delay()).isEqualTo(Duration.ofMillis(321)));
    }

    @ParameterizedTest
    @ValueSource(ints = {1000, 4001, 4003, 4008})
    void staysAwayAfterCodesThatForbidIt(int code) throws InterruptedException {
        client.subscribe("news", SubscribeOptions.live(), recorder);
        hub.next().close(code);
        recorder.awaitState(SubscriptionState.Ended.class);
        assertThat(client.state()).isInstanceOfSatisfying(ConnectionState.Closed.class, closed -> {
            assertThat(closed.reason().reason()).isEqualTo(HubClientException.Reason.DISCONNECTED);
            assertThat(closed.reason()).hasMessageContaining(String.valueOf(code));
        });
        assertThat(client.publish("news", "1"))
                .failsWithin(Duration.ofSeconds(60))
                .withThrowableThat()
                .havingCause()
                .isInstanceOf(HubClientException.class);
        assertThat(hub.unexpected()).isZero();
    }

    @Test
    void waitsAsLongAsByeSays() throws InterruptedException {
        client.connect();
        FakePeer peer = hub.next();
        peer.send(new ServerFrame.Bye(1012, "restarting", Duration.ofMillis(77)));
        peer.close(1012);
        hub.next();
        assertThat(states)
                .filteredOn(ConnectionState.Waiting.class::isInstance)
                .containsExactly(new ConnectionState.Waiting(Duration.ofMillis(77), "closed with 1012: restarting"));
    }

    @Test
    void byeWithoutATimeIsFinal() throws InterruptedException {
        client.connect();
        FakePeer peer = hub.next();
        peer.send(new ServerFrame.Bye(1001, "moved", null));
        peer.close(1001);
        await().untilAsserted(() -> assertThat(client.state()).isInstanceOf(ConnectionState.Closed.class));
    }

    @Test
    void aSilentHubIsGivenUpAndAPingTellsItOfTheClient() throws InterruptedException {
        hub.heartbeat(Duration.ofSeconds(1));
        client.connect();
        FakePeer mute = hub.next();
        mute.expect(ClientFrame.Ping.class);
        mute.awaitClosed();
        hub.next();
        assertThat(states)
                .anySatisfy(s -> assertThat(s)
                        .isInstanceOfSatisfying(
                                ConnectionState.Waiting.class,
                                w -> assertThat(w.reason()).contains("two heartbeats")));
    }

    @Test
    void aRefusedSubscriptionEndsAndAPassingRefusalIsTriedAgain() throws InterruptedException {
        client.subscribe("news", SubscribeOptions.live(), recorder);
        FakePeer peer = hub.next();
        ClientFrame.Subscribe first = peer.expect(ClientFrame.Subscribe.class);
        peer.send(new ServerFrame.Failure(first.id(), ErrorCode.RATE_LIMITED, "slower", "news", Duration.ofMillis(1)));
        ClientFrame.Subscribe second = peer.expect(ClientFrame.Subscribe.class);
        peer.send(new ServerFrame.Failure(second.id(), ErrorCode.FORBIDDEN, "not yours", "news", null));
        recorder.awaitState(SubscriptionState.Ended.class);
        assertThat(recorder.states.get(recorder.states.size() - 1))
                .isInstanceOfSatisfying(
                        SubscriptionState.Ended.class,
                        ended -> assertThat(ended.cause())
                                .satisfies(c -> assertThat(c.errorCode()).isEqualTo(ErrorCode.FORBIDDEN)));
    }

    @Test
    void framesOfUnknownTypeAreSkippedAndLargeOnesArriveWhole() throws InterruptedException {
        client.subscribe("news", SubscribeOptions.live(), recorder);
        FakePeer peer = hub.next();
        peer.subscribed("e:0", null);
        peer.sendText("{\"type\":\"novelty\",\"x\":1}");
        peer.send(FakePeer.message("news", "e:1", '"' + "ä".repeat(40_000) + '"'));
        peer.message("news", "e:2");
        recorder.awaitEvents("e:1", "e:2");
    }
}
