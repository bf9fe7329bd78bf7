package io.broadcasthub.bench.naive;

import io.netty.channel.Channel;
import java.net.InetSocketAddress;

/** The server: Netty's own WebSocket codec, and a {@code ChannelGroup} for each topic. */
public final class NaiveServer {
    private NaiveServer() {}

    public static void main(String[] args) throws InterruptedException {
        Rooms rooms = new Rooms();
        Channel listener = new NettyListener(true, () -> new NaiveConnection(rooms)).bind(0);
        System.out.println("public  http://127.0.0.1:" + ((InetSocketAddress) listener.localAddress()).getPort() + "/");
        listener.closeFuture().sync();
    }
}
