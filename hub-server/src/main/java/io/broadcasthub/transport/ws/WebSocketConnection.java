package io.broadcasthub.transport.ws;

import io.broadcasthub.concurrent.OnLoop;
import io.broadcasthub.protocol.CloseCode;
import io.broadcasthub.session.Session;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/** The only handler of a WebSocket: hands what the client sends to its session. */
@OnLoop
final class WebSocketConnection extends ChannelInboundHandlerAdapter implements WebSocketListener {
    private final Session session;
    private final WebSocketOutbound outbound;
    private final WebSocketDecoder decoder;

    WebSocketConnection(Session session, WebSocketOutbound outbound, WebSocketLimits limits, Compression compression) {
        this.session = session;
        this.outbound = outbound;
        this.decoder = new WebSocketDecoder(this, limits, compression);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        boolean wasIncomplete = decoder.isIncomplete();
        long since = decoder.incompleteSinceNanos();
        decoder.channelRead(ctx, message);
        boolean isIncomplete = decoder.isIncomplete();
        // A busy client's reads may all end within a message; each message has its own time.
        if (isIncomplete != wasIncomplete || (isIncomplete && decoder.incompleteSinceNanos() != since)) {
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
    public void channelInactive(ChannelHandlerContext ctx) throws Exception {
        decoder.channelInactive(ctx);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        decoder.handlerRemoved(ctx);
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
            outbound.writePong(payload);
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
            session.closedByPeer(code, WebSocketFrames.close(session.channel().alloc(), code, ""));
        } else {
            session.abort();
        }
    }

    @Override
    public void onProtocolError(CloseCode code, String why) {
        session.close(code, why);
    }
}
