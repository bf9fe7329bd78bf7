package io.broadcasthub.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.broadcasthub.config.NetConfig.TransportKind;
import io.broadcasthub.testkit.Connection;
import io.broadcasthub.testkit.EventStream;
import io.broadcasthub.testkit.TestHub;
import io.broadcasthub.testkit.WsClient;
import io.broadcasthub.testkit.WsFrame;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Peers that are there and go on with nothing: each is ended by the one time-out that is for it, all others being far away,
 * on every transport and with every way of asking for I/O. Those that are not there any more: {@link VanishedPeersIT}.
 */
class StuckPeersIT {
    private static final String[] FAR_AWAY = {
        "limits.close-timeout", "1m",
        "drain.deadline", "10m",
        "net.send-buffer", "8KiB",
        "net.write-buffer", "16KiB",
    };
    private static final Duration PAUSE = Duration.ofMillis(10);
    private static final int RECEIVE_BUFFER = 4 << 10;

    /** What is subscribed, and how. */
    enum Subscriber {
        WS,
        SSE,
        NDJSON;

        Connection open(TestHub hub, String topic) {
            Connection connection = hub.connect(RECEIVE_BUFFER);
            switch (this) {
                case WS -> WsClient.over(connection, "/ws?topic=" + topic).next("welcome");
                case SSE ->
                    EventStream.over(connection, "/events?topic=" + topic).next();
                case NDJSON ->
                    EventStream.over(connection, "/events?topic=" + topic, "Accept: application/x-ndjson")
                            .line();
            }
            return connection;
        }
    }

    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    private static TestHub start(TransportKind io, String... settings) {
        List<String> all = new ArrayList<>(Arrays.asList(FAR_AWAY));
        all.addAll(Arrays.asList(settings));
        return Mechanisms.start(io, all.toArray(String[]::new));
    }

    static Stream<Arguments> streams() {
        return Stream.of(TransportKind.EPOLL, TransportKind.IO_URING, TransportKind.NIO)
                .flatMap(io -> Stream.of(Subscriber.values()).map(stream -> Arguments.of(io, stream)));
    }

    /** Sends piece after piece for as long as the hub lets it; tells what the hub sent until it closed. */
    private CompletableFuture<String> dribble(Connection connection, byte[] beginning, byte[] piece) {
        connection.send(beginning);
        // Fails by itself when the hub does not close.
        CompletableFuture<String> answer = CompletableFuture.supplyAsync(connection::untilClosed, threads);
        threads.execute(() -> {
            while (!answer.isDone() && (piece.length == 0 || connection.trySend(piece))) {
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        });
        return answer;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "AUTO")
    void handshakesThatDribbleOrStop(TransportKind io) {
        try (TestHub hub = start(io, "limits.handshake-timeout", "200ms")) {
            List<CompletableFuture<String>> ends = new ArrayList<>();
            for (String beginning : List.of(
                    "",
                    "GE",
                    "GET /ws HTTP/1.1\r\n",
                    "GET /ws HTTP/1.1\r\nHost: h\r\nX: ",
                    "\r\n\r\n\r\n",
                    // The beginning of a TLS hello that is not finished.
                    "\u0016\u0003\u0001")) {
                ends.add(dribble(hub.connect(), ascii(beginning), new byte[0]));
            }
            ends.add(dribble(hub.connect(), ascii("GET /"), ascii("a")));
            ends.add(dribble(hub.connect(), ascii("GET / HTTP/1.1\r\nHost: h\r\n"), ascii("X: y\r\n")));
            ends.add(dribble(hub.connect(), ascii("GET / HTTP/1.1\r\nHost: h\r\nX: "), ascii("a")));
            assertThat(ends).allSatisfy(end -> assertThat(end.join()).doesNotContain("HTTP/1.1 2", "HTTP/1.1 1"));
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "AUTO")
    void bodiesThatDribble(TransportKind io) {
        try (TestHub hub = start(io, "limits.message-timeout", "200ms")) {
            String head = "POST /topics/a HTTP/1.1\r\nHost: h\r\nContent-Type: text/plain\r\n";
            var counted = dribble(hub.connect(), ascii(head + "Content-Length: 60000\r\n\r\n"), ascii("a"));
            var chunked =
                    dribble(hub.connect(), ascii(head + "Transfer-Encoding: chunked\r\n\r\n"), ascii("1\r\na\r\n"));
            assertThat(counted.join()).isEmpty();
            assertThat(chunked.join()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "AUTO")
    void messagesThatAreNotFinished(TransportKind io) {
        try (TestHub hub = start(io, "limits.message-timeout", "200ms", "limits.close-timeout", "200ms")) {
            for (byte[] piece : List.of(
                    new byte[0],
                    // Fragments go on coming, and so do pings between: life, and no excuse.
                    WsClient.frame(WsFrame.CONTINUATION, new byte[] {' '}),
                    WsClient.frame(WsFrame.FIN | WsFrame.PING, new byte[0]))) {
                WsClient client = hub.welcomed("/ws");
                String said = dribble(client.connection(), WsClient.frame(WsFrame.TEXT, new byte[] {'{'}), piece)
                        .join();
                assertThat(said).contains("\"type\":\"bye\",\"code\":4103");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("streams")
    void readersThatStop(TransportKind io, Subscriber stream) {
        try (TestHub hub = start(io, "limits.stall-timeout", "300ms", "limits.close-timeout", "200ms")) {
            stream.open(hub, "t");
            fill(hub);
            hub.awaitCensus("it is given up", c -> c.subscriptions() == 0 && c.publicConnections() == 0);
        }
    }

    /** Far from what may be queued for one, so the hub goes on writing to it. */
    @ParameterizedTest
    @MethodSource("streams")
    void readersThatStopWithLittleQueued(TransportKind io, Subscriber stream) {
        try (TestHub hub = start(
                io, "limits.stall-timeout", "300ms", "limits.close-timeout", "200ms", "net.write-buffer", "64MiB")) {
            stream.open(hub, "t");
            fill(hub);
            hub.awaitCensus("it is given up", c -> c.subscriptions() == 0 && c.publicConnections() == 0);
        }
    }

    @ParameterizedTest
    @MethodSource("streams")
    void readersThatDoNotTakeTheGoodbye(TransportKind io, Subscriber stream) {
        try (TestHub hub = start(io, "limits.close-timeout", "300ms")) {
            stream.open(hub, "t");
            fill(hub);
            assertThat(hub.server().stop()).succeedsWithin(Duration.ofSeconds(60));
            hub.stop();
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "AUTO")
    void peersThatDoNotAnswerAClose(TransportKind io) {
        try (TestHub hub = start(io, "limits.close-timeout", "200ms")) {
            WsClient client = hub.welcomed("/ws");
            client.send(WsFrame.FIN | WsFrame.BINARY, new byte[0]);
            assertThat(client.awaitClose()).isEqualTo(1003);
            assertThat(client.connection().untilClosed()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "AUTO")
    void peersThatAnswerNoPing(TransportKind io) {
        try (TestHub hub = start(io, "heartbeat", "300ms", "limits.close-timeout", "200ms")) {
            WsClient mute = hub.welcomed("/ws?topic=a").mute();
            assertThat(mute.awaitType("bye").path("code").asInt()).isEqualTo(4102);
            assertThat(mute.awaitClose()).isEqualTo(4102);
            assertThat(mute.connection().untilClosed()).isEmpty();
        }
    }

    /** More than all buffers between the hub and a reader of small ones hold. */
    private static void fill(TestHub hub) {
        String line = "{\"topic\":\"t\",\"data\":\"" + "x".repeat(10_000) + "\"}\n";
        for (int i = 0; i < 40; i++) {
            hub.publishLines(line.repeat(10));
        }
    }
}
