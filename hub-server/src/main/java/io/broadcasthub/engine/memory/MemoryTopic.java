package io.broadcasthub.engine.memory;

import io.broadcasthub.engine.EngineListener;
import io.broadcasthub.engine.Publication;
import io.broadcasthub.engine.Published;
import io.broadcasthub.log.Message;
import io.broadcasthub.log.MessageLog;
import io.broadcasthub.protocol.Position;
import io.broadcasthub.protocol.TopicName;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A topic: puts its messages in order. Its monitor covers the dedupe decision and the append to its own and to every
 * matching pattern's log, so that all of them have the same order. Locks are taken in the order topic, then log.
 */
final class MemoryTopic extends Feed {
    private static final PatternFeed[] NO_PATTERNS = {};

    private final TopicName name;
    private volatile PatternFeed[] patterns = NO_PATTERNS;
    private long patternsVersion = -1;
    private long newestMillis = Long.MIN_VALUE;
    private @Nullable DedupeNames dedupe;
    private volatile boolean retired;

    MemoryTopic(TopicName name, MessageLog log) {
        super(log);
        this.name = name;
    }

    TopicName name() {
        return name;
    }

    /** Retired topics take nothing any more; look for the topic's next incarnation. */
    boolean isRetired() {
        return retired;
    }

    /** The patterns that the latest publish went to. */
    PatternFeed[] patterns() {
        return patterns;
    }

    /** @return null if retired */
    synchronized @Nullable Published publish(
            Publication publication,
            InstantSource clock,
            LongSupplier nanoTicker,
            PatternIndex index,
            Supplier<DedupeNames> newDedupe) {
        if (retired) {
            return null;
        }
        long now = nanoTicker.getAsLong();
        String once = publication.dedupe();
        DedupeNames names = dedupe;
        if (once != null) {
            if (names == null) {
                names = dedupe = newDedupe.get();
            }
            Long earlier = names.find(once, now);
            if (earlier != null) {
                return new Published(new Position(log().epoch(), earlier), true);
            }
        }
        newestMillis = Math.max(newestMillis, clock.millis());
        long offset = append(publication, index);
        if (once != null && names != null) {
            names.put(once, offset, now);
        }
        return new Published(new Position(log().epoch(), offset), false);
    }

    private long append(Publication p, PatternIndex index) {
        Message message = new Message(name, p.data(), newestMillis, p.key(), p.trace());
        long version = index.version();
        if (version != patternsVersion) {
            patterns = index.match(name);
            patternsVersion = version;
        }
        long offset = log().append(message);
        for (PatternFeed pattern : patterns) {
            pattern.log().append(message);
        }
        return offset;
    }

    /** @return null if retired */
    synchronized @Nullable MemoryInterest subscribe(EngineListener listener, AtomicInteger open) {
        if (retired) {
            return null;
        }
        MemoryInterest interest = new MemoryInterest(this, listener, open);
        add(interest);
        return interest;
    }

    @Override
    synchronized void release(MemoryInterest interest) {
        remove(interest);
    }

    /**
     * Drops what expired and, when nothing and nobody is left, retires the topic.
     *
     * @return whether the topic is retired
     */
    boolean sweep(long now) {
        boolean over = log().trim();
        synchronized (this) {
            if (dedupe != null && dedupe.forgetExpired(now)) {
                dedupe = null;
            }
            if (over && dedupe == null && !hasInterest() && log().trim()) {
                retire();
            }
            return retired;
        }
    }

    synchronized void retire() {
        retired = true;
        dedupe = null;
        log().close();
    }
}
