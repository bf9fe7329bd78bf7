package io.broadcasthub.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.broadcasthub.protocol.ClientFrame.Publish;
import io.broadcasthub.protocol.ErrorCode;
import io.broadcasthub.protocol.Payload;
import io.broadcasthub.protocol.Position;
import io.broadcasthub.protocol.ServerFrame;
import io.broadcasthub.protocol.TopicName;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(300)
class PublishTest {
    private static final TopicName NEWS = new TopicName("news");

    private final FakeHub hub = new FakeHub();
    private final HubClient client = HubClient.builder(hub.uri())
            .backoff(Duration.ofMillis(1), Duration.ofMillis(20))
            .maxPendingPublishes(2)
            .build();

    @AfterEach
    void close() {
        client.close();
        hub.close();
    }

    private static HubClientException failure(CompletableFuture<?> future) throws Exception {
        try {
            future.get(FakeHub.PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            return (HubClientException) e.getCause();
        }
        throw new AssertionError("it succeeded");
    }

    @Test
    void anAcknowledgementBringsTheId() throws Exception {
        CompletableFuture<PublishResult> result =
                client.publish(NEWS, Payload.ofText("hi"), new PublishOptions("k", "mine"));
        Publish frame = hub.next().published("e:7");
        assertThat(frame.data()).isEqualTo(Payload.ofJson("\"hi\""));
        assertThat(frame.key()).isEqualTo("k");
        assertThat(frame.dedupe()).isEqualTo("mine");
        assertThat(result.get(60, TimeUnit.SECONDS)).isEqualTo(new PublishResult(NEWS, Position.parse("e:7")));
    }

    @Test
    void whatIsUnacknowledgedGoesOutAgainInOrderUnderTheSameName() throws Exception {
        CompletableFuture<PublishResult> one = client.publish("news", "1");
        CompletableFuture<PublishResult> two = client.publish("news", "2");
        FakePeer first = hub.next();
        Publish sentOne = first.expect(Publish.class);
        Publish sentTwo = first.expect(Publish.class);
        assertThat(sentOne.dedupe()).isNotNull().isNotEqualTo(sentTwo.dedupe());
        first.reset();

        FakePeer second = hub.next();
        Publish againOne = second.published("e:1");
        Publish againTwo = second.published("e:2");
        assertThat(againOne.dedupe()).isEqualTo(sentOne.dedupe());
        assertThat(againTwo.dedupe()).isEqualTo(sentTwo.dedupe());
        assertThat(againOne.data()).isEqualTo(Payload.ofJson("1"));
        assertThat(one.get(60, TimeUnit.SECONDS).id()).isEqualTo(Position.parse("e:1"));
        assertThat(two.get(60, TimeUnit.SECONDS).id()).isEqualTo(Position.parse("e:2"));
    }

    @Test
    void whatWasAcknowledgedIsNotSentAgain() throws Exception {
        CompletableFuture<PublishResult> one = client.publish("news", "1");
        FakePeer first = hub.next();
        first.published("e:1");
        one.get(60, TimeUnit.SECONDS);
        first.reset();
        FakePeer second = hub.next();
        client.publish("news", "2");
        assertThat(second.published("e:2").data()).isEqualTo(Payload.ofJson("2"));
    }

    @Test
    void tooManyAtOnceFailsOrWaits() throws Exception {
        client.publish("news", "1");
        client.publish("news", "2");
        assertThat(failure(client.publish("news", "3")).reason()).isEqualTo(HubClientException.Reason.FULL);

        // A thread of its own: the common pool may have but one, and other work is not to wait behind this.
        CompletableFuture<PublishResult> waited = CompletableFuture.supplyAsync(
                        () -> {
                            try {
                                return client.publishOrWait(NEWS, Payload.ofJson("4"), PublishOptions.NONE);
                            } catch (InterruptedException e) {
                                throw new IllegalStateException(e);
                            }
                        },
                        task -> new Thread(task, "waiting-publisher").start())
                .thenCompose(f -> f);
        FakePeer peer = hub.next();
        peer.published("e:1");
        peer.published("e:2");
        assertThat(peer.published("e:3").data()).isEqualTo(Payload.ofJson("4"));
        assertThat(waited.get(60, TimeUnit.SECONDS).id()).isEqualTo(Position.parse("e:3"));
    }

    @Test
    void aPassingRefusalIsTriedAgainBeforeLaterOnes() throws Exception {
        client.publish("news", "1");
        FakePeer peer = hub.next();
        Publish first = peer.expect(Publish.class);
        peer.send(new ServerFrame.Failure(first.id(), ErrorCode.OVERLOADED, "later", null, Duration.ofMillis(50)));
        Publish again = peer.published("e:1");
        assertThat(again.dedupe()).isEqualTo(first.dedupe());
        assertThat(again.id()).isNotEqualTo(first.id());
    }

    @Test
    void aFinalRefusalSaysWhy() throws Exception {
        CompletableFuture<PublishResult> result = client.publish("news", "1");
        FakePeer peer = hub.next();
        peer.send(new ServerFrame.Failure(
                peer.expect(Publish.class).id(), ErrorCode.FORBIDDEN, "not yours", "news", null));
        HubClientException refused = failure(result);
        assertThat(refused.reason()).isEqualTo(HubClientException.Reason.REFUSED);
        assertThat(refused.errorCode()).isEqualTo(ErrorCode.FORBIDDEN);
        assertThat(refused).hasMessageContaining("not yours");
    }

    @Test
    void aMessageTheHubWouldHangUpOnIsNotSent() throws Exception {
        hub.maxFrame(1000);
        HubClientException refused =
                failure(client.publish(NEWS, Payload.ofText("x".repeat(990)), PublishOptions.NONE));
        assertThat(refused.errorCode()).isEqualTo(ErrorCode.TOO_LARGE);
        assertThat(hub.next().unread()).isZero();
    }

    @Test
    void withoutAnAcknowledgementInTimeItFails() throws Exception {
        try (HubClient hasty = HubClient.builder(hub.uri())
                .publishTimeout(Duration.ofMillis(50))
                .build()) {
            assertThat(failure(hasty.publish("news", "1")).reason()).isEqualTo(HubClientException.Reason.TIMEOUT);
        }
    }

    @Test
    void wrongNamesAreRefusedAtOnce() {
        assertThatThrownBy(() -> client.publish("no topic", "1")).hasMessageContaining("topic");
        assertThatThrownBy(() -> client.publish("news", "no json")).hasMessageContaining("JSON");
    }
}
