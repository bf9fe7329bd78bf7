package io.broadcasthub.bench.load;

import io.broadcasthub.protocol.ErrorCode;
import io.broadcasthub.protocol.FrameCodec;
import io.broadcasthub.protocol.HubException;
import io.broadcasthub.protocol.JsonFrameCodec;
import io.broadcasthub.protocol.ServerFrame;
import java.time.Duration;

/**
 * What the server says besides messages; rare, so it is read with the codec.
 *
 * @param retryAfter of a refusal; otherwise 0
 */
record Remark(Kind kind, String text, Duration retryAfter) {
    enum Kind {
        WELCOME,
        GAP,
        /** New work that the server does not take now, and says when it may. */
        REFUSED,
        TROUBLE,
        OTHER
    }

    private static final FrameCodec CODEC = new JsonFrameCodec();
    private static final Remark OTHER = new Remark(Kind.OTHER, "");

    private Remark(Kind kind, String text) {
        this(kind, text, Duration.ZERO);
    }

    static Remark of(byte[] b, int from, int to) {
        try {
            ServerFrame frame = CODEC.readServerFrame(b, from, to - from);
            if (frame instanceof ServerFrame.Welcome) {
                return new Remark(Kind.WELCOME, "");
            } else if (frame instanceof ServerFrame.Gap) {
                return new Remark(Kind.GAP, "");
            } else if (frame instanceof ServerFrame.Failure failure) {
                return of(failure);
            } else if (frame instanceof ServerFrame.Bye bye) {
                return new Remark(Kind.TROUBLE, "the server said bye: " + bye.code() + " " + bye.reason());
            }
            return OTHER;
        } catch (HubException e) {
            return new Remark(Kind.TROUBLE, "not of the protocol: " + e.getMessage());
        }
    }

    private static Remark of(ServerFrame.Failure failure) {
        String text = "the server answered " + failure.code() + ": " + failure.message();
        boolean busy = failure.code() == ErrorCode.OVERLOADED || failure.code() == ErrorCode.RATE_LIMITED;
        Duration retryAfter = failure.retryAfter();
        return busy && retryAfter != null ? new Remark(Kind.REFUSED, text, retryAfter) : new Remark(Kind.TROUBLE, text);
    }
}
