package io.broadcasthub.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.broadcasthub.testkit.Connection;
import io.broadcasthub.testkit.HttpAnswer;
import io.broadcasthub.testkit.Json;
import io.broadcasthub.testkit.TestHub;
import io.broadcasthub.testkit.WsClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The pages of {@code docs/diagnostics.md}, as a person and as a program see them. */
class DebugPagesIT {
    private TestHub hub;
    private Connection admin;

    @BeforeEach
    void start() {
        hub = TestHub.start();
        admin = hub.connectAdmin();
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    private HttpAnswer get(String target, String accept) {
        return admin.request("GET " + target + " HTTP/1.1\r\nHost: hub.test\r\n"
                + (accept.isEmpty() ? "" : "Accept: " + accept + "\r\n") + "\r\n");
    }

    private JsonNode json(String target) {
        HttpAnswer answer = get(target, "");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.header("content-type")).isEqualTo("application/json");
        return Json.parse(answer.body());
    }

    private WsClient subscriber(String... topics) {
        WsClient client = hub.welcomed("/ws");
        for (String topic : topics) {
            client.ask("1", "{\"type\":\"subscribe\",\"id\":\"1\",\"topic\":\"" + topic + "\"}");
        }
        return client;
    }

    @Test
    void whoIsLostIsToldWhereThePagesAre() {
        HttpAnswer answer = get("/", "");
        assertThat(answer.status()).isEqualTo(404);
        assertThat(Json.parse(answer.body()).path("detail").asText())
                .contains("/debug")
                .doesNotContain("protocol.md");
    }

    @Test
    void theAuditAnswersProgramsAndPeople() {
        subscriber("a");
        JsonNode audit = json("/debug/audit");
        assertThat(audit.path("ok").asBoolean()).isTrue();
        assertThat(audit.path("mismatches")).isEmpty();
        assertThat(audit.path("equations").findValuesAsText("equation"))
                .contains("sockets", "connections", "cursors", "topic directory", "engine interests", "sweeps");
        audit.path("equations")
                .forEach(e ->
                        assertThat(e.path("ok").asBoolean()).as(e.toString()).isTrue());

        HttpAnswer page = get("/debug/audit", "text/html,application/xhtml+xml,*/*;q=0.8");
        assertThat(page.header("content-type")).isEqualTo("text/html; charset=utf-8");
        assertThat(page.body()).startsWith("<!doctype html>").contains("<td>sockets</td>", "ok: <b>true</b>");
        assertThat(get("/metrics", "").body()).contains("hub_audit_mismatches 0.0");
    }

    /** What leaks, or does not end, is old. */
    @Test
    void ofManyConnectionsTheOldestAreShown() {
        for (int i = 0; i < 20; i++) {
            subscriber("t" + i);
        }
        JsonNode page = json("/debug/connections?limit=2");
        assertThat(page.path("total").asInt()).isEqualTo(21);
        assertThat(page.path("connections"))
                .as("this very one is the first or the last")
                .hasSize(2)
                .anySatisfy(row -> assertThat(row.path("topics").toString()).contains("\"t0\""));
    }

    @Test
    void fractionsStayFractions() {
        assertThat(json("/debug/growth").path("intervalSeconds").isDouble()).isTrue();
    }

    @Test
    void connectionsAreShownWhole() {
        subscriber("a", "b.*");
        JsonNode page = json("/debug/connections");
        assertThat(page.path("total").asInt()).isEqualTo(2);
        JsonNode ws = null;
        for (JsonNode connection : page.path("connections")) {
            ws = connection.path("transport").asText().equals("ws") ? connection : ws;
        }
        assertThat(ws).isNotNull();
        assertThat(ws.path("state").asText()).isEqualTo("LIVE");
        assertThat(ws.path("subscriptions").asInt()).isEqualTo(2);
        assertThat(ws.path("topics").asText()).isEqualTo("a, b.*");
        assertThat(ws.path("lag").asInt()).isZero();
        assertThat(ws.path("reading").asBoolean()).isTrue();
        assertThat(ws.path("loop").asText()).startsWith("hub-loop");
        assertThat(ws.path("remote").asText()).contains("127.0.0.1");
        assertThat(ws.has("ageSeconds")
                        && ws.has("pendingBytes")
                        && ws.has("heardSecondsAgo")
                        && ws.has("wroteSecondsAgo"))
                .isTrue();
        assertThat(json("/debug/connections?limit=1").path("connections")).hasSize(1);
    }

    @Test
    void connectionsAreCountedByGroup() {
        subscriber("a");
        subscriber("a");
        subscriber("b");
        JsonNode page = json("/debug/connections?group=topic,state,transport");
        assertThat(page.path("total").asInt()).isEqualTo(3);
        JsonNode first = page.path("groups").path(0);
        assertThat(first.path("topic").asText()).isEqualTo("a");
        assertThat(first.path("state").asText()).isEqualTo("LIVE");
        assertThat(first.path("transport").asText()).isEqualTo("ws");
        assertThat(first.path("count").asInt()).isEqualTo(2);
        assertThat(json("/debug/connections?group=age,loop&limit=1").path("groups"))
                .hasSize(1);
    }

    @Test
    void groupsThatAreNotThereAreRefused() {
        HttpAnswer refused = get("/debug/connections?group=colour", "");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body()).contains("state,topic,age,loop,transport");
        assertThat(get("/debug/connections?limit=0", "").status()).isEqualTo(400);
    }

    @Test
    void threadsAreGroupedByStack() {
        JsonNode page = json("/debug/threads");
        assertThat(page.path("threads").asInt()).isGreaterThan(3);
        assertThat(page.path("groups").findValuesAsText("threads"))
                .anySatisfy(names -> assertThat(names).contains("hub-loop"));
        assertThat(page.path("groups").path(0).path("count").asInt())
                .isGreaterThanOrEqualTo(
                        page.path("groups").path(1).path("count").asInt());
        HttpAnswer text = get("/debug/threads", "text/plain");
        assertThat(text.header("content-type")).isEqualTo("text/plain; charset=utf-8");
        assertThat(text.body()).contains("  state: RUNNABLE\n", "ThreadStacks.page");
    }

    @Test
    void threadsAreAFlameGraphToo() {
        HttpAnswer collapsed = get("/debug/threads?view=flame", "text/plain");
        assertThat(collapsed.body().lines())
                .anySatisfy(line -> assertThat(line).startsWith("hub-loop;java.lang.Thread.run;"));
        assertThat(get("/debug/threads?view=flame", "text/html").body()).contains("<canvas id=\"flame\">");
        assertThat(get("/debug/threads?view=fire", "").status()).isEqualTo(400);
    }

    @Test
    void thereIsAnIndexAndEveryAddressInItAnswers() {
        HttpAnswer index = get("/debug", "text/html");
        assertThat(index.body()).contains("<a href=\"/debug/connections?group=state,topic\">");
        for (JsonNode page : json("/debug").path("pages")) {
            String address = page.path("address").asText();
            if (!address.startsWith("/debug/profile")) {
                assertThat(get(address, "").status()).as(address).isEqualTo(200);
            }
        }
    }

    @Test
    void theFormCanBeAskedForByName() {
        assertThat(get("/debug?form=text", "text/html").header("content-type")).startsWith("text/plain");
        assertThat(get("/debug?form=html", "").header("content-security-policy"))
                .contains("script-src 'sha256-");
        assertThat(get("/debug?form=pdf", "").body()).contains("json, html or text");
    }

    @Test
    void nothingOfItIsPublic() {
        assertThat(hub.connect().request(TestHub.get("/debug/audit")).status()).isEqualTo(404);
    }
}
