package io.broadcasthub.session;

import io.broadcasthub.concurrent.AnyThread;
import io.broadcasthub.engine.Engine;
import io.broadcasthub.engine.Publication;
import io.broadcasthub.engine.Published;
import io.broadcasthub.limits.LoadGovernor;
import io.broadcasthub.limits.Work;
import io.broadcasthub.metrics.HubMetrics;
import io.broadcasthub.protocol.ErrorCode;
import io.broadcasthub.protocol.HubException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The way of every publish, over whatever transport, into the engine: the checks that do not depend on the transport. */
@AnyThread
public final class Publisher {
    private final Engine engine;
    private final int maxMessage;
    private final HubMetrics metrics;
    private final LoadGovernor load;
    private final EngineTimer timer;

    /** @param maxMessage most bytes of a payload */
    public Publisher(Engine engine, int maxMessage, HubMetrics metrics, LoadGovernor load, EngineTimer timer) {
        this.engine = engine;
        this.maxMessage = maxMessage;
        this.metrics = metrics;
        this.load = load;
        this.timer = timer;
    }

    /** Completes with the message's place, or exceptionally with a {@link HubException}. */
    public CompletionStage<Published> publish(Publication publication) {
        String topic = publication.topic().value();
        if (publication.topic().isReserved()) {
            return refused(new HubException(
                    ErrorCode.FORBIDDEN, "topics that begin with $ belong to the hub; publish to another one", topic));
        }
        if (publication.data().length() > maxMessage) {
            return refused(new HubException(
                    ErrorCode.TOO_LARGE,
                    "data must have at most " + maxMessage + " bytes (limits.max-message)",
                    topic));
        }
        HubException overload = load.refusal(Work.PUBLISH);
        if (overload != null) {
            return refused(overload);
        }
        return placed(publication);
    }

    private CompletionStage<Published> placed(Publication publication) {
        int bytes = publication.data().length();
        long begun = timer.begin();
        return engine.publish(publication).thenApply(placed -> {
            timer.end(begun);
            if (!placed.repeated()) {
                metrics.published(bytes);
            }
            return placed;
        });
    }

    private static CompletionStage<Published> refused(HubException why) {
        return CompletableFuture.failedFuture(why);
    }
}
