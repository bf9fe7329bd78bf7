package io.broadcasthub.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.broadcasthub.testkit.Connection;
import io.broadcasthub.testkit.HttpAnswer;
import io.broadcasthub.testkit.TestHub;
import io.broadcasthub.testkit.WsClient;
import io.broadcasthub.testkit.WsFrame;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Nobody holds a place for longer, or takes more of them, than the limits allow. */
class LimitsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void endsACloseThatIsHeldUpByHalfMessages() {
        try (TestHub hub = TestHub.start(
                "limits.message-timeout", "200ms", "limits.close-timeout", "300ms", "drain.deadline", "10m")) {
            WsClient client = hub.welcomed("/ws");
            byte[] begin = WsClient.frame(WsFrame.TEXT, new byte[] {'{'});
            byte[] end = WsClient.frame(WsFrame.FIN | WsFrame.CONTINUATION, new byte[] {'}'});
            var stopped = hub.server().stop();
            client.awaitClose();
            long giveUp = System.nanoTime() + PATIENCE.toNanos();
            while (client.connection().trySend(begin) && client.connection().trySend(end)) {
                assertThat(System.nanoTime() - giveUp).as("it is still read").isNegative();
            }
            assertThat(stopped).succeedsWithin(PATIENCE);
            hub.stop();
        }
    }

    @Test
    void endsAnIdleKeptAliveConnection() {
        try (TestHub hub = TestHub.start("limits.keep-alive-timeout", "200ms")) {
            Connection connection = hub.connect();
            connection.request(TestHub.get("/nowhere"));
            assertThat(connection.untilClosed()).isEmpty();
        }
    }

    @Test
    void turnsAwayWhoIsOneTooMany() {
        try (TestHub hub = TestHub.start("limits.max-connections", "3")) {
            List<WsClient> inside = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                inside.add(hub.welcomed("/ws"));
            }
            HttpAnswer refused = hub.connect().answer();
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.header("retry-after")).isNotEmpty();
            assertThat(refused.header("connection")).isEqualTo("close");
            assertThat(refused.field("code")).isEqualTo("overloaded");
            inside.remove(0).close();
            hub.awaitCensus("there is room again", c -> c.publicConnections() == 2);
            hub.welcomed("/ws");
            assertThat(hub.connectAdmin().request(TestHub.get("/health/live")).status())
                    .as("operators have a door of their own")
                    .isEqualTo(200);
        }
    }

    @Test
    void turnsAwayWhenTooManyHaveNotSaidWhatTheyWant() {
        try (TestHub hub = TestHub.start("limits.max-handshakes", "2")) {
            WsClient through = hub.welcomed("/ws");
            hub.connect().send("G");
            hub.connect().send("G");
            hub.awaitCensus("two are undecided", c -> c.handshakes() == 2);
            assertThat(hub.connect().answer().status()).isEqualTo(503);
            through.ask("1", "{'type':'ping','id':1}");
        }
    }
}
