package io.broadcasthub.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.broadcasthub.bench.report.Figure;
import io.broadcasthub.bench.report.ReportFile;
import io.broadcasthub.bench.report.Row;
import io.broadcasthub.bench.server.ChildServer;
import io.broadcasthub.bench.server.RestartableHub;
import io.broadcasthub.bench.torture.check.Answers;
import io.broadcasthub.bench.torture.check.Outages;
import io.broadcasthub.bench.torture.check.Violations;
import io.broadcasthub.bench.torture.witness.WitnessPlan;
import io.broadcasthub.bench.torture.witness.Witnesses;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A hub keeps its promises under everything at once, and everything was indeed done to it. */
@Timeout(600)
class TortureIT {
    @TempDir
    Path dir;

    @Test
    void theHubPasses() throws Exception {
        Cli cli = new Cli(Map.of());
        Path json = dir.resolve("report.json");

        int code = cli.run("bench", "torture", "--duration=12s", "--seed=20", "--readers=20", "--json=" + json);

        assertThat(code).as(cli.err() + cli.out()).isZero();
        assertThat(cli.out().lines().toList()).last().isEqualTo("torture: PASSED  seed=20");
        List<Row> rows = ReportFile.rows(json);
        Row total = rows.get(0);
        assertThat(total.get(Figure.LOST)).hasValue(0);
        assertThat(total.get(Figure.RECEIVED).orElseThrow()).isPositive();
        assertThat(total.get(Figure.RESUMES).orElseThrow()).isPositive();
        assertThat(total.get(Figure.COLLECTIONS).orElseThrow())
                .as("each rest asks for one")
                .isPositive();
        assertThat(rows.subList(1, rows.size()))
                .hasSizeGreaterThan(100)
                .extracting(Row::label)
                .contains("restart by SIGTERM", "restart after kill -9");
        assertThat(rows.subList(1, rows.size()))
                .allSatisfy(row -> assertThat(row.get(Figure.FAULTS).orElseThrow()
                                + row.get(Figure.FAULTS_REFUSED).orElseThrow()
                                + row.get(Figure.FAULTS_CUT).orElseThrow())
                        .as(row.label())
                        .isPositive());
    }

    /** It retains five messages where it was told to retain a while: who comes back gets a gap that has no reason. */
    @Test
    void aHubThatForgetsFails() {
        Cli cli = new Cli(Map.of());

        int code = cli.run(
                "bench",
                "torture",
                "--duration=1s",
                "--seed=20",
                "--readers=1",
                "--server-arg=--set=topics=[{match: \"**\", history: {messages: 5, age: 1s}}]");

        assertThat(code).isEqualTo(1);
        assertThat(cli.out().lines().toList())
                .last()
                .asString()
                .startsWith("torture: FAILED (")
                .contains("gap without reason")
                .endsWith("seed=20");
    }

    /** The twentieth message becomes the nineteenth once more, on its way to them: one is lost, one comes twice. */
    @Test
    void aLostMessageIsSeen() throws Exception {
        Violations violations = new Violations(text -> {});
        Outages outages = new Outages();
        WitnessPlan plan = new WitnessPlan(1, 60, 128, Duration.ofMinutes(1), Duration.ofSeconds(20));
        RestartableHub.Starter starter = launch -> ChildServer.start(launch, "", List.of());
        try (RestartableHub hub = new RestartableHub(starter, List.of());
                TamperingProxy proxy = new TamperingProxy(hub.url(), "\"m\":\"00000014", "\"m\":\"00000013");
                Witnesses witnesses = new Witnesses(
                        proxy.url(),
                        hub.publishing(),
                        plan,
                        new Random(1),
                        outages,
                        new Answers(violations),
                        violations)) {
            await().until(() -> witnesses.acknowledged().values().stream().allMatch(count -> count > 30));
            witnesses.finish(Duration.ofSeconds(20));
        }

        assertThat(violations.summary()).contains("lost message", "repeated message");
    }
}
