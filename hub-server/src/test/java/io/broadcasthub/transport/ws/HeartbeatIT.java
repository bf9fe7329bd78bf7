package io.broadcasthub.transport.ws;

import static org.assertj.core.api.Assertions.assertThat;

import io.broadcasthub.testkit.TestHub;
import io.broadcasthub.testkit.WsClient;
import io.broadcasthub.testkit.WsFrame;
import org.junit.jupiter.api.Test;

/** Who is not heard of is ended; who answers stays. */
class HeartbeatIT {
    @Test
    void endsTheMuteAndKeepsWhoAnswers() {
        try (TestHub hub = TestHub.start("heartbeat", "400ms", "limits.close-timeout", "200ms")) {
            WsClient mute = hub.welcomed("/ws?topic=a").mute();
            WsClient alive = hub.welcomed("/ws?topic=a");
            int pings = 0;
            while (pings < 8) {
                WsFrame frame = alive.nextFrame();
                assertThat(frame.opcode()).isEqualTo(WsFrame.PING);
                pings++;
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
        try (TestHub hub = TestHub.start("heartbeat", "400ms")) {
            WsClient listener = hub.welcomed("/ws?topic=busy");
            int pings = 0;
            while (pings < 6) {
                hub.publish("busy", "1");
                WsFrame frame = listener.nextFrame();
                assertThat(frame.opcode()).isIn(WsFrame.TEXT, WsFrame.PING);
                if (frame.opcode() == WsFrame.PING) {
                    pings++;
                } else {
                    assertThat(frame.text()).contains("\"message\"");
                }
            }
        }
    }
}
