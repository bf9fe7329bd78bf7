package io.broadcasthub.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.broadcasthub.config.ConfigLoader;
import io.broadcasthub.config.HubConfig;
import io.broadcasthub.config.Sources;
import io.broadcasthub.engine.Engine;
import io.broadcasthub.engine.Publication;
import io.broadcasthub.engine.Published;
import io.broadcasthub.limits.IdleGovernor;
import io.broadcasthub.limits.LoadGovernor;
import io.broadcasthub.metrics.HubMetrics;
import io.broadcasthub.protocol.Position;
import io.broadcasthub.session.EngineTimer;
import io.broadcasthub.session.Publisher;
import io.broadcasthub.session.ReturnSlots;
import io.broadcasthub.testkit.BrokenEngine;
import io.broadcasthub.testkit.TestHub;
import io.broadcasthub.testkit.WsClient;
import io.broadcasthub.testkit.WsFrame;
import io.broadcasthub.transport.api.PublishRoute;
import io.broadcasthub.transport.stream.EventsRoute;
import io.broadcasthub.transport.ws.WebSocketLimits;
import io.broadcasthub.transport.ws.WebSocketRoute;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a connection is told by a hub that stops, in every phase of the connection and of the stop. Time is the test's. */
class GoodbyeTest {
    private static final Duration AWAY = Duration.ofSeconds(5);
    private static final HubConfig CONFIG = ConfigLoader.load(Sources.none()
                    .set("listen", "127.0.0.1:0")
                    .set("admin", "127.0.0.1:0")
                    .set("limits.max-age", "10m"))
            .config();
    private static final String POST = TestHub.post("/topics/t", "application/json", "1", "");
    private static final String EVENTS = "GET /events?topic=t HTTP/1.1\r\nHost: h\r\n";
    private static final String PUBLISH = "{\"type\":\"publish\",\"id\":7,\"topic\":\"t\",\"data\":1}";

    private final Queue<CompletableFuture<Published>> pending = new ArrayDeque<>();
    private final HeldEngine engine = new HeldEngine();
    private final EmbeddedConnection connection = new EmbeddedConnection(
            CONFIG,
            engine,
            new WebSocketRoute(new WebSocketLimits(1 << 16, 16), false, 0, 10, new HubMetrics()),
            new EventsRoute(10),
            new PublishRoute(publisher(engine)));

    /** Answers when the test says so. */
    private final class HeldEngine extends BrokenEngine {
        @Override
        public CompletionStage<Published> publish(Publication publication) {
            CompletableFuture<Published> placed = new CompletableFuture<>();
            pending.add(placed);
            return placed;
        }
    }

    private static Publisher publisher(Engine engine) {
        HubMetrics metrics = new HubMetrics();
        LoadGovernor load = IdleGovernor.of(metrics);
        EngineTimer timer = new EngineTimer(metrics.timing(), load, System::nanoTime, new Random(1));
        return new Publisher(engine, 1 << 16, metrics, load, timer);
    }

    @AfterEach
    void end() {
        connection.close();
    }

    private void sendAway() {
        connection.admission().drain(new ReturnSlots(connection.now(), AWAY, Duration.ZERO, 1, new Random(1)));
    }

    private void sendAwayAll() {
        sendAway();
        connection.loop().sendAway(connection.admission(), Duration.ZERO);
        connection.run();
    }

    private void answer() {
        pending.remove().complete(new Published(new Position("e", 1), false));
        connection.run();
    }

    @Test
    void whileTheHubIsLeavingAnswersAreTheLastOfTheirConnection() {
        connection.admission().leave();
        connection.receive(POST);
        answer();
        assertThat(connection.sent()).contains("200 OK", "connection: close");
        assertThat(connection.isOpen()).isFalse();
    }

    @Test
    void whileTheHubIsLeavingStreamsBegin() {
        connection.admission().leave();
        connection.receive(WsClient.upgradeRequest("/ws"));
        assertThat(connection.sent())
                .contains("101 Switching Protocols", "welcome")
                .doesNotContain("bye");
    }

    @Test
    void aWebSocketIsRefusedWithATimeToComeBack() {
        sendAway();
        connection.receive(WsClient.upgradeRequest("/ws"));
        assertThat(connection.sent())
                .contains("503 Service Unavailable", "retry-after: 5", "connection: close", "the hub is restarting");
        assertThat(connection.isOpen()).isFalse();
    }

    @Test
    void linesAreRefusedWithATimeToComeBack() {
        sendAway();
        connection.receive(EVENTS + "Accept: application/x-ndjson\r\n\r\n");
        assertThat(connection.sent()).contains("503 Service Unavailable", "retry-after: 5");
    }

    @Test
    void anEventSourceIsToldInsteadOfRefusedSinceItWouldNotComeBack() {
        sendAway();
        connection.receive(EVENTS + "\r\n");
        assertThat(connection.sent())
                .contains("200 OK", "retry: 5000\nevent: bye\n", "\"code\":1012", "\"retryAfter\":5000")
                .endsWith("0\r\n\r\n");
        assertThat(connection.isOpen()).isFalse();
    }

    @Test
    void aRequestThatIsBeingAnsweredIsWaitedFor() {
        connection.receive(POST);
        sendAwayAll();
        assertThat(connection.isOpen()).isTrue();
        answer();
        assertThat(connection.sent()).contains("200 OK", "connection: close");
        assertThat(connection.isOpen()).isFalse();
    }

    @Test
    void aRequestThatIsArrivingIsWaitedFor() {
        connection.receive(POST.substring(0, POST.length() - 1));
        sendAwayAll();
        assertThat(connection.isOpen()).isTrue();
        connection.receive("1");
        answer();
        assertThat(connection.sent()).contains("200 OK", "connection: close");
        assertThat(connection.isOpen()).isFalse();
    }

    @Test
    void whoIsIdleIsClosed() {
        sendAwayAll();
        assertThat(connection.isOpen()).isFalse();
    }

    @Test
    void aPublishUnderWayIsAnsweredBeforeTheGoodbye() {
        connection.receive(WsClient.upgradeRequest("/ws"));
        connection.receive(publish());
        sendAwayAll();
        assertThat(connection.sent()).doesNotContain("bye");
        connection.pass(Duration.ofSeconds(2));
        answer();
        assertThat(connection.sent().substring(connection.sent().indexOf("welcome")))
                .containsSubsequence(
                        "\"type\":\"ok\",\"id\":7", "\"type\":\"bye\",\"code\":1012", "\"retryAfter\":3000");
    }

    @Test
    void whoLeavesIsNotReadFromUntilItsPublishesAreAnswered() {
        connection.receive(WsClient.upgradeRequest("/ws"));
        connection.receive(publish());
        sendAwayAll();
        assertThat(connection.isReading()).isFalse();
        answer();
        assertThat(connection.isReading()).as("its close must be heard").isTrue();
    }

    @Test
    void anOldStreamIsAskedBack() {
        connection.receive(WsClient.upgradeRequest("/ws"));
        for (int half = 0; half < 18; half++) {
            assertThat(connection.sent()).doesNotContain("bye");
            connection.receive(WsClient.frame(WsFrame.FIN | WsFrame.PONG, new byte[0]));
            connection.pass(Duration.ofSeconds(30));
        }
        connection.pass(Duration.ofMinutes(1));
        connection.pass(Duration.ofSeconds(1));
        assertThat(connection.sent()).contains("\"code\":1001,", "\"retryAfter\":0");
        assertThat(connection.isOpen()).as("the close is waited for").isTrue();
    }

    @Test
    void anOldStreamsPublishIsAnsweredFirst() {
        connection.receive(WsClient.upgradeRequest("/ws"));
        connection.receive(publish());
        connection.pass(Duration.ofMinutes(10));
        connection.pass(Duration.ofSeconds(1));
        assertThat(connection.sent()).doesNotContain("bye");
        answer();
        assertThat(connection.sent()).containsSubsequence("\"type\":\"ok\",\"id\":7", "\"type\":\"bye\",\"code\":1001");
    }

    @Test
    void aRestartIsNotReplacedByTheEndOfAnOldStream() {
        connection.receive(WsClient.upgradeRequest("/ws"));
        connection.receive(publish());
        sendAwayAll();
        connection.pass(Duration.ofMinutes(10));
        connection.pass(Duration.ofSeconds(1));
        answer();
        assertThat(connection.sent()).contains("\"type\":\"bye\",\"code\":1012").doesNotContain("\"code\":1001");
    }

    @Test
    void anOldStreamWhosePublishIsAwaitedIsToldOfTheRestart() {
        connection.receive(WsClient.upgradeRequest("/ws"));
        connection.receive(publish());
        connection.pass(Duration.ofMinutes(10));
        connection.pass(Duration.ofSeconds(1));
        sendAway();
        answer();
        assertThat(connection.sent()).contains("\"code\":1012", "\"retryAfter\":5000");
    }

    @Test
    void anOldStreamIsNotAskedBackToAHubThatIsLeaving() {
        connection.receive(WsClient.upgradeRequest("/ws"));
        connection.admission().leave();
        for (int half = 0; half < 24; half++) {
            connection.receive(WsClient.frame(WsFrame.FIN | WsFrame.PONG, new byte[0]));
            connection.pass(Duration.ofSeconds(30));
        }
        assertThat(connection.sent()).doesNotContain("bye");
        sendAwayAll();
        assertThat(connection.sent()).contains("\"code\":1012", "\"retryAfter\":5000");
    }

    private static byte[] publish() {
        return WsClient.frame(WsFrame.FIN | WsFrame.TEXT, PUBLISH.getBytes(StandardCharsets.UTF_8));
    }
}
