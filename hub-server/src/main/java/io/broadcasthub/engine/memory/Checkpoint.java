package io.broadcasthub.engine.memory;

import io.broadcasthub.engine.memory.journal.Entry;
import io.broadcasthub.engine.memory.journal.Journal;
import io.broadcasthub.log.Message;
import io.broadcasthub.log.MessageBatch;
import io.broadcasthub.log.MessageLog;
import io.broadcasthub.protocol.Position;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Iterator;
import java.util.Queue;

/**
 * Writes what is retained once more, log after log between batches of publishes, and then deletes the segments before:
 * that bounds the disk. The journal's thread alone appends to logs, so each is written as it is at that point of the
 * journal; replay passes over what it already has.
 */
final class Checkpoint {
    private static final int CHUNK = 1 << 20;

    private final Journal journal;
    private final Topics topics;
    private final Patterns patterns;
    private final Times times;
    private final MessageBatch batch = new MessageBatch(256);

    private Iterator<MemoryTopic> restOfTopics = Collections.emptyIterator();
    private Queue<PatternFeed> restOfPatterns = new ArrayDeque<>();
    private boolean running;
    private long firstSegment;

    Checkpoint(Journal journal, Topics topics, Patterns patterns, Times times) {
        this.journal = journal;
        this.topics = topics;
        this.patterns = patterns;
        this.times = times;
    }

    boolean isRunning() {
        return running;
    }

    void start() throws IOException {
        firstSegment = journal.rotate();
        restOfTopics = topics.iterator();
        restOfPatterns = new ArrayDeque<>(patterns.all());
        running = true;
    }

    /** What was written does no harm; the next round writes it again. */
    void abort() {
        running = false;
        restOfTopics = Collections.emptyIterator();
        restOfPatterns.clear();
    }

    /** Writes whole logs until this many bytes were written, or all are. */
    void step(long bytes) throws IOException {
        long before = journal.size();
        while (running && journal.size() - before < bytes) {
            Feed next = restOfTopics.hasNext() ? restOfTopics.next() : restOfPatterns.poll();
            if (next == null) {
                journal.add(new Entry.CheckpointEnds(firstSegment));
                journal.commit();
                running = false;
            } else {
                write(next);
                commitFrom(CHUNK / 8);
            }
        }
        commitFrom(1);
    }

    /** After the last step: what came before the round is not needed any more. */
    void dropOlder() throws IOException {
        journal.dropBefore(firstSegment);
    }

    private void write(Feed feed) throws IOException {
        MessageLog log = feed.log();
        if (log.isClosed()) {
            return;
        }
        String epoch = log.epoch();
        long next = log.first();
        long newest = times.millis(times.now() - log.idle());
        journal.add(new Entry.LogBegins(log.source().value(), epoch, next - 1, newest));
        while (next <= log.head()) {
            if (!log.read(next, CHUNK, batch)) {
                next = Math.max(next + 1, log.first());
                continue;
            }
            for (int i = 0; i < batch.size(); i++) {
                Message message = batch.get(i);
                journal.add(new Entry.Kept(message, new Position(epoch, batch.first() + i)));
            }
            next = batch.last() + 1;
            commitFrom(CHUNK);
        }
        if (feed instanceof MemoryTopic topic) {
            topic.forEachName((name, offset, tick) ->
                    journal.add(new Entry.NameKept(name, new Position(epoch, offset), times.millis(tick))));
        }
    }

    private void commitFrom(int bytes) throws IOException {
        if (journal.buffered() >= bytes) {
            journal.commit();
        }
    }
}
