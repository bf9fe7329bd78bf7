package io.broadcasthub.transport.ws;

import io.broadcasthub.concurrent.OnLoop;
import io.broadcasthub.protocol.CloseCode;
import io.broadcasthub.protocol.ServerFrame;
import io.broadcasthub.session.CloseReason;
import io.broadcasthub.session.Outbound;
import io.broadcasthub.session.Session;
import io.broadcasthub.topic.Cursor;
import io.broadcasthub.wire.MessageFormat;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;

/**
 * The only handler of a WebSocket: hands what the client sends to its session, and writes frames to the client. Both ways
 * in one object, since every connection has it (ADR 14).
 */
@OnLoop
final class WebSocketConnection extends WebSocketDecoder implements Outbound {
    private final Session session;
    private final Agreement agreement;

    WebSocketConnection(Session session, Agreement agreement) {
        this.session = session;
        this.agreement = agreement;
    }

    // From the client -------------------------------------------------------------------------------------------------

    @Override
    FrameRules rules() {
        return agreement.rules();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        boolean wasIncomplete = isIncomplete();
        long since = incompleteSinceNanos();
        super.channelRead(ctx, message);
        boolean isIncomplete = isIncomplete();
        // A busy client's reads may all end within a message; each message has its own time.
        if (isIncomplete != wasIncomplete || (isIncomplete && incompleteSinceNanos() != since)) {
            session.messageIncomplete(isIncomplete);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        session.readComplete();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (ctx.channel().isWritable()) {
            session.writable();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        session.failed(cause);
    }

    @Override
    public void onBytes() {
        session.heard();
    }

    @Override
    public void onText(byte[] buffer, int offset, int length) {
        if (session.state() == Session.State.LIVE) {
            session.conversation().frame(buffer, offset, length);
        }
    }

    @Override
    public void onPing(ByteBuf payload) {
        if (session.state() == Session.State.LIVE && session.allowsControlFrame()) {
            session.queue(WebSocketFrames.pong(channel().alloc(), payload));
            session.flush();
        }
    }

    @Override
    public void onPong() {
        if (session.state() == Session.State.LIVE) {
            session.allowsControlFrame();
        }
    }

    /** The peer's close frame: the answer to ours, or to be answered with the same code. */
    @Override
    public void onClose(int code, String reason) {
        if (session.state() == Session.State.LIVE) {
            session.closedByPeer(code, WebSocketFrames.close(channel().alloc(), code, ""));
        } else {
            session.abort();
        }
    }

    @Override
    public void onProtocolError(CloseCode code, String why) {
        session.close(code, why);
    }

    // To the client ---------------------------------------------------------------------------------------------------

    @Override
    public String transport() {
        return "ws";
    }

    @Override
    public MessageFormat format() {
        return agreement.format();
    }

    @Override
    public void write(ServerFrame frame) {
        byte[] json = session.loop().context().codec().write(frame);
        session.queue(WebSocketFrames.text(channel().alloc(), json, 0, json.length));
    }

    @Override
    public void writeMessages(Cursor cursor, ByteBuf bytes, long last) {
        session.queue(bytes);
    }

    @Override
    public void writeHeartbeat() {
        session.queue(WebSocketFrames.ping());
    }

    @Override
    public boolean peerAnswers() {
        return true;
    }

    /** Sends the close frame; the channel is closed when the peer's arrives, or at the close time-out. */
    @Override
    public void close(CloseReason reason) {
        session.queue(WebSocketFrames.close(channel().alloc(), reason.code(), reason.text()));
        channel().flush();
    }

    private Channel channel() {
        return session.channel();
    }
}
