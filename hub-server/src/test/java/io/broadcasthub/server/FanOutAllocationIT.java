package io.broadcasthub.server;

import static io.broadcasthub.server.AuditedHub.onLoop;
import static org.assertj.core.api.Assertions.assertThat;

import io.broadcasthub.config.NetConfig.TransportKind;
import io.broadcasthub.engine.Publication;
import io.broadcasthub.protocol.Payload;
import io.broadcasthub.protocol.TopicName;
import io.broadcasthub.testkit.Allocated;
import io.broadcasthub.testkit.TestHub;
import io.broadcasthub.testkit.WsClient;
import io.netty.util.ResourceLeakDetector;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a message costs the event loop in heap for each connection it goes to, with real ones, on each way to their sockets. */
class FanOutAllocationIT {
    private static final int FEW = 20;
    private static final int MANY = 220;
    private static final int WARM_UP = 40;
    private static final int ROUNDS = 40;
    /** Published in one round, after which all clients read. */
    private static final int MESSAGES = 20;

    /** How a delivery reaches its socket, and less than which heap it takes. */
    enum Way {
        ONE_BY_ONE(TransportKind.EPOLL, "?topic=t", 1, "net.batch-sends", "false"),
        TOGETHER(TransportKind.EPOLL, "?topic=t", 1),
        /**
         * Who has several subscriptions is written to through its channel, as is everybody whom something waits for. Slices
         * and queue entries are Netty's, and used again: an object for two deliveries, where most would be three for each.
         */
        CHANNEL(TransportKind.EPOLL, "?topic=t&topic=u", 24),
        IO_URING(TransportKind.IO_URING, "?topic=t", 24),
        /** The JDK's buffers, which it wants for each write. */
        NIO(TransportKind.NIO, "?topic=t", 192);

        final TransportKind kind;
        final String target;
        final int most;
        final String[] settings;

        Way(TransportKind kind, String target, int most, String... settings) {
            this.kind = kind;
            this.target = "/ws" + target;
            this.most = most;
            this.settings = settings;
        }
    }

    /** Which in tests looks at every buffer, and writes down whoever touches one. */
    private final ResourceLeakDetector.Level leakDetection = ResourceLeakDetector.getLevel();

    @AfterEach
    void detectLeaks() {
        ResourceLeakDetector.setLevel(leakDetection);
    }

    @ParameterizedTest
    @EnumSource
    void aDelivery(Way way) throws Exception {
        Allocated.assumeCounted();
        List<String> settings = new ArrayList<>(List.of(way.settings));
        settings.addAll(List.of("net.event-loops", "1"));
        try (TestHub hub = Mechanisms.start(way.kind, settings.toArray(String[]::new))) {
            ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.DISABLED);
            List<WsClient> clients = new ArrayList<>();
            subscribe(hub, way, FEW, clients);
            double few = perMessage(hub, clients);
            subscribe(hub, way, MANY, clients);
            double many = perMessage(hub, clients);
            assertThat((many - few) / (MANY - FEW))
                    .as("bytes a delivery, beside %.0f for a message to %d", few, FEW)
                    .isLessThan(way.most);
        }
    }

    private static void subscribe(TestHub hub, Way way, int count, List<WsClient> clients) {
        while (clients.size() < count) {
            clients.add(hub.welcomed(way.target));
        }
    }

    /** In the cheapest of some rounds: now and then the loop does other things too. */
    private static double perMessage(TestHub hub, List<WsClient> clients) throws Exception {
        long least = Long.MAX_VALUE;
        for (int round = 0; round < WARM_UP + ROUNDS; round++) {
            long before = allocatedByLoop(hub);
            for (int i = 0; i < MESSAGES; i++) {
                publish(hub);
                // Behind the fan-out.
                allocatedByLoop(hub);
            }
            long spent = allocatedByLoop(hub) - before;
            least = round < WARM_UP ? least : Math.min(least, spent);
            for (WsClient client : clients) {
                for (int i = 0; i < MESSAGES; i++) {
                    client.nextFrame();
                }
            }
        }
        return (double) least / MESSAGES;
    }

    private static void publish(TestHub hub) throws Exception {
        hub.server()
                .wiring()
                .engine
                .publish(new Publication(new TopicName("t"), Payload.ofJson("\"some news\""), null, null, null))
                .toCompletableFuture()
                .get(60, TimeUnit.SECONDS);
    }

    private static long allocatedByLoop(TestHub hub) {
        long[] bytes = new long[1];
        onLoop(hub.server(), loop -> bytes[0] = Allocated.byThisThread());
        return bytes[0];
    }
}
