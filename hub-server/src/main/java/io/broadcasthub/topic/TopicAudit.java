package io.broadcasthub.topic;

import io.broadcasthub.concurrent.AnyThread;
import io.broadcasthub.diagnostics.Sheet;
import io.broadcasthub.engine.Engine;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/** Holds the directory of topics against itself and against the engine's interests; {@link TopicWalk} looks at a loop's share. */
public final class TopicAudit {
    static final String DIRECTORY = "topic directory";

    /** The directory as one thread saw it, for each loop to say what it knows of that. */
    @AnyThread
    public static final class Snapshot {
        private final IdentityHashMap<LoopTopics, List<LoopTopic>> told = new IdentityHashMap<>();

        private Snapshot(List<Topic> topics) {
            for (Topic topic : topics) {
                topic.forEachLoop(loopTopic -> told.computeIfAbsent(loopTopic.loop(), loop -> new ArrayList<>())
                        .add(loopTopic));
            }
        }

        /** What of this loop the directory tells. */
        List<LoopTopic> told(LoopTopics loop) {
            return told.getOrDefault(loop, List.of());
        }
    }

    private TopicAudit() {}

    @AnyThread
    public static Snapshot snapshot(TopicDirectory directory) {
        return new Snapshot(directory.all());
    }

    /** The directory and the engine. */
    @AnyThread
    public static void hub(TopicDirectory directory, Engine engine, Sheet sheet) {
        EngineWalk walk = EngineWalk.begin(directory, engine, sheet);
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
        sheet.counted(DIRECTORY, "topics", topics.size(), "used or about to be given up", topics.size() - ended);
        walk.compare(topics);
        sheet.equal(
                "interest ledger",
                "opened - closed",
                directory.interests().open(),
                "engine's count",
                engine.stats().interests());
    }
}
