package io.broadcasthub.engine.memory;

import io.broadcasthub.engine.EngineListener;
import io.broadcasthub.engine.Publication;
import io.broadcasthub.engine.Published;
import io.broadcasthub.ledger.SharedLedger;
import io.broadcasthub.log.Message;
import io.broadcasthub.log.MessageLog;
import io.broadcasthub.protocol.Position;
import io.broadcasthub.protocol.TopicName;
import java.time.InstantSource;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A topic: puts its messages in order. Its monitor covers the dedupe decision and the append to its own and to every
 * matching pattern's log, so that all of them have the same order. Locks are taken in the order topic, then log.
 */
final class MemoryTopic extends Feed {
    /** Looked up anew when there are other patterns. */
    private volatile Matches matches = Matches.UNKNOWN;

    private long newestMillis = Long.MIN_VALUE;
    private @Nullable DedupeNames dedupe;
    private volatile boolean retired;

    MemoryTopic(MessageLog log) {
        super(log);
    }

    TopicName name() {
        return log().source().topic();
    }

    /** Retired topics take nothing any more; look for the topic's next incarnation. */
    boolean isRetired() {
        return retired;
    }

    /** The patterns that the latest publish went to. */
    PatternFeed[] patterns() {
        return matches.patterns();
    }

    /** @return null if retired */
    synchronized @Nullable Published publish(
            Publication publication,
            InstantSource clock,
            LongSupplier nanoTicker,
            PatternIndex index,
            Supplier<DedupeNames> newDedupe) {
        Placement placement = plan(publication, clock, nanoTicker, index, newDedupe);
        if (placement == null) {
            return null;
        }
        apply(placement);
        return placement.published();
    }

    /**
     * Finds the message's place. Until it is applied or cancelled nobody sees it, and the topic does not end. Plans are
     * applied in their order, or all of them are cancelled.
     *
     * @return null if retired
     */
    synchronized @Nullable Placement plan(
            Publication publication,
            InstantSource clock,
            LongSupplier nanoTicker,
            PatternIndex index,
            Supplier<DedupeNames> newDedupe) {
        if (retired) {
            return null;
        }
        String once = publication.dedupe();
        if (once != null) {
            DedupeNames names = names(newDedupe);
            Long earlier = names.find(once, nanoTicker.getAsLong());
            if (earlier != null) {
                return Placement.repeated(this, new Position(log().epoch(), earlier));
            }
        }
        newestMillis = Math.max(newestMillis, clock.millis());
        Matches known = matches;
        if (index.version() != known.version()) {
            known = index.matches(name());
            matches = known;
        }
        planned++;
        Position at = new Position(log().epoch(), log().head() + planned);
        if (once != null && dedupe != null) {
            dedupe.put(once, at.offset(), nanoTicker.getAsLong());
        }
        Message message = new Message(name(), publication.data(), newestMillis, publication.key(), publication.trace());
        return new Placement(this, message, known.patterns(), once, at);
    }

    synchronized void apply(Placement placement) {
        Message message = placement.message();
        if (message == null) {
            return;
        }
        planned--;
        log().append(message);
        for (PatternFeed pattern : placement.patterns()) {
            pattern.log().append(message);
        }
    }

    synchronized void cancel(Placement placement) {
        if (placement.message() != null) {
            planned--;
            if (placement.dedupe() != null && dedupe != null) {
                dedupe.cancel(placement.dedupe(), placement.at().offset());
            }
        }
    }

    /** Takes back what an earlier process had of this topic. */
    synchronized void restore(long offset, Message message, long tick) {
        log().restore(offset, message, tick);
        newestMillis = Math.max(newestMillis, message.timeMillis());
    }

    synchronized void restoreName(String once, long offset, long tick, long now, Supplier<DedupeNames> newDedupe) {
        if (retired) {
            return;
        }
        names(newDedupe).restore(once, offset, tick, now);
    }

    private DedupeNames names(Supplier<DedupeNames> newDedupe) {
        DedupeNames names = dedupe;
        if (names == null) {
            names = newDedupe.get();
            dedupe = names;
        }
        return names;
    }

    synchronized void forEachName(DedupeNames.Visitor visitor) {
        if (dedupe != null) {
            dedupe.forEach(visitor);
        }
    }

    /** @return null if retired */
    synchronized @Nullable MemoryInterest subscribe(EngineListener listener, SharedLedger interests) {
        if (retired) {
            return null;
        }
        return MemoryInterest.open(this, listener, interests);
    }

    @Override
    synchronized boolean release(MemoryInterest interest) {
        return remove(interest);
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
            if (over && dedupe == null && planned == 0 && !hasInterest() && log().trim()) {
                retire();
            }
            return retired;
        }
    }

    @Override
    synchronized long bytes() {
        return log().bytes() + (dedupe == null ? 0 : dedupe.bytes());
    }

    /** Messages first: a name forgotten early may let a message in twice. */
    @Override
    synchronized long giveUp(long wanted, int spare) {
        long freed = log().giveUp(wanted, spare);
        return dedupe == null ? freed : freed + dedupe.giveUp(wanted - freed, spare);
    }

    @Override
    synchronized boolean mayEnd() {
        return !retired && planned == 0 && !hasInterest();
    }

    /** @return whether it has ended now */
    synchronized boolean retireIfUnused() {
        boolean unused = mayEnd();
        if (unused) {
            retire();
        }
        return unused;
    }

    synchronized void retire() {
        retired = true;
        if (dedupe != null) {
            dedupe.giveUp(Long.MAX_VALUE, 0);
            dedupe = null;
        }
        log().close();
    }
}
