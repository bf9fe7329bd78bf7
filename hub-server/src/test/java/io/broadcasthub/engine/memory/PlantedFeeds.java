package io.broadcasthub.engine.memory;

import io.broadcasthub.engine.Engine;
import io.broadcasthub.protocol.TopicFilter;

/** What would be left behind if the engine were wrong. */
public final class PlantedFeeds {
    private PlantedFeeds() {}

    /** A pattern that is fed for nobody, and will be for ever. */
    public static void stranded(Engine engine, TopicFilter pattern) {
        MemoryInterest interest = subscribe(engine, pattern);
        feed(engine, pattern).remove(interest);
    }

    /** A pattern that is over, and is fed all the same. */
    public static void undead(Engine engine, TopicFilter pattern) {
        subscribe(engine, pattern).close();
        PatternFeed feed = feed(engine, pattern);
        patterns(engine).forget(feed);
        patterns(engine).index().add(feed);
    }

    private static MemoryInterest subscribe(Engine engine, TopicFilter pattern) {
        return (MemoryInterest)
                engine.subscribe(pattern, () -> {}).toCompletableFuture().join();
    }

    private static PatternFeed feed(Engine engine, TopicFilter pattern) {
        return patterns(engine).all().stream()
                .filter(feed -> feed.pattern().equals(pattern))
                .findFirst()
                .orElseThrow();
    }

    private static Patterns patterns(Engine engine) {
        return ((MemoryEngine) engine).sequencer().patterns();
    }
}
