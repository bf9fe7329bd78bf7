package io.broadcasthub.topic;

import io.broadcasthub.concurrent.Task;
import io.broadcasthub.engine.Engine;
import io.broadcasthub.ledger.Kind;
import io.broadcasthub.protocol.TopicFilter;
import io.broadcasthub.wire.MessageFormat;
import io.netty.buffer.Unpooled;
import java.time.Duration;

/** What would be left behind if the topic layer were wrong. On the loop. */
public final class PlantedTopics {
    private PlantedTopics() {}

    /** Encoded messages that are counted, and that nobody has. */
    public static void lostRun(LoopTopics loop, TopicFilter topic, MessageFormat format) {
        RunCache lost = new RunCache(loop.runs(), topic);
        lost.listed = true;
        lost.add(run(format));
    }

    /** Encoded messages that a topic of this loop has, and that nobody will release. */
    public static void keptRun(LoopTopics loop, TopicFilter topic, MessageFormat format) {
        LoopTopic keeper = loop.find(topic);
        keeper.runs().listed = true;
        keeper.runs().add(run(format));
        keeper.runs().listed = false;
    }

    private static EncodedRun run(MessageFormat format) {
        return new EncodedRun(format, () -> "e", 1, 1, Unpooled.buffer(100, 100), new int[] {0});
    }

    /** A timer that outlived the topic it was for. */
    public static Task lostBatch(LoopTopics loop, TopicFilter filter) {
        return loop.timers().after("batch", new LoopTopic(loop, filter), Duration.ofHours(1), () -> {});
    }

    /** A timer that is counted, and that nobody has. */
    public static void lostTimer(LoopTopics loop) {
        loop.ledger().opened(Kind.TIMER, () -> "a timer of nobody", 0);
    }

    /** All timers of the loop end, whoever counts on them. */
    public static void endTimers(LoopTopics loop) {
        for (Task timer : loop.timers().all()) {
            timer.end();
        }
    }

    /** A topic that is told of messages although its loop has forgotten it. */
    public static void deafTopic(LoopTopics loop, TopicFilter filter) {
        loop.directory().attach(filter, new LoopTopic(loop, filter));
    }

    /** An open topic that nobody uses and nobody will give up. */
    public static void unusedTopic(TopicDirectory directory, LoopTopics loop, TopicFilter filter) {
        LoopTopic user = new LoopTopic(loop, filter);
        directory.attach(filter, user).remove(user);
    }

    /** The engine forgets an interest that the directory holds. */
    public static void lostInterest(TopicDirectory directory, TopicFilter filter) {
        directory.find(filter).interest().close();
    }

    /** The interest of a topic that the directory has not. */
    public static void forgotten(Engine engine, TopicFilter filter) {
        engine.subscribe(filter, new Topic(filter));
    }

    /** A cursor that its topic has forgotten. */
    public static void lostCursor(Cursor cursor) {
        cursor.index = 99;
    }

    /** The topic's only cursor, back in its place. */
    public static void foundCursor(Cursor cursor) {
        cursor.index = 0;
    }
}
