package io.broadcasthub.engine;

import io.broadcasthub.protocol.ErrorCode;
import io.broadcasthub.protocol.HubException;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a client is told when a stage of the engine completes exceptionally: the one place that decides it. */
public final class EngineFailures {
    private static final Logger log = LoggerFactory.getLogger(EngineFailures.class);

    private EngineFailures() {}

    /** The refusal itself if it is one; anything else is a defect, is logged here, and becomes {@code internal}. */
    public static HubException toHubException(@Nullable Throwable failure, String topic) {
        Throwable cause = failure;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        if (cause instanceof HubException refused) {
            return refused;
        }
        log.atError().addKeyValue("topic", topic).setCause(cause).log("engine failed");
        return new HubException(ErrorCode.INTERNAL, "the hub failed; its log says why", topic);
    }
}
