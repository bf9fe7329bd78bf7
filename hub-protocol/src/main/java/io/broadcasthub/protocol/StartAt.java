package io.broadcasthub.protocol;

/** Where a subscription starts. */
public sealed interface StartAt {
    /** With the next message that is published. */
    StartAt LIVE = new Last(0);

    /** @param position the last message that was received; everything later is replayed */
    record After(Position position) implements StartAt {}

    /** @param count how many of the most recent retained messages come first; 0 is live */
    record Last(int count) implements StartAt {
        /** @throws HubException {@code bad_request} if it is negative */
        public Last {
            if (count < 0) {
                throw new HubException(ErrorCode.BAD_REQUEST, "last must be 0 or more");
            }
        }
    }
}
