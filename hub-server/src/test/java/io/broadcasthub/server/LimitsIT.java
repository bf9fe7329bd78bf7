package io.broadcasthub.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.broadcasthub.testkit.Connection;
import io.broadcasthub.testkit.HttpAnswer;
import io.broadcasthub.testkit.TestHub;
import io.broadcasthub.testkit.WsClient;
import io.broadcasthub.testkit.WsFrame;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nobody holds a place for longer, or takes more of them, than the limits allow. */
class LimitsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration PAUSE = Duration.ofMillis(10);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "GE",
                "GET /ws HTTP/1.1\r\n",
                "GET /ws HTTP/1.1\r\nHost: h\r\nX: ",
                "\r\n\r\n\r\n",
            })
    void endsAHandshakeThatTakesTooLong(String beginning) {
        try (TestHub hub = TestHub.start("limits.handshake-timeout", "200ms")) {
            Connection connection = hub.connect();
            connection.send(beginning);
            assertThat(connection.untilClosed()).isEmpty();
        }
    }

    @Test
    void endsHeadersThatNeverEnd() {
        try (TestHub hub = TestHub.start("limits.handshake-timeout", "200ms", "limits.message-timeout", "10m")) {
            Connection connection = hub.connect();
            assertThat(dribble(connection, "GET / HTTP/1.1\r\nHost: h\r\n", "a"))
                    .isTrue();
        }
    }

    @Test
    void endsABodyThatTakesTooLong() {
        try (TestHub hub = TestHub.start("limits.message-timeout", "200ms", "limits.handshake-timeout", "5m")) {
            Connection connection = hub.connect();
            String head =
                    "POST /topics/a HTTP/1.1\r\nHost: h\r\nContent-Type: text/plain\r\nContent-Length: 60000\r\n\r\n";
            assertThat(dribble(connection, head, "a")).isTrue();
        }
    }

    /** Sends piece after piece for as long as the hub lets it; says whether the hub ended it, without an answer. */
    private static boolean dribble(Connection connection, String beginning, String piece) {
        connection.send(beginning);
        byte[] bytes = piece.getBytes(StandardCharsets.US_ASCII);
        // Fails by itself when the hub does not close.
        CompletableFuture<String> answer = CompletableFuture.supplyAsync(connection::untilClosed);
        while (!answer.isDone()) {
            connection.trySend(bytes);
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        return answer.join().isEmpty();
    }

    @Test
    void endsAFragmentedMessageThatTakesTooLong() {
        try (TestHub hub = TestHub.start("limits.message-timeout", "200ms", "limits.close-timeout", "200ms")) {
            WsClient client = hub.welcomed("/ws");
            client.send(WsFrame.TEXT, new byte[] {'{'});
            assertThat(client.awaitType("bye").path("code").asInt()).isEqualTo(4103);
            assertThat(client.awaitClose()).isEqualTo(4103);
            assertThat(client.connection().untilClosed()).isEmpty();
        }
    }

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
