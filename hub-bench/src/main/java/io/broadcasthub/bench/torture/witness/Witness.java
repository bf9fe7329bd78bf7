package io.broadcasthub.bench.torture.witness;

import io.broadcasthub.bench.load.Transport;
import io.broadcasthub.bench.progress.Notes;
import io.broadcasthub.bench.torture.check.Answers;
import io.broadcasthub.bench.torture.check.Outages;
import io.broadcasthub.bench.torture.check.Violations;
import io.broadcasthub.bench.torture.peer.HubStream;
import io.broadcasthub.bench.torture.peer.Refused;
import io.broadcasthub.bench.torture.peer.StreamEnded;
import io.broadcasthub.bench.torture.peer.Way;
import io.broadcasthub.bench.wire.ProtocolViolation;
import io.broadcasthub.protocol.CloseCode;
import io.broadcasthub.protocol.Position;
import io.broadcasthub.protocol.ServerFrame;
import io.broadcasthub.protocol.StartAt;
import io.broadcasthub.protocol.TopicFilter;
import io.broadcasthub.protocol.TopicName;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A subscriber that comes back whenever its connection ends, which it also sees to itself, and misses nothing. */
final class Witness implements Runnable {
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(50);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(3);
    private static final Duration SHORTEST_STAY = Duration.ofSeconds(1);
    private static final Duration LONGEST_STAY = Duration.ofSeconds(8);
    private static final int EVERYTHING = 1_000_000;
    /** An honest client may be closed with these; others say that the hub takes it for something else. */
    private static final Set<Integer> FAIR = Set.of(
            CloseCode.GOING_AWAY.code(),
            CloseCode.SERVICE_RESTART.code(),
            CloseCode.TRY_AGAIN_LATER.code(),
            CloseCode.HEARTBEAT_MISSED.code(),
            CloseCode.TOO_SLOW.code());

    private final String name;
    private final Way way;
    private final String filter;
    private final WitnessCheck check;
    private final Random random;
    private final Outages outages;
    private final Answers answers;
    private final Violations violations;
    private volatile boolean stopped;
    private final AtomicLong connections = new AtomicLong();
    private final AtomicLong messages = new AtomicLong();
    private volatile @Nullable HubStream current;
    private final Map<String, Long> reached = new ConcurrentHashMap<>();

    Witness(
            String name,
            Way way,
            String filter,
            WitnessCheck check,
            Random random,
            Outages outages,
            Answers answers,
            Violations violations) {
        this.name = name;
        this.way = way;
        this.filter = filter;
        this.check = check;
        this.random = random;
        this.outages = outages;
        this.answers = answers;
        this.violations = violations;
    }

    @Override
    public void run() {
        try {
            while (!stopped) {
                Notes.pause(connection());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** One connection; tells how long to be away. */
    private long connection() {
        long begun = System.nanoTime();
        try (HubStream stream = HubStream.subscribe(way, filter, start())) {
            check.resumed(check.last() == null ? null : stream.recovered());
            connections.incrementAndGet();
            current = stream;
            return listen(stream, begun);
        } catch (Refused e) {
            answers.saw(e.status(), e.body(), name);
            return retryOf(e);
        } catch (StreamEnded e) {
            boolean fair =
                    FAIR.contains(e.code()) || (way.transport() != Transport.WS && e.code() == StreamEnded.BROKEN);
            if (!fair && !isExcused(begun)) {
                violations.add("witness cut off", name + ": " + e.getMessage());
            }
        } catch (IOException e) {
            if (!isExcused(begun)) {
                violations.add("witness cut off", name + ": " + e);
            }
        } catch (ProtocolViolation e) {
            violations.add("broken protocol", name + ": " + e.getMessage());
        }
        return PAUSE;
    }

    private boolean isExcused(long begun) {
        return stopped || outages.since(begun);
    }

    private StartAt start() {
        Position last = check.last();
        return last == null ? new StartAt.Last(EVERYTHING) : new StartAt.After(last);
    }

    private long retryOf(Refused refused) {
        if (!Answers.code(refused.body()).equals("overloaded")) {
            violations.add("witness refused", name + ": " + refused.getMessage());
        }
        return PAUSE * 4;
    }

    private long listen(HubStream stream, long begun) throws IOException {
        long stay = random.nextLong(SHORTEST_STAY.toNanos(), LONGEST_STAY.toNanos());
        while (!stopped && System.nanoTime() - begun < stay) {
            ServerFrame frame = stream.next();
            if (frame instanceof ServerFrame.Message message) {
                check.message(message);
                String topic = message.topic().value();
                reached.put(topic, check.last(topic));
                messages.incrementAndGet();
            } else if (frame instanceof ServerFrame.Gap gap) {
                check.gap(gap, Instant.now());
            } else if (frame instanceof ServerFrame.Bye bye && FAIR.contains(bye.code())) {
                Duration wait = bye.retryAfter();
                return wait == null ? PAUSE : Math.min(wait.toNanos(), LONGEST_WAIT.toNanos());
            }
        }
        if (random.nextBoolean()) {
            stream.peer().reset();
        }
        return PAUSE;
    }

    /** Leaves, whatever it waits for. */
    void stop() throws IOException {
        stopped = true;
        HubStream open = current;
        if (open != null) {
            open.peer().reset();
        }
    }

    boolean isSubscribedTo(String topic) {
        return new TopicFilter(filter).matches(new TopicName(topic));
    }

    /** The highest number of a topic that came. */
    long reached(String topic) {
        return reached.getOrDefault(topic, 0L);
    }

    long connections() {
        return connections.get();
    }

    long messages() {
        return messages.get();
    }

    /** Only once its thread has ended. */
    WitnessCheck check() {
        return check;
    }
}
