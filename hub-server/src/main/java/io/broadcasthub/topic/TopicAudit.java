package io.broadcasthub.topic;

import io.broadcasthub.concurrent.AnyThread;
import io.broadcasthub.concurrent.OnLoop;
import io.broadcasthub.diagnostics.Birth;
import io.broadcasthub.diagnostics.Kind;
import io.broadcasthub.diagnostics.Ledger;
import io.broadcasthub.diagnostics.Sheet;
import io.broadcasthub.engine.Engine;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Holds the topic registry's parts against each other: the cursors of a loop, the directory, the engine's interests. */
public final class TopicAudit {
    private static final String OWNERS = "cursor owners";
    private static final String DIRECTORY = "topic directory";

    /** A loop that the directory tells of a topic. */
    private record Told(LoopTopic loopTopic, String topic) {}

    /** The directory as one thread saw it, for each loop to say what it knows of that. */
    @AnyThread
    public static final class Snapshot {
        private final List<Told> told;

        private Snapshot(List<Told> told) {
            this.told = told;
        }
    }

    private TopicAudit() {}

    @AnyThread
    public static Snapshot snapshot(TopicDirectory directory) {
        return new Snapshot(directory.all().stream()
                .flatMap(topic -> topic.loops().stream()
                        .map(loop -> new Told(loop, topic.filter().value())))
                .toList());
    }

    /** The directory and the engine. */
    @AnyThread
    public static void hub(TopicDirectory directory, Engine engine, Sheet sheet) {
        Set<Topic> idle = directory.idle();
        List<Topic> topics = directory.all();
        long ended = 0;
        for (Topic topic : topics) {
            // Used again or put among the idle since: the next look sees it.
            if (topic.isUnused() && !idle.contains(topic)) {
                ended++;
                String name = topic.filter().value();
                sheet.mismatch(DIRECTORY, name, "topic " + name + " is open, without a subscriber or an end in sight");
            }
        }
        long open = topics.stream().filter(Topic::isAnswered).count();
        int engines = engine.stats().interests();
        sheet.counted(DIRECTORY, "topics", topics.size(), "used or about to be given up", topics.size() - ended);
        sheet.equal("engine interests", "engine's count", engines, "topics of the directory", open);
        sheet.equal(
                "interest ledger",
                "opened - closed",
                directory.interests().open(),
                "engine's count",
                engine.stats().interests());
    }

    /**
     * A loop's share.
     *
     * @param owned whether the subscriber is a session of the loop that has this cursor
     * @param found is told of each birth whose cursor is there
     */
    @OnLoop
    public static void loop(
            LoopTopics loop, Snapshot snapshot, Predicate<Cursor> owned, Sheet sheet, Consumer<Birth> found) {
        long cursors = 0;
        long orphans = 0;
        long runs = 0;
        long runBytes = 0;
        long batches = 0;
        for (LoopTopic topic : loop.all()) {
            String name = topic.filter().value();
            for (int i = 0; i < topic.size(); i++) {
                Cursor cursor = topic.cursor(i);
                if (cursor.birth != null) {
                    found.accept(cursor.birth);
                }
                if (!owned.test(cursor)) {
                    orphans++;
                    orphan(cursor, name, sheet);
                }
            }
            cursors += topic.size();
            batches += topic.isBatching() ? 1 : 0;
            RunCache cache = topic.cache();
            if (cache != null) {
                runs += cache.size();
                runBytes += cache.bytes();
            }
            Topic attached = topic.topic();
            if (attached == null
                    || loop.directory().find(topic.filter()) != attached
                    || !attached.loops().contains(topic)) {
                sheet.mismatch(DIRECTORY, name, "topic " + name + " has cursors here that the directory does not know");
            }
        }
        Ledger ledger = loop.ledger();
        sheet.equal("cursors", "ledger", ledger.open(Kind.CURSOR), "walked", cursors);
        sheet.counted(OWNERS, "cursors", cursors, "with a session", cursors - orphans);
        sheet.equal("cursor gauge", "counted", loop.cursors(), "walked", cursors);
        sheet.equal("loop topics", "ledger", ledger.open(Kind.LOOP_TOPIC), "walked", loop.topics());
        sheet.equal("batch timers", "ledger", ledger.open(Kind.BATCH), "walked", batches);
        sheet.equal("encoded runs", "ledger", ledger.open(Kind.RUN), "walked", runs);
        sheet.equal("run bytes", "counted", loop.runBytes(), "walked", runBytes);
        told(loop, snapshot, sheet);
    }

    private static void orphan(Cursor cursor, String topic, Sheet sheet) {
        String what = "a cursor of topic " + topic + " belongs to no session of this loop";
        String key = topic + '#' + System.identityHashCode(cursor);
        if (cursor.birth == null) {
            sheet.mismatch(OWNERS, key, what);
        } else {
            sheet.mismatch(OWNERS, key, what, cursor.birth.atNanos(), cursor.birth);
        }
    }

    private static void told(LoopTopics loop, Snapshot snapshot, Sheet sheet) {
        Set<String> unknown = new HashSet<>();
        long mine = 0;
        for (Told told : snapshot.told) {
            if (told.loopTopic().loop() == loop) {
                mine++;
                if (loop.find(told.loopTopic().filter()) != told.loopTopic()) {
                    unknown.add(told.topic());
                }
            }
        }
        sheet.counted(DIRECTORY, "told by the directory", mine, "topics here", loop.topics());
        unknown.forEach(topic -> sheet.mismatch(
                DIRECTORY, topic + " told", "the directory tells this loop of topic " + topic + ", which it has not"));
    }
}
