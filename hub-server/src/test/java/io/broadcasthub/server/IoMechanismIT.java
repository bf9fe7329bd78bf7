package io.broadcasthub.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.broadcasthub.config.NetConfig.TransportKind;
import io.broadcasthub.testkit.Connection;
import io.broadcasthub.testkit.EventStream;
import io.broadcasthub.testkit.TestHub;
import io.broadcasthub.testkit.WsClient;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The hub is the same on each mechanism of the operating system. What sockets are told: {@link SocketOptionsIT}. */
class IoMechanismIT {
    private static final int RECEIVE_BUFFER = 4 << 10;
    private static final int MESSAGES = 3_000;
    private static final String PADDING = "x".repeat(1_000);

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "AUTO")
    void deliversAndResumes(TransportKind kind) {
        try (TestHub hub = Mechanisms.start(kind)) {
            WsClient ws = hub.welcomed("/ws?topic=a.*");
            EventStream sse = hub.events("/events?topic=a.b");
            hub.awaitCensus("subscribed", c -> c.subscriptions() == 2);
            hub.publish("a.b", "1");
            JsonNode first = ws.next("message");
            assertThat(first.path("data").asInt()).isEqualTo(1);
            assertThat(sse.message().json().path("data").asInt()).isEqualTo(1);

            ws.sendClose(1000);
            assertThat(ws.awaitClose()).isEqualTo(1000);
            sse.connection().reset();
            hub.awaitCensus("both are gone", c -> c.subscriptions() == 0);
            hub.publishNumbers("a.b", 2, 200);

            WsClient back = hub.welcomed("/ws");
            back.ask(
                    "s",
                    "{'type':'subscribe','id':'s','topic':'a.*','after':'"
                            + first.path("id").asText() + "'}");
            for (int i = 2; i < 200; i++) {
                assertThat(back.next("message").path("data").asInt()).isEqualTo(i);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "AUTO")
    void aReaderThatStopsCatchesUpInOrder(TransportKind kind) {
        try (TestHub hub = Mechanisms.start(
                kind, "net.send-buffer", "8KiB", "net.write-buffer", "16KiB", "net.max-write", "8KiB")) {
            WsClient slow = WsClient.over(hub.connect(RECEIVE_BUFFER), "/ws?topic=t");
            slow.next("welcome");
            WsClient quick = hub.welcomed("/ws?topic=t");
            hub.awaitCensus("subscribed", c -> c.subscriptions() == 2);
            for (int from = 0; from < MESSAGES; from += 100) {
                StringBuilder lines = new StringBuilder();
                for (int i = from; i < from + 100; i++) {
                    lines.append("{\"topic\":\"t\",\"data\":[")
                            .append(i)
                            .append(",\"")
                            .append(PADDING)
                            .append("\"]}\n");
                }
                hub.publishLines(lines.toString());
                inOrder(quick, from, from + 100);
            }
            assertThat(hub.census().subscriptions()).as("nobody was cut off").isEqualTo(2);
            inOrder(slow, 0, MESSAGES);
        }
    }

    private static void inOrder(WsClient client, int from, int to) {
        for (int i = from; i < to; i++) {
            assertThat(client.next("message").path("data").get(0).asInt()).isEqualTo(i);
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "AUTO")
    void nothingIsLeftOfThoseWhoComeAndGo(TransportKind kind) throws Exception {
        try (TestHub hub = Mechanisms.start(kind)) {
            for (int i = 0; i < 60; i++) {
                WsClient client = hub.welcomed("/ws?topic=c" + i);
                if (i % 2 == 0) {
                    client.sendClose(1000);
                    client.awaitClose();
                } else {
                    client.connection().reset();
                }
            }
            Connection silent = hub.connect();
            silent.send("GET");
            silent.close();
            hub.awaitEmpty();
            assertThat(hub.server()
                            .wiring()
                            .auditor
                            .audit()
                            .get(60, TimeUnit.SECONDS)
                            .mismatches())
                    .isEmpty();
        }
    }
}
