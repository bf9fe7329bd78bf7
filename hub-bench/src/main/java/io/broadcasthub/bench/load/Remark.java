package io.broadcasthub.bench.load;

import io.broadcasthub.protocol.FrameCodec;
import io.broadcasthub.protocol.HubException;
import io.broadcasthub.protocol.JsonFrameCodec;
import io.broadcasthub.protocol.ServerFrame;

/** What the server says besides messages; rare, so it is read with the codec. */
record Remark(Kind kind, String text) {
    enum Kind {
        WELCOME,
        GAP,
        TROUBLE,
        OTHER
    }

    private static final FrameCodec CODEC = new JsonFrameCodec();
    private static final Remark OTHER = new Remark(Kind.OTHER, "");

    static Remark of(byte[] b, int from, int to) {
        try {
            ServerFrame frame = CODEC.readServerFrame(b, from, to - from);
            if (frame instanceof ServerFrame.Welcome) {
                return new Remark(Kind.WELCOME, "");
            } else if (frame instanceof ServerFrame.Gap) {
                return new Remark(Kind.GAP, "");
            } else if (frame instanceof ServerFrame.Failure failure) {
                return new Remark(Kind.TROUBLE, "the server answered " + failure.code() + ": " + failure.message());
            } else if (frame instanceof ServerFrame.Bye bye) {
                return new Remark(Kind.TROUBLE, "the server said bye: " + bye.code() + " " + bye.reason());
            }
            return OTHER;
        } catch (HubException e) {
            return new Remark(Kind.TROUBLE, "not of the protocol: " + e.getMessage());
        }
    }
}
