package io.broadcasthub.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.broadcasthub.diagnostics.AuditReport;
import io.broadcasthub.testkit.Connection;
import io.broadcasthub.testkit.TestHub;
import io.broadcasthub.testkit.WsClient;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** An audit does not cry wolf, whoever comes and goes while it looks. */
class AuditChurnIT {
    private static final int WORKERS = 4;
    private static final int ROUNDS = 750;

    @Test
    void nothingIsFoundWhileThousandsComeAndGo() throws Exception {
        try (TestHub hub = TestHub.start("diagnostics.birth-stacks", "3")) {
            Auditor auditor = hub.server().wiring().auditor;
            ExecutorService workers = Executors.newFixedThreadPool(WORKERS);
            try {
                List<CompletableFuture<Void>> churn = new ArrayList<>();
                for (int w = 0; w < WORKERS; w++) {
                    int worker = w;
                    churn.add(CompletableFuture.runAsync(() -> churn(hub, worker), workers));
                }
                CompletableFuture<Void> all = CompletableFuture.allOf(churn.toArray(CompletableFuture[]::new));
                int audits = 0;
                while (!all.isDone()) {
                    AuditReport report = auditor.audit().get(60, TimeUnit.SECONDS);
                    assertThat(report.mismatches()).as("audit %s", audits).isEmpty();
                    audits++;
                }
                all.get(60, TimeUnit.SECONDS);
                assertThat(audits).as("audits during the churn").isGreaterThan(3);
            } finally {
                workers.shutdownNow();
            }
            hub.awaitEmpty();
            assertThat(auditor.audit().get(60, TimeUnit.SECONDS).mismatches()).isEmpty();
            assertThat(auditor.mismatches()).isZero();
        }
    }

    /** Comes with and without a word, subscribes to what others have and to what nobody has, leaves well or badly. */
    private static void churn(TestHub hub, int worker) {
        for (int i = 0; i < ROUNDS; i++) {
            try (Connection connection = Connection.open(hub.server().publicAddress())) {
                if (i % 3 == 0) {
                    connection.send("GET");
                } else {
                    WsClient client = WsClient.over(connection, "/ws");
                    client.send("{\"type\":\"subscribe\",\"topic\":\"shared\"}");
                    client.ask(
                            "2",
                            "{\"type\":\"subscribe\",\"id\":\"2\",\"topic\":\"own." + worker + '.' + i % 50 + "\"}");
                    client.send("{\"type\":\"publish\",\"topic\":\"shared\",\"data\":1}");
                }
                if (i % 4 == 0) {
                    connection.reset();
                }
            }
        }
    }
}
