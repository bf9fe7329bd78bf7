package io.broadcasthub.engine.memory;

import io.broadcasthub.ledger.Birth;
import io.broadcasthub.log.MessageLog;
import io.broadcasthub.protocol.TopicFilter;
import org.jspecify.annotations.Nullable;

/** A pattern: one log, fed by every topic that matches. */
final class PatternFeed extends Feed {
    private final TopicFilter pattern;
    private final Patterns patterns;

    /** When it began, or its last interest closed; guarded by {@link Patterns}. */
    long since;

    /** If it is in the ledger's sample. Kept here, so that a feed that goes on after its end has it too. */
    @Nullable
    Birth birth;

    PatternFeed(TopicFilter pattern, MessageLog log, Patterns patterns) {
        super(log);
        this.pattern = pattern;
        this.patterns = patterns;
    }

    TopicFilter pattern() {
        return pattern;
    }

    @Override
    boolean release(MemoryInterest interest) {
        return patterns.release(this, interest);
    }
}
