package io.broadcasthub.server;

import static io.broadcasthub.server.AuditedHub.TOPIC;
import static io.broadcasthub.server.AuditedHub.audit;
import static io.broadcasthub.server.AuditedHub.found;
import static io.broadcasthub.server.AuditedHub.start;
import static io.broadcasthub.server.AuditedHub.subscribe;
import static io.broadcasthub.server.AuditedHub.welcomed;
import static org.assertj.core.api.Assertions.assertThat;

import io.broadcasthub.engine.memory.PlantedFeeds;
import io.broadcasthub.protocol.TopicFilter;
import io.broadcasthub.testkit.WsClient;
import io.broadcasthub.topic.PlantedTopics;
import org.junit.jupiter.api.Test;

/** What the engine keeps for nobody is found, and what it lost. */
class EngineAuditIT {
    @Test
    void findsAnInterestThatIsNeverClosed() {
        try (HubServer hub = start()) {
            hub.wiring().engine.subscribe(TOPIC, () -> {});
            assertThat(found(hub, "interest ledger").what()).contains("engine's count: 1 more");
            assertThat(audit(hub).mismatches())
                    .anySatisfy(m -> assertThat(m.what()).contains("engine's count: 1 more than topics"))
                    .anySatisfy(m -> {
                        assertThat(m.equation()).isEqualTo("engine interests");
                        assertThat(m.what()).contains("keeps an interest in orphans of nobody of this hub");
                        assertThat(m.age()).isNotNull();
                        assertThat(m.created()).contains("MemoryEngine.subscribe", "AuditIT");
                    });
        }
    }

    @Test
    void findsAnInterestWhoseTopicIsForgotten() {
        try (HubServer hub = start()) {
            PlantedTopics.forgotten(hub.wiring().engine, TOPIC);
            found(hub, "engine interests");
            assertThat(audit(hub).mismatches()).anySatisfy(m -> {
                assertThat(m.what()).contains("keeps an interest in orphans of a topic that is over");
                assertThat(m.age()).isNotNull();
                assertThat(m.created()).contains("PlantedTopics.forgotten");
            });
        }
    }

    @Test
    void findsAnInterestThatTheEngineLost() {
        try (HubServer hub = start();
                WsClient client = welcomed(hub)) {
            subscribe(client);
            PlantedTopics.lostInterest(hub.wiring().directory, TOPIC);
            assertThat(found(hub, "interest ledger").what()).contains("opened - closed: 1 more");
            assertThat(audit(hub).mismatches())
                    .anySatisfy(m -> assertThat(m.what())
                            .contains("the directory has an interest in orphans, which the engine has not"));
        }
    }

    @Test
    void findsAPatternThatIsFedForNobody() {
        try (HubServer hub = start()) {
            PlantedFeeds.stranded(hub.wiring().engine, new TopicFilter("orphans.*"));
            assertStranded(hub, "orphans.*");
        }
    }

    @Test
    void findsAPatternThatIsFedAfterItsEnd() {
        try (HubServer hub = start()) {
            PlantedFeeds.undead(hub.wiring().engine, new TopicFilter("orphans.*"));
            assertStranded(hub, "orphans.*");
        }
    }

    private static void assertStranded(HubServer hub, String pattern) {
        found(hub, "pattern feeds");
        assertThat(audit(hub).mismatches()).anySatisfy(m -> {
            assertThat(m.what()).contains("feeds pattern " + pattern + " for nobody");
            assertThat(m.age()).isNotNull();
            assertThat(m.created()).contains("Patterns.create", "PlantedFeeds");
        });
    }
}
