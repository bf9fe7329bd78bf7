package io.broadcasthub.transport.ws;

import io.broadcasthub.concurrent.OnLoop;
import io.broadcasthub.protocol.ServerFrame;
import io.broadcasthub.session.CloseReason;
import io.broadcasthub.session.Outbound;
import io.broadcasthub.session.Session;
import io.broadcasthub.topic.Cursor;
import io.broadcasthub.wire.MessageFormat;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;

/** Writes frames to one client. */
@OnLoop
final class WebSocketOutbound implements Outbound {
    private final Session session;
    private final MessageFormat format;

    WebSocketOutbound(Session session, MessageFormat format) {
        this.session = session;
        this.format = format;
    }

    @Override
    public String transport() {
        return "ws";
    }

    @Override
    public MessageFormat format() {
        return format;
    }

    @Override
    public void write(ServerFrame frame) {
        byte[] json = session.loop().context().codec().write(frame);
        write(WebSocketFrames.text(channel().alloc(), json, 0, json.length));
    }

    @Override
    public void writeMessages(Cursor cursor, ByteBuf bytes, long last) {
        write(bytes);
    }

    @Override
    public void writeHeartbeat() {
        write(WebSocketFrames.ping());
    }

    /** Answers a ping with what it carried. */
    void writePong(ByteBuf payload) {
        write(WebSocketFrames.pong(channel().alloc(), payload));
    }

    @Override
    public boolean peerAnswers() {
        return true;
    }

    /** Sends the close frame; the channel is closed when the peer's arrives, or at the close time-out. */
    @Override
    public void close(CloseReason reason) {
        write(WebSocketFrames.close(channel().alloc(), reason.code(), reason.text()));
        channel().flush();
    }

    private void write(ByteBuf frame) {
        session.queue(frame);
    }

    private Channel channel() {
        return session.channel();
    }
}
