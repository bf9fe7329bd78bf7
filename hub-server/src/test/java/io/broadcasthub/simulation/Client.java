package io.broadcasthub.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who uses the hub: connects, reads, does this and that, misbehaves, is cut off, comes back and resumes.
 * What it is subscribed to and has seen outlives its connections.
 */
abstract class Client {
    private static final Duration RETRY = Duration.ofSeconds(2);

    final World world;
    final Random random;
    final String name;
    final Map<String, Tracker> trackers = new LinkedHashMap<>();

    private @Nullable Link link;
    private long retryAt;
    private boolean stalled;
    private boolean established;

    Client(World world, String name) {
        this.world = world;
        this.random = world.random;
        this.name = name;
    }

    /** The connection stands: say what comes first. */
    abstract void connected();

    /** Some bytes came. */
    abstract void received(byte[] bytes);

    /** Do one thing that clients do. */
    abstract void deed();

    /** The connection is over, for whatever reason. */
    abstract void lost();

    /** For how long the hub may take to notice that this client is gone. */
    abstract Duration vanishable();

    /** Whether everything it asked has been answered. */
    abstract void checkAnswered();

    final void act() {
        Link now = link;
        if (now == null) {
            if (world.time.now() - retryAt >= 0 && !(world.isCalm() && trackers.isEmpty())) {
                connect();
            }
            return;
        }
        if (!stalled) {
            byte[] bytes = now.receive();
            if (bytes.length > 0) {
                received(bytes);
                if (link != now) {
                    return;
                }
            }
            if (now.isOverForClient()) {
                over(RETRY);
                return;
            }
        }
        if (random.nextInt(4) == 0 && !world.isCalm()) {
            deed();
        }
    }

    private void connect() {
        Link made = world.network.connect(world.publicAddress());
        if (made == null) {
            retryAfter(RETRY);
            return;
        }
        link = made;
        stalled = false;
        established = false;
        world.tally.connection();
        world.happened(name, "connects");
        connected();
    }

    final void send(byte[] bytes) {
        if (link != null) {
            link.send(bytes);
        }
    }

    /** It is what it wanted to be. */
    final void established() {
        established = true;
    }

    final boolean isEstablished() {
        return established;
    }

    final boolean isConnected() {
        return link != null;
    }

    final @Nullable Link link() {
        return link;
    }

    /** From now on it does not read, or reads again. */
    final void stall(boolean now) {
        stalled = now;
    }

    final boolean isStalled() {
        return stalled;
    }

    /** It is gone without a word; the hub must notice by itself. */
    final void vanish() {
        if (link != null) {
            link.vanish(this instanceof StreamClient);
            link.mustEndIn(vanishable(), name + ", which vanished");
            over(RETRY);
        }
    }

    final void reset() {
        if (link != null) {
            link.reset();
            over(RETRY);
        }
    }

    final void hangUp() {
        if (link != null) {
            link.close();
            over(RETRY);
        }
    }

    /** The connection ended; come back after a while. */
    final void over(Duration delay) {
        if (link != null && link.isOpenAtServer()) {
            link.mustEndIn(vanishable(), name + ", which left");
            link.close();
        }
        link = null;
        stalled = false;
        world.happened(name, "is off");
        trackers.values().forEach(Tracker::over);
        lost();
        retryAfter(delay);
    }

    private void retryAfter(Duration delay) {
        retryAt = world.time.now() + delay.toNanos() + random.nextInt(1_000_000_000);
    }

    final void delivered(Tracker tracker, JsonNode message) {
        world.tally.delivery();
        world.happened(name, message.path("id").asText());
        tracker.message(message);
    }

    final void gap(Tracker tracker, JsonNode gap) {
        world.happened(name, gap.toString());
        world.tally.gap(gap.path("reason").asText());
        tracker.gap(gap, world.topics.mayBeMissing(tracker.filter));
    }

    final Tracker tracker(String filter) {
        return trackers.computeIfAbsent(filter, f -> new Tracker(f, world.truth));
    }
}
