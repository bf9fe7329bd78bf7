package io.broadcasthub.topic;

import io.broadcasthub.concurrent.OnLoop;
import io.broadcasthub.diagnostics.Sheet;
import io.broadcasthub.diagnostics.TaskFindings;
import io.broadcasthub.ledger.Birth;
import io.broadcasthub.ledger.Kind;
import io.broadcasthub.ledger.Ledger;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * One loop's share of the topic registry, held against itself and against the directory. The list of topics is of the moment
 * it is made; they are visited as many at a time as the caller says, and what is no more by then is passed over.
 */
@OnLoop
public final class TopicWalk {
    private static final String OWNERS = "cursor owners";
    private static final String RUNS = "encoded runs";

    private final LoopTopics loop;
    private final Predicate<Cursor> owned;
    private final Sheet sheet;
    private final Consumer<Birth> found;
    private final LoopTimers.Timer[] timers;
    private final LoopTopic[] topics;
    private final List<LoopTopic> told;
    private final int gauge;
    private final long runBytesThen;
    private int timer;
    private int topic;
    /** The next cursor of that topic, from the last one down; −1 = it has not begun. */
    private int cursor = -1;

    private int heard;
    private long unwanted;
    private long cursors;
    private long orphans;
    private long runs;
    private long runBytes;

    /**
     * @param owned whether the subscriber is a session of the loop that has this cursor
     * @param found is told of each birth whose cursor is there
     */
    public TopicWalk(
            LoopTopics loop,
            TopicAudit.Snapshot snapshot,
            Predicate<Cursor> owned,
            Sheet sheet,
            Consumer<Birth> found) {
        this.loop = loop;
        this.owned = owned;
        this.sheet = sheet;
        this.found = found;
        this.timers = loop.timers().all();
        this.topics = loop.all().toArray(LoopTopic[]::new);
        this.told = snapshot.told(loop);
        this.gauge = loop.cursors();
        this.runBytesThen = loop.runBytes();
    }

    /**
     * Goes on for so many timers, topics and cursors.
     *
     * @return whether all are visited
     */
    public boolean visit(int most) {
        int left = most;
        for (; timer < timers.length && left > 0; left--) {
            visit(timers[timer++]);
        }
        while (topic < topics.length && left > 0) {
            left -= visit(topics[topic], left);
        }
        for (; heard < told.size() && left > 0; left--) {
            hear(told.get(heard++));
        }
        return timer == timers.length && topic == topics.length && heard == told.size();
    }

    private void visit(LoopTimers.Timer visited) {
        if (visited.birth != null) {
            found.accept(visited.birth);
        }
        if (loop.timers().has(visited) && !visited.isWanted()) {
            unwanted++;
            TaskFindings.unwanted("timer owners", "timer", visited, sheet);
        }
    }

    /** @return how much it was */
    private int visit(LoopTopic visited, int most) {
        boolean begins = cursor < 0;
        if (begins) {
            if (loop.find(visited.filter()) != visited) {
                topic++;
                return 1;
            }
            begin(visited);
            cursor = visited.size() - 1;
        }
        // Backwards: a cursor that is removed meanwhile is replaced by one that was visited, so none is left out.
        cursor = Math.min(cursor, visited.size() - 1);
        int first = cursor;
        for (; cursor >= 0 && first - cursor < most; cursor--) {
            visit(visited.cursor(cursor), visited);
        }
        int done = first - cursor;
        if (cursor < 0) {
            topic++;
        }
        return begins ? done + 1 : done;
    }

    private void begin(LoopTopic begun) {
        cursors += begun.size();
        RunCache cache = begun.cache();
        if (cache != null) {
            runs += cache.size();
            runBytes += cache.bytes();
            if (cache.size() > 0 && !cache.listed) {
                keptFor(cache, "nothing will ever release them");
            }
        }
        Unfinished unfinished = begun.unfinished();
        if (unfinished != null && !loop.timers().has(unfinished.timer())) {
            String name = begun.filter().value();
            sheet.mismatch("timers", name, "messages of topic " + name + " wait for a timer that is not there");
        }
        Topic attached = begun.topic();
        if (attached == null || loop.directory().find(begun.filter()) != attached || !attached.tells(begun)) {
            String name = begun.filter().value();
            sheet.mismatch(
                    TopicAudit.DIRECTORY, name, "topic " + name + " has cursors here that the directory does not know");
        }
    }

    private void visit(Cursor visited, LoopTopic of) {
        if (visited.birth != null) {
            found.accept(visited.birth);
        }
        if (!owned.test(visited)) {
            orphans++;
            orphan(visited, of.filter().value());
        }
    }

    private void orphan(Cursor orphan, String topic) {
        String what = "a cursor of topic " + topic + " belongs to no session of this loop";
        String key = topic + '#' + System.identityHashCode(orphan);
        if (orphan.birth == null) {
            sheet.mismatch(OWNERS, key, what);
        } else {
            sheet.mismatch(OWNERS, key, what, orphan.birth.atNanos(), orphan.birth);
        }
    }

    private void hear(LoopTopic told) {
        if (loop.find(told.filter()) != told) {
            String name = told.filter().value();
            sheet.mismatch(
                    TopicAudit.DIRECTORY,
                    name + " told #" + System.identityHashCode(told),
                    "the directory tells this loop of topic " + name + ", which it has not");
        }
    }

    /** Writes down what was counted; when all are visited. */
    public void sum(Ledger.Moment then) {
        Ledger ledger = loop.ledger();
        long closed = ledger.closedSince(then, Kind.CURSOR);
        long opened = ledger.openedSince(then, Kind.CURSOR);
        sheet.equal("cursors", "ledger", then.open(Kind.CURSOR), "walked", cursors, closed, opened);
        sheet.counted(OWNERS, "cursors", cursors, "with a session", cursors - orphans);
        sheet.equal("cursor gauge", "ledger", then.open(Kind.CURSOR), "counted", gauge);
        sheet.equal("loop topics", "ledger", then.open(Kind.LOOP_TOPIC), "listed", topics.length);
        sheet.equal("timers", "ledger", then.open(Kind.TIMER), "listed", timers.length);
        sheet.counted("timer owners", "timers", timers.length, "wanted", timers.length - unwanted);
        keptRuns();
        runs(ledger, then);
        sheet.counted(TopicAudit.DIRECTORY, "told by the directory", told.size(), "topics here", topics.length);
    }

    /** Every run that is kept is kept by one of these, and there for a topic of this loop. */
    private void keptRuns() {
        for (RunCache cache : loop.runs().filled()) {
            cache.births(found);
            LoopTopic of = loop.find(cache.topic());
            if (cache.size() > 0 && (of == null || of.cache() != cache)) {
                keptFor(cache, "no topic of this loop reads them");
            }
        }
    }

    private void keptFor(RunCache cache, String why) {
        String name = cache.topic().value();
        sheet.mismatch(
                RUNS,
                name + '#' + System.identityHashCode(cache),
                "encoded messages of topic " + name + " are kept (" + cache.size() + " runs, " + cache.bytes()
                        + " bytes), and " + why,
                cache.sinceNanos(),
                cache.birth());
    }

    private void runs(Ledger ledger, Ledger.Moment then) {
        long dropped = ledger.closedSince(then, Kind.RUN);
        long encoded = ledger.openedSince(then, Kind.RUN);
        sheet.equal(RUNS, "ledger", then.open(Kind.RUN), "walked", runs, dropped, encoded);
        if (dropped == 0 && encoded == 0) {
            sheet.equal("run bytes", "counted", runBytesThen, "walked", runBytes);
        } else {
            sheet.counted("run bytes", "counted", runBytesThen, "walked", runBytes);
        }
    }
}
