package io.broadcasthub.topic;

import io.broadcasthub.concurrent.AnyThread;
import io.broadcasthub.diagnostics.Sheet;
import io.broadcasthub.engine.Engine;
import io.broadcasthub.engine.EngineListener;
import io.broadcasthub.engine.EngineStats;
import io.broadcasthub.engine.HoldingVisitor;
import io.broadcasthub.ledger.Birth;
import io.broadcasthub.protocol.TopicFilter;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the engine holds for this node, one by one, against the directory: each of its topics listens once, and nobody else does. */
@AnyThread
final class EngineWalk implements HoldingVisitor {
    private static final String INTERESTS = "engine interests";
    private static final String HELD = "interests held";
    private static final String FEEDS = "pattern feeds";

    private final TopicDirectory directory;
    private final Engine engine;
    private final Sheet sheet;
    private final long openings;
    private final long closings;
    private final EngineStats then;
    private long interests;
    private long known;
    private long wanted;

    private EngineWalk(TopicDirectory directory, Engine engine, Sheet sheet) {
        this.directory = directory;
        this.engine = engine;
        this.sheet = sheet;
        this.openings = directory.interests().openings();
        this.closings = directory.interests().closings();
        this.then = engine.stats();
    }

    /** Takes the engine's counts; what comes and goes until {@link #compare} is over explains a difference as large as itself. */
    static EngineWalk begin(TopicDirectory directory, Engine engine, Sheet sheet) {
        return new EngineWalk(directory, engine, sheet);
    }

    /** @param topics of the directory, listed since it began */
    void compare(List<Topic> topics) {
        long open = topics.stream().filter(topic -> topic.interest() != null).count();
        boolean told = engine.holdings(this);
        long come = directory.interests().openings() - openings;
        long gone = directory.interests().closings() - closings;
        sheet.equal(INTERESTS, "engine's count", then.interests(), "topics of the directory", open, gone, come);
        if (told) {
            sheet.equal(HELD, "engine's count", then.interests(), "held by it", interests, gone, come);
            // No more began than there were interests opened; what ended is the rest.
            long ended = Math.max(0, then.patterns() + come - engine.stats().patterns());
            sheet.equal(FEEDS, "engine's count", then.patterns(), "fed and wanted", wanted, ended, come);
            if (known != open) {
                nameTheDifference(topics);
            }
        } else {
            sheet.unchecked(HELD, "the engine does not tell");
            sheet.unchecked(FEEDS, "the engine does not tell");
        }
    }

    @Override
    public void interest(TopicFilter filter, EngineListener listener, @Nullable Birth birth) {
        interests++;
        if (directory.find(filter) == listener) {
            known++;
            return;
        }
        String whose = listener instanceof Topic ? "a topic that is over" : "nobody of this hub";
        named(INTERESTS, filter, listener, "the engine keeps an interest in " + filter + " of " + whose, birth);
    }

    @Override
    public void feed(TopicFilter pattern, boolean isWanted, long sinceNanos, @Nullable Birth birth) {
        if (isWanted) {
            wanted++;
        } else {
            String what = "the engine feeds pattern " + pattern + " for nobody, without an end in sight";
            sheet.mismatch(FEEDS, pattern.value(), what, sinceNanos, birth);
        }
    }

    private void named(String equation, TopicFilter filter, Object of, String what, @Nullable Birth birth) {
        String key = filter.value() + '#' + System.identityHashCode(of);
        if (birth == null) {
            sheet.mismatch(equation, key, what);
        } else {
            sheet.mismatch(equation, key, what, birth.atNanos(), birth);
        }
    }

    /** Looks again, and counts by listener: what that takes is not spent while all is well. */
    private void nameTheDifference(List<Topic> topics) {
        IdentityHashMap<EngineListener, Integer> held = new IdentityHashMap<>();
        engine.holdings(new HoldingVisitor() {
            @Override
            public void interest(TopicFilter filter, EngineListener listener, @Nullable Birth birth) {
                held.merge(listener, 1, Integer::sum);
            }

            @Override
            public void feed(TopicFilter pattern, boolean isWanted, long sinceNanos, @Nullable Birth birth) {}
        });
        for (Topic topic : topics) {
            int times = held.getOrDefault(topic, 0);
            if (topic.interest() != null && times != 1) {
                String what = "the directory has an interest in " + topic.filter() + ", which the engine "
                        + (times == 0 ? "has not" : "has " + times + " times");
                sheet.mismatch(INTERESTS, topic.filter().value() + " of the directory", what);
            }
        }
    }
}
