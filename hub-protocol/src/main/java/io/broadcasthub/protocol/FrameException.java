package io.broadcasthub.protocol;

import org.jspecify.annotations.Nullable;

/** A frame that cannot be understood. Carries the request's id where that was readable, so that the answer can too. */
public final class FrameException extends HubException {
    private final transient @Nullable RequestId id;

    /** @param id of the frame, where it could be read */
    public FrameException(ErrorCode code, String message, @Nullable String topic, @Nullable RequestId id) {
        super(code, message, topic);
        this.id = id;
    }

    /** The id of the frame, where it could be read: the complaint carries it. */
    public @Nullable RequestId id() {
        return id;
    }
}
