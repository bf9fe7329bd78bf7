package io.broadcasthub.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * Publishes the numbers from 0 on, in order, each until the hub has answered it, and with a name by which the hub knows it
 * again: over WebSocket with several under way, or over HTTP.
 */
public final class StubbornPublisher implements Runnable {
    private static final int UNDER_WAY = 16;
    private static final Duration PAUSE = Duration.ofMillis(10);

    private final String topic;
    private final boolean http;
    private final Supplier<InetSocketAddress> hub;
    private final int messages;
    private volatile int answered;

    /** @param hub where it is at the moment */
    public StubbornPublisher(String topic, boolean http, Supplier<InetSocketAddress> hub, int messages) {
        this.topic = topic;
        this.http = http;
        this.hub = hub;
        this.messages = messages;
    }

    @Override
    public void run() {
        while (answered < messages) {
            try (Connection connection = Connection.open(hub.get())) {
                if (http) {
                    request(connection);
                } else {
                    converse(WsClient.over(connection, "/ws"));
                }
            } catch (UncheckedIOException | AssertionError e) {
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }

    private void request(Connection connection) {
        boolean open = true;
        while (answered < messages && open) {
            HttpAnswer answer = connection.request(TestHub.post(
                    "/topics/" + topic,
                    "application/json",
                    Integer.toString(answered),
                    "Idempotency-Key: " + name(answered) + "\r\n"));
            if (answer.status() != 200) {
                throw new AssertionError(answer.body());
            }
            answered++;
            open = !answer.header("connection").equals("close");
        }
    }

    private void converse(WsClient client) {
        client.next("welcome");
        int next = answered;
        while (answered < messages) {
            for (; next < messages && next - answered < UNDER_WAY; next++) {
                client.send("{'type':'publish','id':" + next + ",'topic':'" + topic + "','data':" + next + ",'dedupe':'"
                        + name(next) + "'}");
            }
            JsonNode frame = client.next();
            if (frame.path("type").asText().equals("ok")) {
                answered = frame.path("id").asInt() + 1;
            } else {
                // What is still unanswered is asked again on the next connection.
                throw new AssertionError(frame.toString());
            }
        }
    }

    private String name(int number) {
        return topic + '-' + number;
    }

    public int answered() {
        return answered;
    }
}
