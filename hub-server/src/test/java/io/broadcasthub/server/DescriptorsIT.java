package io.broadcasthub.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.broadcasthub.config.NetConfig.TransportKind;
import io.broadcasthub.testkit.Connection;
import io.broadcasthub.testkit.HttpAnswer;
import io.broadcasthub.testkit.Json;
import io.broadcasthub.testkit.TestHub;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A hub that has run out of descriptors neither dies nor spins, says so, and goes on when there are some again. */
@EnabledOnOs(OS.LINUX)
class DescriptorsIT {
    private static final int FILES = 256;
    private static final int WAITING = 100;
    private static final int MANY = 500;
    private static final int SAMPLES = 10;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration POLL = Duration.ofMillis(50);

    @TempDir
    Path dir;

    private StarvedProcess start(String... settings) throws IOException {
        List<String> all = new ArrayList<>(List.of("load.loop-delay", "10m"));
        all.addAll(List.of(settings));
        return new StarvedProcess(FILES, new File(dir.toFile(), "log"), all.toArray(String[]::new));
    }

    private static double metric(Connection admin, String name) {
        return admin.request(TestHub.get("/metrics")).metric(name);
    }

    private static JsonNode json(Connection admin, String page) {
        HttpAnswer answer = admin.request(TestHub.get(page));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return Json.parse(answer.body());
    }

    private static double failures(Connection admin) {
        return metric(admin, "hub_accept_failures_total");
    }

    private static double samples(Connection admin) {
        return metric(admin, "hub_event_loop_delay_seconds_count");
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "AUTO")
    void whoWaitedIsAcceptedWhenThereAreDescriptorsAgain(TransportKind kind) throws IOException {
        Mechanisms.assume(kind);
        try (StarvedProcess hub = start("net.transport", Mechanisms.name(kind), "net.event-loops", "1")) {
            Connection admin = hub.connectAdmin();
            Connection before = hub.connect();
            for (String page : List.of("/metrics", "/debug/audit", "/debug/load", "/health/ready")) {
                assertThat(admin.request(TestHub.get(page)).status()).isEqualTo(200);
            }
            assertThat(before.request(TestHub.get("/topics/t/messages")).status())
                    .isEqualTo(200);
            hub.command("time");

            assertThat(Integer.parseInt(hub.command("eat"))).isPositive();
            List<Connection> waiting = new ArrayList<>();
            for (int i = 0; i < WAITING; i++) {
                Connection connection = hub.connect();
                connection.send(TestHub.get("/topics/t/messages"));
                waiting.add(connection);
            }
            await("it cannot accept").atMost(PATIENCE).pollInterval(POLL).until(() -> failures(admin) > 0);
            await("it says so")
                    .atMost(PATIENCE)
                    .pollInterval(POLL)
                    .until(() -> json(admin, "/debug/load").path("because").asText(), "descriptors"::equals);
            assertThat(json(admin, "/debug/load").path("accepting").asBoolean()).isFalse();
            assertThat(admin.request(TestHub.get("/health/ready")).status()).isEqualTo(503);
            assertThat(json(admin, "/debug/audit").path("ok").asBoolean()).isTrue();
            assertThat(before.request(TestHub.get("/topics/t/messages")).status())
                    .as("who is in stays in")
                    .isEqualTo(200);

            doesNotSpin(hub, admin);

            hub.command("free");
            for (Connection connection : waiting) {
                assertThat(connection.answer().status()).isEqualTo(200);
            }
            await("all is well again")
                    .atMost(PATIENCE)
                    .pollInterval(POLL)
                    .until(() -> admin.request(TestHub.get("/health/ready")).status() == 200);
        }
    }

    /** Over some samples of the governor: accepting is tried less often than once in each, and the loops are mostly idle. */
    private static void doesNotSpin(StarvedProcess hub, Connection admin) {
        double sampled = samples(admin);
        double failed = failures(admin);
        String[] begin = hub.command("time").split(" ");
        await("samples").atMost(PATIENCE).pollInterval(POLL).until(() -> samples(admin) >= sampled + SAMPLES);
        double tried = failures(admin) - failed;
        String[] end = hub.command("time").split(" ");
        assertThat(tried).isLessThanOrEqualTo(samples(admin) - sampled);
        long busy = Long.parseLong(end[0]) - Long.parseLong(begin[0]);
        long passed = Long.parseLong(end[1]) - Long.parseLong(begin[1]);
        assertThat(busy).as("of %s ns", passed).isLessThan(passed / 2);
    }

    @Test
    void turnsAwayWhoItHasNoDescriptorsFor() throws IOException {
        try (StarvedProcess hub = start("limits.max-connections", "10000")) {
            Connection admin = hub.connectAdmin();
            List<Connection> served = new ArrayList<>();
            for (int i = 0; i < MANY; i++) {
                Connection connection = hub.connect();
                if (isServed(connection)) {
                    served.add(connection);
                }
            }
            assertThat(served).hasSizeBetween(FILES / 4, FILES);
            assertThat(metric(admin, "hub_resource_limit{resource=\"connections\"}"))
                    .isEqualTo(served.size());
            assertThat(failures(admin)).isZero();
            assertThat(json(admin, "/debug/audit").path("ok").asBoolean()).isTrue();
            for (Connection connection : served) {
                assertThat(connection.request(TestHub.get("/topics/t/messages")).status())
                        .isEqualTo(200);
            }
            served.forEach(Connection::close);
            for (int i = 0; i < WAITING; i++) {
                await("there is room again").atMost(PATIENCE).pollInterval(POLL).until(() -> isServed(hub.connect()));
            }
        }
        assertThat(Files.readString(dir.resolve("log"))).contains("raise its limit (ulimit -n)");
    }

    /** Who is turned away may not get to read the answer: the hub does not wait for the request. */
    private static boolean isServed(Connection connection) {
        try {
            return connection.request(TestHub.get("/topics/t/messages")).status() == 200;
        } catch (UncheckedIOException e) {
            return false;
        }
    }
}
