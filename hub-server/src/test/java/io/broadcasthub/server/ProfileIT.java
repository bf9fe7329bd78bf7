package io.broadcasthub.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.broadcasthub.testkit.Connection;
import io.broadcasthub.testkit.HttpAnswer;
import io.broadcasthub.testkit.Json;
import io.broadcasthub.testkit.TestHub;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import jdk.jfr.FlightRecorder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Profiles of the process this test runs in, taken by the hub in it. */
class ProfileIT {
    private static final String NAME = "hub-profile";

    private final TestHub hub = TestHub.start();
    private volatile boolean over;
    private volatile Object sink = "";
    private Thread worker = new Thread(() -> {});

    @AfterEach
    void stop() throws InterruptedException {
        over = true;
        worker.join();
        hub.close();
        assertThat(recordings()).isEmpty();
        assertThat(files()).as("left in the temporary directory").isEmpty();
    }

    private static List<String> recordings() {
        return FlightRecorder.getFlightRecorder().getRecordings().stream()
                .map(r -> r.getName())
                .filter(NAME::equals)
                .toList();
    }

    private static List<Path> files() {
        try (Stream<Path> all = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return all.filter(p -> p.getFileName().toString().startsWith(NAME)).toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** A thread that does the same until the test is over. */
    private void busy(String name, Runnable work) {
        worker = new Thread(
                () -> {
                    while (!over) {
                        work.run();
                    }
                },
                name);
        worker.start();
    }

    private static String request(String query, String accept) {
        return "GET /debug/profile?" + query + " HTTP/1.1\r\nHost: hub.test\r\nAccept: " + accept + "\r\n\r\n";
    }

    private HttpAnswer ask(String query, String accept) {
        return hub.connectAdmin().request(request(query, accept));
    }

    private static long sum(HttpAnswer collapsed, Predicate<String> wanted) {
        return collapsed
                .body()
                .lines()
                .filter(wanted)
                .mapToLong(line -> Long.parseLong(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    /** Loops that wait in the kernel use next to nothing, however often the recorder finds them there. */
    @Test
    void processorTimeIsWhereItIsSpent() {
        busy("burner", () -> sink = Math.sin(System.nanoTime()));
        await().untilAsserted(() -> {
            HttpAnswer answer = ask("event=cpu&seconds=2", "text/plain");
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            assertThat(answer.header("content-type")).isEqualTo("text/plain; charset=utf-8");
            long burnt = sum(answer, line -> line.startsWith("burner;") && line.contains("ProfileIT"));
            assertThat(burnt).isPositive().isGreaterThan(10 * sum(answer, line -> line.startsWith("hub-loop")));
        });
    }

    @Test
    void allocationsAreCountedInBytesByWhatAndWhere() {
        busy("waster", () -> sink = new long[4096]);
        await().untilAsserted(() -> {
            JsonNode page =
                    Json.parse(ask("event=alloc&seconds=1", "application/json").body());
            assertThat(page.path("unit").asText()).isEqualTo("bytes");
            assertThat(page.path("stacks").findValuesAsText("stack"))
                    .anySatisfy(stack -> assertThat(stack)
                            .startsWith("waster;")
                            .contains("ProfileIT")
                            .endsWith(";new long[]"));
        });
    }

    @Test
    void whoWaitsForALockIsShown() throws Exception {
        Object monitor = new Object();
        busy("contender", () -> {
            synchronized (monitor) {
                sink = "mine";
            }
        });
        Thread holder = new Thread(() -> {
            while (!over) {
                synchronized (monitor) {
                    for (int i = 0; i < 100_000 && !over; i++) {
                        Thread.onSpinWait();
                    }
                }
            }
        });
        holder.start();
        try {
            await().untilAsserted(() -> assertThat(
                            ask("event=lock&seconds=1", "text/plain").body())
                    .contains("contender;", ";waits for the monitor of java.lang.Object ")
                    .doesNotContain("ThreadPoolExecutor.getTask"));
        } finally {
            over = true;
            holder.join();
        }
    }

    @Test
    void aPersonGetsAFlameGraph() {
        HttpAnswer answer = ask("seconds=1", "text/html");
        assertThat(answer.header("content-type")).isEqualTo("text/html; charset=utf-8");
        assertThat(answer.header("content-security-policy")).contains("default-src 'none'", "script-src 'sha256-");
        assertThat(answer.body()).contains("<canvas id=\"flame\">", "event: <b>cpu</b>");
    }

    @Test
    void oneAtATime() {
        Connection first = hub.connectAdmin();
        first.send(request("seconds=60", "text/plain"));
        await().until(() -> !recordings().isEmpty());
        HttpAnswer second = ask("seconds=1", "text/plain");
        assertThat(second.status()).isEqualTo(503);
        assertThat(second.field("code")).isEqualTo("overloaded");
        assertThat(second.field("detail")).contains("another profile", "ask again in");
        assertThat(Integer.parseInt(second.header("retry-after"))).isBetween(1, 60);

        first.reset();
        await("who asked is gone, and so is the recording")
                .until(() -> recordings().isEmpty());
        assertThat(ask("seconds=1", "text/plain").status()).isEqualTo(200);
    }

    @Test
    void aHubThatStopsTakesItWithIt() {
        hub.connectAdmin().send(request("seconds=60", "text/plain"));
        await().until(() -> !recordings().isEmpty());
        hub.stop();
        assertThat(recordings()).isEmpty();
    }

    @Test
    void whatCannotBeAskedIsRefused() {
        assertThat(ask("event=luck", "*/*").body()).contains("cpu, alloc, lock");
        assertThat(ask("seconds=61", "*/*").body()).contains("at most 60 seconds");
        assertThat(ask("seconds=0", "*/*").status()).isEqualTo(400);
        Connection head = hub.connectAdmin();
        head.send("HEAD /debug/profile HTTP/1.1\r\nHost: hub.test\r\n\r\n");
        assertThat(head.head().status()).isEqualTo(405);
    }
}
