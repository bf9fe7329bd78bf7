package io.broadcasthub.session;

import io.broadcasthub.concurrent.OnLoop;
import io.broadcasthub.protocol.ServerFrame;
import io.broadcasthub.topic.Cursor;
import io.broadcasthub.wire.MessageFormat;
import io.netty.buffer.ByteBuf;

/** A session's way to its peer; one implementation per transport. Nothing here flushes unless it says so. */
@OnLoop
public interface Outbound {
    /** Name of the transport, as in the metrics. */
    String transport();

    /** How messages are encoded for this peer. */
    MessageFormat format();

    /** Writes one frame. Frames that a transport has no place for (answers, on a stream) are left out. */
    void write(ServerFrame frame);

    /**
     * Writes encoded messages.
     *
     * @param bytes ownership passes
     * @param last offset of the last of them
     */
    void writeMessages(Cursor cursor, ByteBuf bytes, long last);

    /** Writes what shows the peer, and everything between, that the connection lives. */
    void writeHeartbeat();

    /**
     * Whether the peer answers heartbeats. If not, only the progress of writes tells whether it lives.
     */
    boolean peerAnswers();

    /** Writes what ends the transport in good order, flushes, and closes the channel when the peer can be done with it. */
    void close(CloseReason reason);
}
