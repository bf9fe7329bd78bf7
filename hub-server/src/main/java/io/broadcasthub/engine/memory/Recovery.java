package io.broadcasthub.engine.memory;

import io.broadcasthub.engine.memory.journal.Entry;
import io.broadcasthub.log.Message;
import io.broadcasthub.protocol.Position;
import io.broadcasthub.protocol.TopicFilter;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes topics and patterns from the journal's entries, before the engine takes any work. Entries of logs that are not
 * known are of logs that ended, or that come again later: they are left out.
 */
final class Recovery implements Consumer<Entry> {
    private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);

    /** Feeds that have ended and are still known, beyond as many as there are. */
    private static final int SPARE = 1_000;

    private final Topics topics;
    private final Patterns patterns;
    private final LogFactory logs;
    private final Budget budget;
    private final Supplier<DedupeNames> newDedupe;
    private final Times times;
    private final boolean newEpochs;
    /** By the epoch in the journal. */
    private final Map<String, Feed> feeds = new HashMap<>();

    private long messages;

    /** @param newEpochs whether logs get new ones, since messages may be missing at their ends */
    Recovery(
            Topics topics,
            Patterns patterns,
            LogFactory logs,
            Budget budget,
            Supplier<DedupeNames> newDedupe,
            Times times,
            boolean newEpochs) {
        this.topics = topics;
        this.patterns = patterns;
        this.logs = logs;
        this.budget = budget;
        this.newDedupe = newDedupe;
        this.times = times;
        this.newEpochs = newEpochs;
    }

    @Override
    public void accept(Entry entry) {
        if (entry instanceof Entry.Appended e) {
            appended(e);
        } else if (entry instanceof Entry.Kept e) {
            restore(e.place(), sharingName(e.message()));
        } else if (entry instanceof Entry.LogBegins e) {
            begin(e);
        } else if (entry instanceof Entry.NameKept e) {
            name(e.name(), e.place(), times.tick(e.takenMillis()));
        }
    }

    private void begin(Entry.LogBegins e) {
        if (feeds.containsKey(e.epoch())) {
            return;
        }
        TopicFilter source = TopicFilter.of(e.source());
        String epoch = newEpochs ? logs.nextEpoch() : e.epoch();
        Feed feed = source.isPattern() ? patterns.restore(source, epoch) : topics.restore(source.topic(), epoch);
        feed.journaled = true;
        feed.log().restoreHead(e.base(), times.tick(e.newestMillis()));
        feeds.put(e.epoch(), feed);
        fit(feed);
    }

    private void appended(Entry.Appended e) {
        Set<Feed> fed = new HashSet<>();
        Message message = sharingName(e.message());
        for (Position place : e.places()) {
            restore(place, message);
            fed.add(feeds.get(place.epoch()));
        }
        // A pattern that it did not go to was over by then, or would claim now to have missed nothing.
        for (PatternFeed pattern : patterns.index().match(e.message().topic())) {
            if (!fed.contains(pattern)) {
                patterns.forget(pattern);
            }
        }
        if (e.dedupe() != null) {
            name(e.dedupe(), e.places().get(0), times.tick(e.message().timeMillis()));
        }
    }

    private void restore(Position place, Message message) {
        Feed feed = feeds.get(place.epoch());
        if (feed == null) {
            return;
        }
        messages++;
        long tick = times.tick(message.timeMillis());
        if (feed instanceof MemoryTopic topic) {
            topic.restore(place.offset(), message, tick);
        } else {
            feed.log().restore(place.offset(), message, tick);
        }
        fit(feed);
    }

    /** What is read may be more than there is room for; what has ended by then is not kept here either. */
    private void fit(Feed feed) {
        budget.touch(feed, times.now());
        budget.enforce(feed, topics);
        if (feeds.size() > 2 * (topics.size() + patterns.size()) + SPARE) {
            feeds.values().removeIf(known -> known.log().isClosed());
        }
    }

    /** Its topic's name is in memory once, not once for each message. */
    private Message sharingName(Message read) {
        MemoryTopic topic = topics.find(read.topic());
        return topic == null
                ? read
                : new Message(topic.name(), read.data(), read.timeMillis(), read.key(), read.trace());
    }

    private void name(String name, Position place, long tick) {
        if (feeds.get(place.epoch()) instanceof MemoryTopic topic) {
            topic.restoreName(name, place.offset(), tick, times.now(), newDedupe);
        }
    }

    /** After the last entry. */
    void end() {
        topics.allRestored(times.now());
        if (topics.isOverfull()) {
            LOG.atWarn()
                    .addKeyValue("topics", topics.size())
                    .log(
                            "the data directory has more topics than history.max-topics; new ones are refused until some end");
        }
        LOG.atInfo()
                .addKeyValue("topics", topics.size())
                .addKeyValue("patterns", patterns.size())
                .addKeyValue("entries", messages)
                .log("read the data directory");
    }
}
