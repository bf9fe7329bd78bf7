package io.broadcasthub.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** With the kernel, which drops what it holds back when a socket is closed while something is unread. */
class LastBytesIT {
    private static final byte[] ANSWER = "goodbye".getBytes(StandardCharsets.US_ASCII);

    private final CountDownLatch read = new CountDownLatch(1);
    private final CountDownLatch more = new CountDownLatch(1);
    private EventLoopGroup loop;

    @BeforeEach
    void start() {
        assumeTrue(Epoll.isAvailable(), "needs epoll");
        loop = new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
    }

    @AfterEach
    void stop() {
        if (loop != null) {
            loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
        }
    }

    @Test
    void arriveThoughThePeerSentMoreThatNobodyReads() throws Exception {
        Channel server = new ServerBootstrap()
                .group(loop)
                .channel(EpollServerSocketChannel.class)
                .childHandler(new Closing())
                .bind(InetAddress.getLoopbackAddress(), 0)
                .sync()
                .channel();
        try (Socket client = new Socket()) {
            client.connect((InetSocketAddress) server.localAddress());
            client.getOutputStream().write('c');
            assertThat(read.await(10, TimeUnit.SECONDS)).isTrue();
            client.getOutputStream().write('p');
            more.countDown();

            assertThat(client.getInputStream().readNBytes(ANSWER.length)).isEqualTo(ANSWER);
        } finally {
            server.close().sync();
        }
    }

    /** Closes as a session does when its peer closes, once the peer has sent more. */
    private final class Closing extends SimpleChannelInboundHandler<ByteBuf> {
        @Override
        protected void channelRead0(ChannelHandlerContext ctx, ByteBuf in) throws Exception {
            read.countDown();
            assertThat(more.await(10, TimeUnit.SECONDS)).isTrue();
            LastBytes.joinEnd(ctx.channel());
            ChannelFuture answered = ctx.channel().writeAndFlush(Unpooled.wrappedBuffer(ANSWER));
            answered.addListener(written -> LastBytes.end(ctx.channel()));
            answered.addListener(written -> ctx.channel().close());
        }
    }
}
