package io.broadcasthub.bench.torture.witness;

import io.broadcasthub.bench.load.Transport;
import io.broadcasthub.bench.progress.Notes;
import io.broadcasthub.bench.torture.check.Answers;
import io.broadcasthub.bench.torture.check.Outages;
import io.broadcasthub.bench.torture.check.Violations;
import io.broadcasthub.bench.torture.peer.Frames;
import io.broadcasthub.bench.torture.peer.HubStream;
import io.broadcasthub.bench.torture.peer.Refused;
import io.broadcasthub.bench.torture.peer.StreamEnded;
import io.broadcasthub.bench.torture.peer.Way;
import io.broadcasthub.bench.wire.ProtocolViolation;
import io.broadcasthub.protocol.ClientFrame;
import io.broadcasthub.protocol.Payload;
import io.broadcasthub.protocol.Position;
import io.broadcasthub.protocol.RequestId;
import io.broadcasthub.protocol.ServerFrame;
import io.broadcasthub.protocol.TopicName;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Publishes numbers to one topic over WebSockets, each until the hub has acknowledged it, under a name that makes repeating
 * harmless. Being alone there, it knows the offset that each must get. On a thread of its own.
 */
final class SocketPublisher implements Runnable {
    private static final Set<String> TRY_LATER = Set.of("overloaded", "unavailable", "rate_limited");
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(50);

    private final Way way;
    private final TopicName topic;
    private final Payloads payloads;
    private final long interval;
    private final Outages outages;
    private final Violations violations;
    private volatile boolean stopped;
    private volatile long acknowledged;

    /** @param rate most messages a second */
    SocketPublisher(
            URI hub,
            Duration patience,
            String topic,
            Payloads payloads,
            double rate,
            Outages outages,
            Violations violations) {
        this.way = Way.of(hub, Transport.WS, patience);
        this.topic = new TopicName(topic);
        this.payloads = payloads;
        this.interval = (long) (TimeUnit.SECONDS.toNanos(1) / rate);
        this.outages = outages;
        this.violations = violations;
    }

    @Override
    public void run() {
        try {
            while (!stopped) {
                converse();
                Notes.pause(PAUSE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void converse() throws InterruptedException {
        long begun = System.nanoTime();
        try (HubStream stream = HubStream.webSocket(way)) {
            while (!stopped) {
                publish(stream, acknowledged + 1);
                Notes.pause(interval);
            }
        } catch (Refused e) {
            if (!TRY_LATER.contains(Answers.code(e.body()))) {
                violations.add("publisher refused", String.valueOf(e.getMessage()));
            }
        } catch (StreamEnded e) {
            if (e.code() == StreamEnded.BROKEN && !outages.since(begun)) {
                violations.add("publisher cut off", String.valueOf(e.getMessage()));
            }
        } catch (IOException e) {
            if (!outages.since(begun)) {
                violations.add("publisher cut off", e.toString());
            }
        } catch (ProtocolViolation e) {
            violations.add("broken protocol", String.valueOf(e.getMessage()));
        }
    }

    private void publish(HubStream stream, long number) throws IOException {
        Payload data = Payload.ofJson(payloads.of(number, System.nanoTime()));
        RequestId id = new RequestId.Numeric(number);
        stream.send(Frames.of(new ClientFrame.Publish(id, topic, data, null, Long.toString(number))));
        ServerFrame.Ok ok = stream.answer();
        Position at = ok.at();
        if (!ok.id().equals(id) || at == null || at.offset() != number) {
            violations.add("wrong acknowledgement", "publish " + number + " was answered " + ok.id() + " at " + at);
        }
        acknowledged = number;
    }

    /** What the hub has acknowledged, from 1 on. */
    long acknowledged() {
        return acknowledged;
    }

    /** After the publish that is under way. */
    void stop() {
        stopped = true;
    }
}
