package io.broadcasthub.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.broadcasthub.config.NetConfig.TransportKind;
import io.broadcasthub.session.ConnectionState;
import io.broadcasthub.testkit.TestHub;
import io.broadcasthub.testkit.WsClient;
import io.broadcasthub.testkit.WsFrame;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A peer to which nothing more can be written gets its pong and its close all the same, in their place, once it reads. */
class BackpressureIT {
    private static final int RECEIVE_BUFFER = 4 << 10;
    private static final int MESSAGES = 400;
    private static final String PADDING = "x".repeat(1_000);

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "AUTO")
    void dropsNeitherPongsNorCloses(TransportKind kind) {
        try (TestHub hub = Mechanisms.start(
                kind,
                "net.send-buffer",
                "8KiB",
                "net.write-buffer",
                "16KiB",
                "net.max-write",
                "8KiB",
                "limits.close-timeout",
                "1m",
                "drain.deadline",
                "2m")) {
            WsClient full = WsClient.over(hub.connect(RECEIVE_BUFFER), "/ws?topic=t");
            full.next("welcome");
            for (int i = 0; i < MESSAGES; i += 20) {
                hub.publishLines(("{\"topic\":\"t\",\"data\":\"" + PADDING + "\"}\n").repeat(20));
            }
            await("nothing more can be written").until(() -> waiting(hub) > 0);

            full.send(WsFrame.FIN | WsFrame.PING, "first".getBytes(StandardCharsets.US_ASCII));
            full.send(WsFrame.FIN | WsFrame.PING, "second".getBytes(StandardCharsets.US_ASCII));
            full.sendClose(1000);
            await("the close has arrived")
                    .until(() ->
                            states(hub).stream().noneMatch(s -> s.state().name().equals("LIVE")));
            assertThat(states(hub)).as("and does not end it early").hasSize(1);
            double written = hub.connectAdmin().request(TestHub.get("/metrics")).metric("hub_messages_delivered_total");
            assertThat(written).as("more is waiting").isLessThan(MESSAGES);

            int offset = 0;
            WsFrame frame = full.nextFrame();
            for (; frame.opcode() == WsFrame.TEXT; frame = full.nextFrame()) {
                assertThat(frame.text()).contains(":" + ++offset + "\"");
            }
            assertThat(offset).as("what was written before").isEqualTo((int) written);
            assertThat(frame.text()).isEqualTo("first");
            assertThat(full.nextFrame().text()).isEqualTo("second");
            assertThat(full.nextFrame().closeCode()).isEqualTo(1000);
            assertThat(full.connection().untilClosed()).isEmpty();
        }
    }

    private static long waiting(TestHub hub) {
        return states(hub).stream().mapToLong(ConnectionState::lag).sum();
    }

    private static List<ConnectionState> states(TestHub hub) {
        return hub
                .server()
                .wiring()
                .loops
                .collect(loop -> {
                    List<ConnectionState> found = new ArrayList<>();
                    loop.forEach(session -> found.add(ConnectionState.of(session)));
                    return found;
                })
                .join()
                .stream()
                .flatMap(List::stream)
                .filter(s -> s.transport().equals("ws"))
                .toList();
    }
}
