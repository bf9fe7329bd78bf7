package io.broadcasthub.server;

import static io.broadcasthub.server.AuditedHub.TOPIC;
import static io.broadcasthub.server.AuditedHub.assertClean;
import static io.broadcasthub.server.AuditedHub.audit;
import static io.broadcasthub.server.AuditedHub.found;
import static io.broadcasthub.server.AuditedHub.onLoop;
import static io.broadcasthub.server.AuditedHub.start;
import static io.broadcasthub.server.AuditedHub.subscribe;
import static io.broadcasthub.server.AuditedHub.welcomed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.broadcasthub.diagnostics.AuditReport;
import io.broadcasthub.diagnostics.Mismatch;
import io.broadcasthub.session.Admission;
import io.broadcasthub.session.PlantedSessions;
import io.broadcasthub.session.Session;
import io.broadcasthub.testkit.Connection;
import io.broadcasthub.testkit.WsClient;
import io.broadcasthub.topic.PlantedTopics;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is left behind is found, and said to be what it is. */
class AuditIT {
    @ParameterizedTest
    @ValueSource(strings = {"auto", "nio"})
    void nothingIsWrongWithPeopleInAndAfterwards(String transport) {
        try (HubServer hub = start("net.transport", transport)) {
            assertClean(hub);
            try (WsClient one = welcomed(hub);
                    WsClient two = welcomed(hub);
                    Connection silent = Connection.open(hub.publicAddress())) {
                subscribe(one);
                subscribe(two);
                silent.send("GET");
                await().until(() -> hub.census().join().sessions() == 3);
                AuditReport report = audit(hub);
                assertThat(report.mismatches()).isEmpty();
                assertThat(report.equations()).anySatisfy(e -> {
                    assertThat(e.name()).isEqualTo("sockets");
                    assertThat(e.left()).isEqualTo(3);
                    assertThat(e.right()).isEqualTo(3);
                });
                assertThat(report.equations())
                        .anyMatch(e -> e.name().equals("cursors") && e.left() == 2 && e.right() == 2);
            }
            await().until(() -> hub.census().join().sessions() == 0);
            assertClean(hub);
        }
    }

    @Test
    void findsASessionThatWasNotUnregistered() {
        try (HubServer hub = start()) {
            onLoop(hub, loop -> {
                EmbeddedChannel channel = new EmbeddedChannel();
                new Session(loop, channel, new Admission(1, 1)).register();
                channel.close();
            });
            Mismatch orphan = found(hub, "channel states");
            assertThat(orphan.what()).contains("session ", "REQUEST", "its channel is closed");
            assertThat(orphan.age()).isNotNull();
            assertThat(orphan.created()).contains("io.broadcasthub.session.Session.register", "AuditIT");
        }
    }

    @Test
    void findsASessionThatItsLoopLost() {
        try (HubServer hub = start();
                WsClient client = welcomed(hub)) {
            AtomicReference<Session> lost = new AtomicReference<>();
            onLoop(
                    hub,
                    loop -> loop.forEach(session -> {
                        lost.set(session);
                        PlantedSessions.lose(session);
                    }));
            Mismatch nowhere = found(hub, "connections");
            assertThat(audit(hub).mismatches())
                    .anySatisfy(m -> assertThat(m.what())
                            .contains("is nowhere", lost.get().name()))
                    .anySatisfy(m -> assertThat(m.what()).contains("ledger: 1 more than walked"))
                    .anySatisfy(m -> assertThat(m.what()).contains("belongs to no session", "peer"))
                    .anySatisfy(m -> assertThat(m.created()).isNotNull().contains("ConnectionGuard"));
            assertThat(nowhere.where()).startsWith("hub-loop");
            onLoop(hub, loop -> PlantedSessions.putBack(lost.get()));
            assertClean(hub);
            client.ask("2", "{\"type\":\"ping\",\"id\":\"2\"}");
        }
    }

    @Test
    void findsACursorWhoseSessionIsGone() {
        try (HubServer hub = start()) {
            onLoop(hub, loop -> {
                Session stranger = new Session(loop, new EmbeddedChannel(), new Admission(1, 1));
                loop.topics().open(stranger, TOPIC);
            });
            Mismatch orphan = found(hub, "cursor owners");
            assertThat(orphan.what()).contains("topic orphans", "belongs to no session");
            assertThat(orphan.age()).isNotNull();
            assertThat(orphan.created()).contains("AuditIT");
            assertThat(found(hub, "cursors of sessions").what()).contains("counted: 1 more");
        }
    }

    @Test
    void findsACursorThatDeliversNothing() {
        try (HubServer hub = start();
                WsClient client = welcomed(hub)) {
            subscribe(client);
            onLoop(
                    hub,
                    loop -> loop.forEach(session ->
                            PlantedTopics.lostCursor(session.cursors().get(0))));
            assertThat(found(hub, "cursors of sessions").what())
                    .contains("LIVE", "has a cursor of orphans that delivers nothing");
            onLoop(
                    hub,
                    loop -> loop.forEach(session ->
                            PlantedTopics.foundCursor(session.cursors().get(0))));
        }
    }

    @Test
    void findsATopicThatNobodyWillGiveUp() {
        try (HubServer hub = start()) {
            onLoop(hub, loop -> PlantedTopics.unusedTopic(hub.wiring().directory, loop.topics(), TOPIC));
            assertThat(found(hub, "topic directory").what()).contains("topic orphans is open, without a subscriber");
        }
    }

    @Test
    void findsALoopThatIsToldOfATopicItForgot() {
        try (HubServer hub = start()) {
            onLoop(hub, loop -> PlantedTopics.deafTopic(loop.topics(), TOPIC));
            assertThat(found(hub, "topic directory").what()).contains("tells this loop of topic orphans");
        }
    }

    @Test
    void findsARunThatNobodyHas() {
        try (HubServer hub = start();
                WsClient client = welcomed(hub)) {
            subscribe(client);
            onLoop(hub, loop -> loop.forEach(session -> PlantedTopics.lostRun(loop.topics(), TOPIC, session.format())));
            assertThat(found(hub, "run bytes").what()).contains("counted: 100 more");
            assertThat(audit(hub).mismatches())
                    .anySatisfy(m -> assertThat(m.what()).contains("ledger: 1 more than walked"))
                    .anySatisfy(m -> {
                        assertThat(m.equation()).isEqualTo("encoded runs");
                        assertThat(m.where()).startsWith("hub-loop");
                        assertThat(m.what()).contains("topic orphans, 100 bytes", "is nowhere");
                        assertThat(m.age()).isNotNull();
                        assertThat(m.created()).contains("RunBudget.took", "PlantedTopics.lostRun");
                    });
        }
    }

    @Test
    void findsARunThatATopicKeepsForEver() {
        try (HubServer hub = start();
                WsClient client = welcomed(hub)) {
            subscribe(client);
            onLoop(hub, loop -> loop.forEach(session -> PlantedTopics.keptRun(loop.topics(), TOPIC, session.format())));
            Mismatch kept = found(hub, "encoded runs");
            assertThat(kept.what()).contains("topic orphans", "1 runs, 100 bytes", "nothing will ever release them");
            assertThat(kept.age()).isNotNull();
            assertThat(kept.created()).contains("PlantedTopics.keptRun");
        }
    }

    @Test
    void findsASocketAtTheHubsAddressThatNoSessionHas() throws IOException {
        InetAddress here = InetAddress.getByName("127.0.0.1");
        try (ServerSocket elsewhere = new ServerSocket(0, 10, here);
                Socket stray = new Socket()) {
            stray.setReuseAddress(true);
            stray.bind(new InetSocketAddress(here, 0));
            stray.connect(elsewhere.getLocalSocketAddress());
            try (HubServer hub = start("listen", "127.0.0.1:" + stray.getLocalPort())) {
                Mismatch leak = found(hub, "sockets");
                assertThat(leak.what())
                        .contains("descriptor ", "socket ", ":" + elsewhere.getLocalPort(), "belongs to no session");
                stray.close();
                assertClean(hub);
            }
        }
    }
}
