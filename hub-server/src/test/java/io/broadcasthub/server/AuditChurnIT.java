package io.broadcasthub.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.broadcasthub.diagnostics.AuditReport;
import io.broadcasthub.protocol.TopicFilter;
import io.broadcasthub.session.Admission;
import io.broadcasthub.session.Session;
import io.broadcasthub.testkit.Connection;
import io.broadcasthub.testkit.TestHub;
import io.broadcasthub.testkit.WsClient;
import io.broadcasthub.topic.Cursor;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;

/** An audit does not cry wolf, whoever comes and goes while it looks. */
class AuditChurnIT {
    private static final int WORKERS = 4;
    private static final int ROUNDS = 750;

    /** So few in one go that every walk of a loop is interrupted by those who come and go. */
    private static final int SLICE = 7;

    @Test
    void nothingIsFoundWhileThousandsComeAndGo() throws Exception {
        try (TestHub hub = TestHub.start("diagnostics.birth-stacks", "3")) {
            Auditor auditor = hub.server().wiring().auditor;
            Auditor sliced = sliced(hub);
            int audits = whileTheyComeAndGo(hub, 4, audit -> {
                AuditReport report = audit(audit % 2 == 0 ? auditor : sliced);
                assertThat(report.mismatches()).as("audit %s", audit).isEmpty();
                assertThat(report.cost().looks()).isPositive();
            });
            assertThat(audits).as("audits during the churn").isGreaterThan(3);
            hub.awaitEmpty();
            AuditReport last = audit(auditor);
            assertThat(last.mismatches()).isEmpty();
            assertThat(last.rows()).allSatisfy(row -> {
                assertThat(row.checks()).isPositive();
                assertThat(row.worst()).isZero();
            });
            assertThat(auditor.mismatches()).isZero();
        }
    }

    @Test
    void anOrphanIsFoundAmongThem() throws Exception {
        try (TestHub hub = TestHub.start("diagnostics.birth-stacks", "1", "net.event-loops", "1")) {
            Auditor sliced = sliced(hub);
            Wiring wiring = hub.server().wiring();
            List<Cursor> orphans = wiring.loops
                    .collect(loop -> {
                        Session stranger = new Session(loop, new EmbeddedChannel(), new Admission(1, 1));
                        return loop.topics().open(stranger, new TopicFilter("orphans"));
                    })
                    .join();
            whileTheyComeAndGo(
                    hub,
                    1,
                    audit -> assertThat(audit(sliced).mismatches())
                            .as("audit %s", audit)
                            .anySatisfy(m -> {
                                assertThat(m.equation()).isEqualTo("cursor owners");
                                assertThat(m.what()).contains("topic orphans");
                                assertThat(m.created()).contains("AuditChurnIT");
                            }));
            // The hub is to be empty when it ends.
            wiring.loops
                    .onEach(loop -> orphans.stream()
                            .filter(orphan -> ((Session) orphan.subscriber()).loop() == loop)
                            .forEach(Cursor::close))
                    .join();
        }
    }

    private static Auditor sliced(TestHub hub) {
        return AuditedHub.auditor(hub.server(), SLICE, System::nanoTime);
    }

    private static AuditReport audit(Auditor auditor) {
        return auditor.audit().orTimeout(60, TimeUnit.SECONDS).join();
    }

    /**
     * @param least how often the action is taken, even if they have to come and go for longer
     * @return how often it was taken
     */
    private static int whileTheyComeAndGo(TestHub hub, int least, IntConsumer action) throws Exception {
        AtomicInteger taken = new AtomicInteger();
        ExecutorService workers = Executors.newFixedThreadPool(WORKERS);
        try {
            List<CompletableFuture<Void>> churn = new ArrayList<>();
            for (int w = 0; w < WORKERS; w++) {
                int worker = w;
                churn.add(CompletableFuture.runAsync(() -> churn(hub, worker, () -> taken.get() < least), workers));
            }
            CompletableFuture<Void> all = CompletableFuture.allOf(churn.toArray(CompletableFuture[]::new));
            while (!all.isDone()) {
                action.accept(taken.get());
                taken.incrementAndGet();
            }
            all.get(60, TimeUnit.SECONDS);
            return taken.get();
        } finally {
            workers.shutdownNow();
        }
    }

    /** Comes with and without a word, subscribes to what others have and to what nobody has, leaves well or badly. */
    private static void churn(TestHub hub, int worker, BooleanSupplier goOn) {
        for (int i = 0;
                (i < ROUNDS || goOn.getAsBoolean()) && !Thread.currentThread().isInterrupted();
                i++) {
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
