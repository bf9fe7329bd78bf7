package io.broadcasthub.topic;

import io.broadcasthub.concurrent.OnLoop;
import io.broadcasthub.engine.EngineFailures;
import io.broadcasthub.engine.Interest;
import io.broadcasthub.log.LogView;
import io.broadcasthub.protocol.HubException;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Has cursors start, or tells them why not: at once, or when the engine has answered for their topic. */
@OnLoop
final class Starts {
    private final LoopTopics loop;

    Starts(LoopTopics loop) {
        this.loop = loop;
    }

    /** The topic was attached: its cursors start when it is open. */
    void await(LoopTopic topic, Topic attached) {
        CompletableFuture<Interest> opening = attached.opening();
        if (opening == null || opening.isDone()) {
            opened(topic);
        } else {
            opening.whenComplete((i, e) -> loop.execute(() -> opened(topic)));
        }
    }

    private void opened(LoopTopic topic) {
        assert loop.isCurrent();
        HubException refusal = refusal(topic);
        if (refusal != null) {
            refuseAll(topic, refusal);
            return;
        }
        for (int i = topic.size() - 1; i >= 0; i--) {
            if (i < topic.size()) {
                start(topic, topic.cursor(i));
            }
        }
    }

    /** Why the engine did not open the log; null if it did, or has not answered. */
    private static @Nullable HubException refusal(LoopTopic topic) {
        Topic attached = topic.topic();
        CompletableFuture<Interest> opening = attached == null ? null : attached.opening();
        return opening != null && opening.isCompletedExceptionally()
                ? EngineFailures.toHubException(
                        opening.handle((i, e) -> e).join(), topic.filter().value())
                : null;
    }

    private void refuseAll(LoopTopic topic, HubException why) {
        loop.remove(topic);
        for (int i = topic.size() - 1; i >= 0; i--) {
            if (i < topic.size()) {
                refuse(topic.cursor(i), why);
            }
        }
    }

    private static void refuse(Cursor cursor, HubException why) {
        Opening opening = cursor.opening();
        if (opening != null) {
            cursor.close();
            try {
                opening.outcome().refused(why);
            } catch (RuntimeException | OutOfMemoryError e) {
                // The others are to be told all the same.
                cursor.subscriber().failed(e);
            }
        }
    }

    /** Starts a cursor now, or when the topic is open. */
    void start(LoopTopic topic, Cursor cursor, Opening opening) {
        assert loop.isCurrent();
        cursor.phase = opening;
        HubException refusal = refusal(topic);
        if (refusal != null) {
            refuse(cursor, refusal);
        } else {
            start(topic, cursor);
        }
    }

    private void start(LoopTopic topic, Cursor cursor) {
        Opening opening = cursor.opening();
        LogView log = topic.log();
        if (opening != null && log != null) {
            cursor.phase = null;
            try {
                loop.advance().start(topic, cursor, log, opening);
            } catch (RuntimeException | OutOfMemoryError e) {
                cursor.subscriber().failed(e);
            }
            loop.advanced();
        }
    }
}
