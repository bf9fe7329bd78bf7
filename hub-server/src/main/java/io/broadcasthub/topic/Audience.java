package io.broadcasthub.topic;

import io.broadcasthub.concurrent.AnyThread;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The loops that are told of a topic; never changed, but replaced. One of them, as nearly all topics have, is all by itself. */
@AnyThread
sealed interface Audience permits LoopTopic, Loops {
    void forEach(Consumer<LoopTopic> action);

    boolean has(LoopTopic loop);

    Audience and(LoopTopic loop);

    /** Null if nobody is left. */
    @Nullable
    Audience without(LoopTopic loop);
}
