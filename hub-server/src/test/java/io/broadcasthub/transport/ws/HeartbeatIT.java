package io.broadcasthub.transport.ws;

import static org.assertj.core.api.Assertions.assertThat;

import io.broadcasthub.server.TestClock;
import io.broadcasthub.testkit.TestHub;
import io.broadcasthub.testkit.WsClient;
import io.broadcasthub.testkit.WsFrame;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who is not heard of is ended; who answers stays. */
class HeartbeatIT {
    /** A ping is due after three quarters of a heartbeat at the latest; who does not answer is given up after two. */
    private static final Duration STEP = Duration.ofMinutes(8);

    private final TestClock clock = new TestClock();

    @Test
    void endsTheMuteAndKeepsWhoAnswers() {
        try (TestHub hub = clock.start("heartbeat", "10m", "limits.close-timeout", "200ms")) {
            WsClient mute = hub.welcomed("/ws?topic=a").mute();
            WsClient alive = hub.welcomed("/ws?topic=a");
            for (int pings = 1; pings <= 8; pings++) {
                clock.advance(STEP);
                assertThat(alive.nextFrame().opcode()).isEqualTo(WsFrame.PING);
                // The pong before it has been heard when this is answered.
                alive.ask("p", "{'type':'ping','id':'p'}");
            }
            assertThat(mute.awaitType("bye").path("code").asInt()).isEqualTo(4102);
            assertThat(mute.awaitClose()).isEqualTo(4102);
            assertThat(mute.connection().untilClosed())
                    .as("closed without our answer")
                    .isEmpty();
            assertThat(mute.log().stream().filter(f -> f.opcode() == WsFrame.PING))
                    .as("asked before it was given up")
                    .isNotEmpty();
            alive.ask("1", "{'type':'ping','id':1}");
            assertThat(hub.census().sessions()).isEqualTo(1);
        }
    }

    @Test
    void keepsWhoOnlyListensToABusyTopic() {
        try (TestHub hub = clock.start("heartbeat", "10m", "limits.close-timeout", "200ms")) {
            WsClient listener = hub.welcomed("/ws?topic=busy");
            for (int pings = 1; pings <= 6; pings++) {
                hub.publish("busy", "1");
                assertThat(listener.nextFrame().text()).contains("\"message\"");
                clock.advance(STEP);
                // On the only loop, so the pong before it has been heard when this is answered.
                hub.publish("busy", "2");
                WsFrame first = listener.nextFrame();
                WsFrame second = listener.nextFrame();
                assertThat(List.of(first.opcode(), second.opcode()))
                        .as("a ping, though something was written a moment ago")
                        .containsExactlyInAnyOrder(WsFrame.TEXT, WsFrame.PING);
            }
        }
    }
}
