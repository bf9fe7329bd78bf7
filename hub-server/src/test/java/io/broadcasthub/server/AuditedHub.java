package io.broadcasthub.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.broadcasthub.diagnostics.AuditReport;
import io.broadcasthub.diagnostics.Mismatch;
import io.broadcasthub.protocol.TopicFilter;
import io.broadcasthub.session.SessionLoop;
import io.broadcasthub.testkit.Connection;
import io.broadcasthub.testkit.TestHub;
import io.broadcasthub.testkit.WsClient;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** A hub to plant orphans in, and what its audits say of them. */
final class AuditedHub {
    static final TopicFilter TOPIC = new TopicFilter("orphans");

    private AuditedHub() {}

    static HubServer start(String... settings) {
        List<String> all = new ArrayList<>(List.of(
                "diagnostics.birth-stacks", "1",
                "net.event-loops", "1",
                "limits.close-timeout", "100ms",
                "drain.deadline", "300ms"));
        all.addAll(List.of(settings));
        return HubServer.start(TestHub.config(all.toArray(String[]::new)));
    }

    static AuditReport audit(HubServer hub) {
        try {
            return hub.wiring().auditor.audit().get(60, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** An auditor of its own for the hub. */
    static Auditor auditor(HubServer hub, int slice, LongSupplier nanoTicker) {
        Wiring wiring = hub.wiring();
        Audited audited = new Audited(
                wiring.loops,
                wiring.directory,
                wiring.engine,
                wiring.platform.environment().threads(),
                wiring.routine,
                () -> wiring.platform.kernel().apply(wiring.addresses),
                slice);
        return new Auditor(audited, wiring.audits, nanoTicker);
    }

    static void onLoop(HubServer hub, Consumer<SessionLoop> task) {
        SessionLoop loop = hub.wiring().loops.serving().get(0);
        CompletableFuture.runAsync(() -> task.accept(loop), loop.eventLoop()).join();
    }

    static WsClient welcomed(HubServer hub) {
        WsClient client = WsClient.over(Connection.open(hub.publicAddress()), "/ws");
        client.next("welcome");
        return client;
    }

    static void subscribe(WsClient client) {
        client.ask("1", "{\"type\":\"subscribe\",\"id\":\"1\",\"topic\":\"orphans\"}");
    }

    /** Asserts that something was found, and nothing but this. */
    static Mismatch found(HubServer hub, String equation) {
        AuditReport report = audit(hub);
        assertThat(report.ok()).isFalse();
        assertThat(hub.wiring().auditor.mismatches()).isPositive();
        assertThat(report.equations())
                .as("the equation says so too")
                .anyMatch(e -> e.name().equals(equation) && !e.ok());
        return report.mismatches().stream()
                .filter(m -> m.equation().equals(equation))
                .findFirst()
                .orElseThrow(() -> new AssertionError(report.mismatches()));
    }

    static void assertClean(HubServer hub) {
        assertThat(audit(hub).mismatches()).isEmpty();
    }
}
