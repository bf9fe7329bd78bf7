package io.broadcasthub.transport.ws;

import io.broadcasthub.protocol.CloseCode;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import java.nio.charset.StandardCharsets;

/** Sends back every text it gets, by this package alone: what the conformance suite talks to. */
public final class EchoServer {
    private static final WebSocketLimits LIMITS = new WebSocketLimits(16 << 20, 200_000);

    private EchoServer() {}

    /** Serves on the loopback port given, until the process ends. */
    public static void main(String[] args) throws InterruptedException {
        MultiThreadIoEventLoopGroup loops = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
        new ServerBootstrap()
                .group(loops)
                .channel(NioServerSocketChannel.class)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline().addLast(new HttpServerCodec(), new HttpObjectAggregator(1), new Upgrade());
                    }
                })
                .bind("127.0.0.1", Integer.parseInt(args[0]))
                .sync()
                .channel()
                .closeFuture()
                .sync();
    }

    private static final class Upgrade extends SimpleChannelInboundHandler<FullHttpRequest> {
        @Override
        protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest request) {
            WebSocketHandshake.Accepted accepted = WebSocketHandshake.accept(request, true);
            ByteBuf answer = Unpooled.copiedBuffer(WebSocketHandshake.answer(accepted), StandardCharsets.US_ASCII);
            ctx.pipeline().firstContext().writeAndFlush(answer);
            ctx.pipeline()
                    .addLast(new ListenedDecoder(
                            new Echo(ctx.channel()), new FrameRules(LIMITS, accepted.compression())));
            ctx.pipeline().remove(this);
            ctx.pipeline().remove(HttpObjectAggregator.class);
            ctx.pipeline().remove(HttpServerCodec.class);
        }
    }

    private record Echo(Channel channel) implements WebSocketListener {
        @Override
        public void onText(byte[] buffer, int offset, int length) {
            channel.writeAndFlush(WebSocketFrames.text(channel.alloc(), buffer, offset, length));
        }

        @Override
        public void onPing(ByteBuf payload) {
            channel.writeAndFlush(WebSocketFrames.pong(channel.alloc(), payload));
        }

        @Override
        public void onPong() {}

        @Override
        public void onClose(int code, String reason) {
            end(WebSocketFrames.close(channel.alloc(), code, reason));
        }

        @Override
        public void onProtocolError(CloseCode code, String why) {
            end(WebSocketFrames.close(channel.alloc(), code, why));
        }

        @Override
        public void onBytes() {}

        private void end(ByteBuf close) {
            channel.writeAndFlush(close).addListener(ChannelFutureListener.CLOSE);
        }
    }
}
