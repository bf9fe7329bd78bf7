package io.broadcasthub.simulation;

import io.netty.channel.AbstractServerChannel;
import io.netty.channel.ChannelConfig;
import io.netty.channel.EventLoop;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** A listening socket of the {@link Network}. Accepting fails while the process has no descriptor to spare. */
final class SimulatedServerChannel extends AbstractServerChannel {
    private final ChannelConfig config = new SimulatedChannelConfig(this);
    private final Network network;
    private final Deque<Link> backlog = new ArrayDeque<>();
    private @Nullable InetSocketAddress address;
    private boolean open = true;
    private boolean readPending;

    SimulatedServerChannel(Network network) {
        this.network = network;
    }

    /** A client has connected; the kernel keeps it until it is accepted. */
    void connected(Link link) {
        backlog.add(link);
        signal();
    }

    private void signal() {
        if (readPending && !backlog.isEmpty()) {
            eventLoop().execute(this::accept);
        }
    }

    private void accept() {
        if (!open || !readPending || backlog.isEmpty()) {
            return;
        }
        readPending = false;
        if (network.descriptorsExhausted()) {
            pipeline().fireChannelReadComplete();
            pipeline().fireExceptionCaught(new IOException("accept(..) failed with error(-24): Too many open files"));
            return;
        }
        Link link = backlog.remove();
        network.accepted(link);
        pipeline().fireChannelRead(new SimulatedChannel(this, link));
        pipeline().fireChannelReadComplete();
    }

    @Override
    protected void doBeginRead() {
        readPending = true;
        signal();
    }

    @Override
    protected void doBind(SocketAddress wanted) {
        address = network.bind(this, (InetSocketAddress) wanted);
    }

    @Override
    protected void doClose() {
        open = false;
        if (address != null) {
            network.unbind(address);
        }
        backlog.forEach(Link::serverCloses);
        backlog.clear();
    }

    @Override
    protected boolean isCompatible(EventLoop loop) {
        return loop instanceof SimulatedLoop;
    }

    @Override
    protected @Nullable SocketAddress localAddress0() {
        return address;
    }

    @Override
    public ChannelConfig config() {
        return config;
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public boolean isActive() {
        return open && address != null;
    }
}
