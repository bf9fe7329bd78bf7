package io.broadcasthub.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.broadcasthub.bench.report.Figure;
import io.broadcasthub.bench.report.ReportFile;
import io.broadcasthub.bench.report.Row;
import io.broadcasthub.bench.server.ServerKind;
import io.broadcasthub.config.ConfigLoader;
import io.broadcasthub.config.Sources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Percentage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The load tool against real hubs: in processes of their own, and in this one. */
@Timeout(300)
class BenchIT {
    @TempDir
    Path dir;

    private final Cli cli = new Cli(Map.of());
    private @Nullable RunningHub hub;

    /** The hub of this process; without it the tool starts one. */
    private String url() throws IOException {
        if (hub == null) {
            hub = EmbeddedHub.start(ConfigLoader.load(
                            Sources.none().set("listen", "127.0.0.1:0").set("admin", "127.0.0.1:0"))
                    .config());
        }
        return "--url=ws://127.0.0.1:" + hub.publicAddress().getPort() + "/ws";
    }

    @AfterEach
    void stop() throws Exception {
        if (hub != null) {
            hub.stop().toCompletableFuture().get();
        }
    }

    @Test
    void everyMessageOfAFanoutArrivesOnce() throws Exception {
        Row row = bench("fanout", "--subscribers=20", "--rate=50", "--duration=2s", "--warmup=0s", "--processes=2")
                .get(0);

        assertComplete(row);
        assertThat(row.get(Figure.THREADS).orElseThrow())
                .as("of the process started")
                .isPositive();
        assertCollectorIsTold(row);
    }

    @ParameterizedTest
    @ValueSource(strings = {"idle", "churn", "resume"})
    void theCollectorOfAServerThatIsStartedIsTold(String scenario) throws Exception {
        List<Row> rows = bench(
                scenario,
                "--server-java=-Xmn1m", // so that there is something to tell
                "--subscribers=100",
                "--rate=100",
                "--missed=10",
                "--duration=1s",
                "--warmup=0s");

        assertThat(rows)
                .filteredOn(row -> !row.label().startsWith("others"))
                .isNotEmpty()
                .allSatisfy(BenchIT::assertCollectorIsTold);
        assertThat(cli.out()).contains("garbage collections", "time in them", "longest pause for them");
        if (scenario.equals("churn")) {
            assertThat(rows.get(0).get(Figure.COLLECTIONS).orElseThrow()).isPositive();
        }
    }

    private static void assertCollectorIsTold(Row row) {
        double longest = row.get(Figure.LONGEST_PAUSE).orElseThrow();
        assertThat(row.get(Figure.COLLECTING).orElseThrow()).isGreaterThanOrEqualTo(longest);
        assertThat(row.get(Figure.COLLECTIONS).orElseThrow() > 0).isEqualTo(longest > 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--transport=ws", "--deflate", "--transport=sse", "--transport=ndjson"})
    void overEachTransport(String variant) throws Exception {
        String url = url() + "?from=bench"; // the topic is added to it
        assertComplete(bench("fanout", url, "--subscribers=20", "--rate=50", "--duration=1s", "--warmup=0s", variant)
                .get(0));
    }

    private static void assertComplete(Row row) {
        assertThat(row.get(Figure.OFFERED)).hasValue(1_000);
        assertThat(row.get(Figure.DELIVERED).orElseThrow()).isPositive();
        assertThat(row.get(Figure.P50).orElseThrow()).isPositive();
        assertThat(row.get(Figure.OUTSTANDING)).hasValue(0);
        assertThat(row.isBroken()).isFalse();
    }

    @Test
    void everybodyWhoComesBackIsServed() throws Exception {
        List<Row> rows = bench(
                "resume",
                url(),
                "--subscribers=20",
                "--rate=100",
                "--missed=20",
                "--duration=1s",
                "--warmup=0s",
                "--processes=2");

        Row returning = rows.get(2);
        assertThat(returning.label()).isEqualTo("returning");
        assertThat(returning.get(Figure.SERVED)).hasValue(20);
        assertThat(returning.get(Figure.REPLAYED).orElseThrow()).isGreaterThanOrEqualTo(20 * 20);
        assertThat(rows).noneMatch(Row::isBroken);
        assertThat(cli.out()).contains("meanwhile : before");
    }

    @Test
    void topicsConnectionsAndCyclesAreCounted() throws Exception {
        assertThat(bench(
                                "many-topics",
                                url(),
                                "--subscribers=20",
                                "--topics=5",
                                "--rate=50",
                                "--duration=1s",
                                "--warmup=0s")
                        .get(0)
                        .get(Figure.OFFERED))
                .hasValue(200);
        assertThat(bench("churn", url(), "--subscribers=5", "--duration=1s", "--warmup=0s")
                        .get(0)
                        .get(Figure.CYCLES)
                        .orElseThrow())
                .isPositive();
    }

    @Test
    void connectionsAreMadeWhenTheyAreDue() throws Exception {
        List<Row> rows =
                bench("churn", url(), "--subscribers=50", "--rate=20", "--duration=2s", "--warmup=0s", "--processes=2");

        assertThat(rows).extracting(Row::label).containsExactly("20/s");
        Row row = rows.get(0);
        assertThat(row.get(Figure.CYCLES).orElseThrow()).isPositive();
        assertThat(row.get(Figure.HELD)).isPresent();
        assertThat(row.get(Figure.CONNECT_P99).orElseThrow()).isPositive();
        assertThat(row.get(Figure.FAILED)).hasValue(0);
        assertThat(cli.out()).contains("connects: due at 20/s");
    }

    @Test
    void aCompressedBroadcastIsHeldAgainstAsManyBytesThatAreNot() throws Exception {
        List<Row> rows = bench(
                "deflate",
                "--server-arg=--set=net.event-loops=1", // each loop compresses for its own
                "--subscribers=10",
                "--rate=50",
                "--size=1024",
                "--duration=1s",
                "--warmup=0s");

        assertThat(rows)
                .extracting(Row::label)
                .containsExactly("compressed", "plain, same payload", "plain, same wire bytes");
        assertThat(rows).noneMatch(Row::isBroken).allSatisfy(row -> {
            assertThat(row.get(Figure.OFFERED)).hasValue(500);
            assertThat(row.get(Figure.DELIVERED).orElseThrow()).isPositive();
        });
        assertThat(rows.get(0).get(Figure.COMPRESSED_PER_MESSAGE).orElseThrow())
                .as("once for all ten")
                .isPositive()
                .isLessThan(2);
        assertThat(rows.get(1).get(Figure.COMPRESSED_PER_MESSAGE)).isEmpty();
        double compressed = rows.get(0).get(Figure.WIRE_BYTES).orElseThrow();
        assertThat(rows.get(1).get(Figure.WIRE_BYTES).orElseThrow())
                .isGreaterThan(1_024)
                .isGreaterThan(compressed);
        assertThat(rows.get(2).get(Figure.WIRE_BYTES).orElseThrow())
                .isCloseTo(compressed, Percentage.withPercentage(5));
        assertThat(cli.out()).contains("compressed : plain, same wire bytes");
    }

    @Test
    void whoStallsGetsTheRestLaterOrIsTold() throws Exception {
        List<Row> rows = bench(
                "stalled", url(), "--subscribers=10", "--rate=100", "--duration=1s", "--warmup=0s", "--processes=2");

        assertThat(rows).extracting(Row::label).containsExactly("all read", "1 stalled", "they read on");
        assertThat(rows.get(1).get(Figure.OFFERED)).hasValue(900);
        assertThat(cli.out()).contains("with : without");
        assertThat(rows).noneMatch(Row::isBroken);
    }

    @Test
    void theHubIsHeldAgainstTheNaiveBroadcasterAndTheFloor() throws Exception {
        List<Row> rows = bench("versus", "--subscribers=10", "--rate=50", "--duration=1s", "--warmup=0s", "--idle=20");

        assertThat(rows).as("without the ratios").extracting(Row::label).startsWith("hub", "naive");
        assertThat(rows.size()).isEqualTo(ServerKind.FLOOR.isPossible() ? 3 : 2);
        assertThat(rows).noneMatch(Row::isBroken).allSatisfy(BenchIT::assertCollectorIsTold);
        assertThat(cli.out()).contains("hub : naive", "memory per connection");
    }

    @Test
    void loopsAreComparedWhereThereAreProcessorsForThem() throws Exception {
        assumeTrue(Runtime.getRuntime().availableProcessors() >= 2, "a processor for each loop");
        assumeTrue(Files.isDirectory(Path.of("/proc/self/task")), "Linux");

        List<Row> rows = bench("loops", "--subscribers=10", "--rate=50", "--duration=2s", "--warmup=1s");

        assertThat(rows).extracting(Row::label).containsExactly("1 loop", "2 loops");
        assertThat(rows).noneMatch(Row::isBroken).allSatisfy(row -> {
            assertThat(row.get(Figure.ROUNDS)).hasValue(2);
            assertThat(row.get(Figure.LOOP_MESSAGES).orElseThrow()).isPositive();
            assertThat(row.get(Figure.LOOPS_CPU).orElseThrow()).isPositive();
            assertThat(row.get(Figure.FAN_OUT).orElseThrow()).isPositive();
            assertThat(row.get(Figure.SKIPPED)).hasValue(0);
            assertThat(row.get(Figure.CLOSED)).hasValue(0);
            assertCollectorIsTold(row);
        });
        assertThat(rows.get(0).get(Figure.LOOP_CPU_LEAST))
                .as("it is the only one")
                .isEqualTo(rows.get(0).get(Figure.LOOP_CPU));
        assertThat(rows.get(1).get(Figure.LOOP_CPU_LEAST).orElseThrow())
                .as("the second has its share")
                .isPositive();
        assertThat(cli.out()).contains("2 loops : 1 loop");
    }

    @Test
    void whoIsThereLosesNothingWhileTheHubRefuses() throws Exception {
        List<Row> rows =
                bench("overload", "--subscribers=20", "--returning=50", "--missed=5", "--duration=1s", "--warmup=0s");

        Row broadcast = rows.get(1);
        assertThat(broadcast.label()).isEqualTo("broadcast");
        assertThat(broadcast.get(Figure.LEVEL)).as("refuse").hasValue(2);
        assertThat(broadcast.get(Figure.REFUSED).orElseThrow()).isPositive();
        assertThat(broadcast.get(Figure.RECEIVED).orElseThrow()).isPositive();
        assertThat(broadcast.get(Figure.BACK_TO_NORMAL)).isPresent();
        assertCollectorIsTold(broadcast);
        assertThat(rows)
                .filteredOn(row -> row.label().equals("returning"))
                .singleElement()
                .satisfies(row -> assertThat(row.get(Figure.SERVED)).hasValue(50));
        assertThat(rows)
                .filteredOn(row -> row.label().equals("few descriptors"))
                .singleElement()
                .satisfies(row ->
                        assertThat(row.get(Figure.DELIVERED).orElseThrow()).isPositive());
        assertThat(rows).noneMatch(Row::isBroken);
        assertThat(rows).extracting(Row::label).anyMatch(label -> label.startsWith("refused: publish"));
        assertThat(cli.out()).contains("because", "queued_bytes");
    }

    @Test
    void startsAreTimed() throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String classpath = System.getProperty("java.class.path");
        List<Row> own = bench("start", "--runs=2");
        assertStarted(own);
        assertCollectorIsTold(own.get(0));
        assertStarted(bench(
                "start",
                "--runs=2",
                "--",
                java,
                "-cp",
                classpath,
                Main.class.getName(),
                "serve",
                "--listen=127.0.0.1:0",
                "--admin=127.0.0.1:0"));
        assertThat(cli.out()).contains("start on " + java);
    }

    private static void assertStarted(List<Row> rows) {
        Row row = rows.get(0);
        assertThat(row.get(Figure.RUNS)).hasValue(2);
        assertThat(row.get(Figure.FIRST_MIN).orElseThrow())
                .isGreaterThan(0)
                .isLessThanOrEqualTo(row.get(Figure.FIRST_MAX).orElseThrow());
        assertThat(row.get(Figure.LISTENING_P50).orElseThrow())
                .as("it listens before a message is delivered")
                .isLessThanOrEqualTo(row.get(Figure.FIRST_P50).orElseThrow());
        assertThat(row.get(Figure.RSS).orElseThrow()).isPositive();
    }

    private List<Row> bench(String scenario, String... args) throws Exception {
        Path json = dir.resolve("report.json");
        String[] all = new String[args.length + 3];
        all[0] = "bench";
        all[1] = scenario;
        all[2] = "--json=" + json;
        System.arraycopy(args, 0, all, 3, args.length);

        assertThat(cli.run(all)).as(cli.err() + cli.out()).isZero();
        return ReportFile.rows(json);
    }
}
