package io.broadcasthub.bench.floor;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.util.internal.logging.InternalLoggerFactory;
import io.netty.util.internal.logging.JdkLoggerFactory;
import java.net.InetSocketAddress;

/**
 * One loop that sends each ready frame to each subscriber by a {@code send} of its own. With {@code coalesce}: one for all that
 * came in one turn.
 */
public final class FloorServer {
    private static final int BACKLOG = 4_096;

    private FloorServer() {}

    public static void main(String[] args) throws InterruptedException {
        InternalLoggerFactory.setDefaultFactory(JdkLoggerFactory.INSTANCE); // quiet, whatever is on the class path
        if (!Epoll.isAvailable()) {
            System.err.println("the floor is measured on epoll, which is not to be had here: "
                    + Epoll.unavailabilityCause() + "; leave it out");
            System.exit(2);
        }
        FloorTopics topics = new FloorTopics(args.length > 0 && args[0].equals("coalesce"));
        Channel listener = new ServerBootstrap()
                .group(new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory()))
                .channel(EpollServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<EpollSocketChannel>() {
                    @Override
                    protected void initChannel(EpollSocketChannel channel) {
                        channel.pipeline().addLast(new FloorConnection(channel, topics));
                    }
                })
                .bind("127.0.0.1", 0)
                .sync()
                .channel();
        System.out.println("public  http://127.0.0.1:" + ((InetSocketAddress) listener.localAddress()).getPort() + "/");
        listener.closeFuture().sync();
    }
}
