package io.broadcasthub.testkit;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/**
 * A TCP proxy that breaks connections in the ways networks do. Listens on a free port of 127.0.0.1. Everything happens on
 * one thread, and each method returns when what it asks for is in force. {@link #close()} resets every connection and ends
 * the thread.
 */
public final class CuttingProxy implements AutoCloseable {
    private final InetSocketAddress target;
    private final EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final Channel listener;

    // The loop's.
    private final Set<ProxyLink> links = new LinkedHashSet<>();
    private final Map<Direction, Boolean> stalled = new EnumMap<>(Direction.class);
    private final Map<Direction, Long> budget = new EnumMap<>(Direction.class);
    private boolean refusing;
    private int accepted;
    private int refused;

    /** @param target where connections are passed on to */
    public CuttingProxy(InetSocketAddress target) {
        this.target = target;
        this.listener = new ServerBootstrap()
                .group(group)
                .channel(NioServerSocketChannel.class)
                .childOption(ChannelOption.AUTO_READ, false)
                .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel client) {
                        accept(client);
                    }
                })
                .bind(InetAddress.getLoopbackAddress(), 0)
                .syncUninterruptibly()
                .channel();
    }

    private void accept(SocketChannel client) {
        if (refusing) {
            refused++;
            ProxyLink.reset(client);
            return;
        }
        accepted++;
        ProxyLink link = new ProxyLink(client, this);
        links.add(link);
        client.closeFuture().addListener(f -> links.remove(link));
        link.connect(target);
    }

    /** Where clients connect to. */
    public InetSocketAddress address() {
        return (InetSocketAddress) listener.localAddress();
    }

    /** The port clients connect to. */
    public int port() {
        return address().getPort();
    }

    /** How many connections were taken so far, without refused ones. */
    public int accepted() {
        return onLoop(() -> accepted);
    }

    /** How many connections were refused so far. */
    public int refused() {
        return onLoop(() -> refused);
    }

    /** How many connections are open. */
    public int open() {
        return onLoop(links::size);
    }

    /** Resets (RST) every open connection, on both sides. */
    public void cutAll() {
        onLoop(() -> {
            Set.copyOf(links).forEach(ProxyLink::cut);
            return null;
        });
    }

    /**
     * Lets that many more bytes pass in a direction, counted over all connections present and future, and resets the
     * connection on which the last of them passed; in the middle of a frame, if the number says so. Then nothing is
     * limited any more. Asked again, the newer number counts.
     */
    public void cutAfter(Direction direction, long bytes) {
        if (bytes < 1) {
            throw new IllegalArgumentException("at least one byte must pass; use cutAll to cut at once");
        }
        onLoop(() -> budget.put(direction, bytes));
    }

    /** Stops reading in a direction: the sender's buffers fill, the receiver hears nothing, both stay connected. */
    public void stall(Direction direction) {
        onLoop(() -> stalled.put(direction, true));
    }

    /** Ends {@link #stall}. */
    public void resume(Direction direction) {
        onLoop(() -> {
            stalled.remove(direction);
            links.forEach(link -> link.read(direction));
            return null;
        });
    }

    /** Resets each new connection at once, until {@link #acceptConnections}. The port stays taken. */
    public void refuseConnections() {
        onLoop(() -> refusing = true);
    }

    /** Takes connections again. */
    public void acceptConnections() {
        onLoop(() -> refusing = false);
    }

    /** Ends the stream (FIN) in one direction on every open connection; the other direction stays. */
    public void halfClose(Direction direction) {
        onLoop(() -> {
            links.forEach(link -> link.finish(direction));
            return null;
        });
    }

    boolean isStalled(Direction direction) {
        return stalled.containsKey(direction);
    }

    /** Takes bytes off what may pass. @return negative: so many pass, then the connection is to be cut */
    int pass(Direction direction, int bytes) {
        Long left = budget.get(direction);
        if (left == null) {
            return bytes;
        }
        if (left > bytes) {
            budget.put(direction, left - bytes);
            return bytes;
        }
        budget.remove(direction);
        return -left.intValue();
    }

    private <T> T onLoop(Callable<T> action) {
        return group.submit(action).syncUninterruptibly().getNow();
    }

    @Override
    public void close() {
        listener.close().syncUninterruptibly();
        cutAll();
        group.shutdownGracefully(0, 5, TimeUnit.SECONDS);
        group.terminationFuture().syncUninterruptibly();
    }
}
