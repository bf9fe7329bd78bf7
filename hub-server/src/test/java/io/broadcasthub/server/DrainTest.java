package io.broadcasthub.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.broadcasthub.config.ConfigLoader;
import io.broadcasthub.config.HubConfig;
import io.broadcasthub.config.Sources;
import io.broadcasthub.metrics.HubMetrics;
import io.broadcasthub.session.Admission;
import io.broadcasthub.testkit.BrokenEngine;
import io.broadcasthub.testkit.WsClient;
import io.broadcasthub.transport.ConnectionGuard;
import io.broadcasthub.transport.EmbeddedConnection;
import io.broadcasthub.transport.OriginPolicy;
import io.broadcasthub.transport.RequestLimits;
import io.broadcasthub.transport.Router;
import io.broadcasthub.transport.ws.WebSocketLimits;
import io.broadcasthub.transport.ws.WebSocketRoute;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.EventLoop;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The course of a drain, by the clock of the test: 200 WebSockets of one loop, 20 of which may come back a second. */
class DrainTest {
    private static final int CLIENTS = 200;
    private static final Pattern RETRY_AFTER = Pattern.compile("\"code\":1012,.*\"retryAfter\":(\\d+)");
    private static final HubConfig CONFIG = ConfigLoader.load(Sources.none()
                    .set("listen", "127.0.0.1:0")
                    .set("admin", "127.0.0.1:0")
                    .set("limits.max-handshakes", "1000")
                    .set("limits.close-timeout", "18s")
                    .set("drain.grace", "5s")
                    .set("drain.pace", "4s")
                    .set("drain.away", "6s")
                    .set("drain.accept-rate", "20")
                    .set("drain.deadline", "20s"))
            .config();

    private record Client(EmbeddedChannel channel, StringBuilder sent) {
        String read() {
            for (ByteBuf out = channel.readOutbound(); out != null; out = channel.readOutbound()) {
                sent.append(out.toString(StandardCharsets.ISO_8859_1));
                out.release();
            }
            return sent.toString();
        }

        boolean isTold() {
            return RETRY_AFTER.matcher(read()).find();
        }
    }

    /** Its loop is the hub's. */
    private final EmbeddedChannel hub = new EmbeddedChannel();

    private final EventLoop eventLoop = hub.eventLoop();
    private final Admission admission = new Admission(CLIENTS, CLIENTS);
    private final Loops loops = new Loops(
            eventLoop,
            eventLoop,
            loop -> EmbeddedConnection.sessions(CONFIG, new BrokenEngine(), new HubMetrics(), loop));
    private final List<Client> clients = new ArrayList<>();
    private final Drain drain;

    DrainTest() {
        hub.freezeTime();
        drain = new Drain(loops, admission, CONFIG.drain(), new Random(1));
    }

    @BeforeEach
    void connect() {
        loops.of(eventLoop).start();
        for (int i = 0; i < CLIENTS; i++) {
            EmbeddedChannel channel = new EmbeddedChannel(new ConnectionGuard(
                    any -> loops.of(eventLoop),
                    admission,
                    () -> null,
                    new Router(
                            List.of(new WebSocketRoute(
                                    new WebSocketLimits(1 << 16, 16), false, 0, 10, new HubMetrics())),
                            "the test"),
                    new OriginPolicy(List.of()),
                    RequestLimits.ofBody(1)));
            clients.add(new Client(channel, new StringBuilder()));
            channel.writeInbound(Unpooled.copiedBuffer(WsClient.upgradeRequest("/ws"), StandardCharsets.US_ASCII));
        }
    }

    @AfterEach
    void end() {
        loops.of(eventLoop).stop();
        clients.forEach(c -> c.channel().finishAndReleaseAll());
        hub.finishAndReleaseAll();
    }

    /** Lets time go on in small steps, as it does. */
    private void pass(Duration time) {
        for (long millis = 0; millis < time.toMillis(); millis++) {
            hub.advanceTimeBy(1, TimeUnit.MILLISECONDS);
            hub.runScheduledPendingTasks();
            hub.runPendingTasks();
        }
    }

    private long told() {
        return clients.stream().filter(Client::isTold).count();
    }

    @Test
    void waitsForLoadBalancersFirst() {
        CompletableFuture<Void> grace = drain.grace();
        pass(Duration.ofMillis(4_999));
        assertThat(grace).isNotDone();
        pass(Duration.ofMillis(1));
        assertThat(grace).isCompleted();
        assertThat(told()).isZero();
    }

    @Test
    void tellsClientsOneAfterTheOther() {
        CompletableFuture<Void> gone = drain.sendAway();
        hub.runPendingTasks();
        assertThat(told()).as("at once").isZero();
        for (int second = 1; second <= 4; second++) {
            pass(Duration.ofSeconds(1));
            assertThat(told()).as("in second %s", second).isBetween(second * 50L - 2, second * 50L);
        }
        pass(Duration.ofMillis(20));
        assertThat(told()).isEqualTo(CLIENTS);
        assertThat(gone).as("their closes are waited for").isNotDone();
        clients.forEach(c -> c.channel().close());
        assertThat(gone).isCompleted();
    }

    @Test
    void asksNoMoreBackAtOnceThanCanBeTaken() {
        drain.sendAway();
        int[] backInSecond = new int[30];
        boolean[] counted = new boolean[CLIENTS];
        for (int millis = 0; millis < 4_100; millis += 5) {
            pass(Duration.ofMillis(5));
            for (int i = 0; i < CLIENTS; i++) {
                Matcher bye = RETRY_AFTER.matcher(clients.get(i).read());
                if (!counted[i] && bye.find()) {
                    counted[i] = true;
                    backInSecond[(millis + 5 + Integer.parseInt(bye.group(1))) / 1_000]++;
                }
            }
        }
        for (int second = 0; second < backInSecond.length; second++) {
            // After they were away for six seconds, ten times twenty; at the seams one may be told a moment late.
            int expected = second >= 6 && second < 16 ? 20 : 0;
            assertThat(backInSecond[second]).as("in second %s", second).isBetween(expected - 2, expected + 2);
        }
    }

    @Test
    void waitsForNobodyBeyondTheDeadline() {
        CompletableFuture<Void> grace = drain.grace();
        pass(Duration.ofSeconds(5));
        assertThat(grace).isCompleted();
        CompletableFuture<Void> gone = drain.sendAway();
        pass(Duration.ofSeconds(12));
        assertThat(gone).isNotDone();
        pass(Duration.ofSeconds(1));
        assertThat(gone).as("18 of 20 seconds are the peers'").isCompleted();
        CompletableFuture<Void> cut = drain.cutOff();
        hub.runPendingTasks();
        assertThat(cut).isCompleted();
        assertThat(admission.open()).isZero();
    }
}
