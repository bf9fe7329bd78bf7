package io.broadcasthub.testkit;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/** One connection through a {@link CuttingProxy}: two sockets, read only after what was read before has been written. */
final class ProxyLink {
    private final SocketChannel client;
    private final CuttingProxy proxy;
    private @Nullable SocketChannel server;

    ProxyLink(SocketChannel client, CuttingProxy proxy) {
        this.client = client;
        this.proxy = proxy;
    }

    void connect(InetSocketAddress target) {
        new Bootstrap()
                .group(client.eventLoop())
                .channel(NioSocketChannel.class)
                .option(ChannelOption.AUTO_READ, false)
                .option(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .handler(new ChannelInboundHandlerAdapter())
                .connect(target)
                .addListener((ChannelFutureListener) f -> {
                    if (f.isSuccess() && client.isOpen()) {
                        joined((SocketChannel) f.channel());
                    } else {
                        reset(f.channel());
                        cut();
                    }
                });
    }

    private void joined(SocketChannel connected) {
        server = connected;
        client.pipeline().addLast(new Forwarder(Direction.TO_SERVER, connected));
        connected.pipeline().addLast(new Forwarder(Direction.TO_CLIENT, client));
        read(Direction.TO_SERVER);
        read(Direction.TO_CLIENT);
    }

    void read(Direction direction) {
        SocketChannel from = direction == Direction.TO_SERVER ? client : server;
        if (server != null && from != null && !proxy.isStalled(direction)) {
            from.read();
        }
    }

    void finish(Direction direction) {
        SocketChannel to = direction == Direction.TO_SERVER ? server : client;
        if (to != null) {
            to.shutdownOutput();
        }
    }

    void cut() {
        reset(client);
        if (server != null) {
            reset(server);
        }
    }

    /** Closes with RST instead of FIN. */
    static void reset(Channel channel) {
        if (channel.isOpen()) {
            channel.config().setOption(ChannelOption.SO_LINGER, 0);
            channel.close();
        }
    }

    private final class Forwarder extends ChannelInboundHandlerAdapter {
        private final Direction direction;
        private final SocketChannel to;

        Forwarder(Direction direction, SocketChannel to) {
            this.direction = direction;
            this.to = to;
        }

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            ByteBuf bytes = (ByteBuf) message;
            int passing = proxy.pass(direction, bytes.readableBytes());
            if (passing < 0) {
                bytes.writerIndex(bytes.readerIndex() - passing);
                to.writeAndFlush(bytes).addListener(f -> cut());
            } else {
                to.writeAndFlush(bytes).addListener(f -> ctx.executor().execute(() -> read(direction)));
            }
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
            if (event instanceof ChannelInputShutdownEvent) {
                finish(direction);
                if (to.isOutputShutdown() && client.isInputShutdown() && server != null && server.isInputShutdown()) {
                    client.close();
                    server.close();
                }
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext ctx) {
            to.close();
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            cut();
        }
    }
}
