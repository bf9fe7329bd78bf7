package io.broadcasthub.simulation;

import io.netty.buffer.ByteBuf;
import io.netty.channel.AbstractChannel;
import io.netty.channel.Channel;
import io.netty.channel.ChannelConfig;
import io.netty.channel.ChannelMetadata;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelPromise;
import io.netty.channel.EventLoop;
import java.io.IOException;
import java.net.SocketAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The server's end of a {@link Link}. Reads and writes as Netty's socket channels do (read loop, partial writes, nothing
 * written until the kernel says there is room); Netty's own local channels have no buffer that could be full.
 */
final class SimulatedChannel extends AbstractChannel {
    private static final long NOT_STUCK = Long.MIN_VALUE;

    private static final ChannelMetadata METADATA = new ChannelMetadata(false, 16);

    private final ChannelConfig config = new SimulatedChannelConfig(this);
    private final Link link;
    private boolean open = true;
    private boolean readPending;
    private boolean blocked;
    private boolean signalled;
    private long stuckSince = NOT_STUCK;

    SimulatedChannel(Channel parent, Link link) {
        super(parent);
        this.link = link;
        link.attach(this);
    }

    /** Whether the client has taken nothing for so long although something waited for it; asked often. */
    boolean isStuckFor(long now, Duration patience) {
        if (!open || !blocked) {
            stuckSince = NOT_STUCK;
        } else if (stuckSince == NOT_STUCK) {
            stuckSince = now;
        }
        return stuckSince != NOT_STUCK && now - stuckSince > patience.toNanos();
    }

    String state() {
        ChannelOutboundBuffer queue = unsafe().outboundBuffer();
        return (blocked ? "blocked" : "not blocked") + ", "
                + (queue == null ? "closed" : queue.totalPendingWriteBytes())
                + " queued, " + (config.isAutoRead() ? "reads" : "does not read")
                + (readPending ? "" : ", no read pending") + ", "
                + pipeline().names();
    }

    /** The link has something, or room, or an end. */
    void signal() {
        if (isRegistered() && !signalled) {
            signalled = true;
            eventLoop().execute(this::ready);
        }
    }

    private void ready() {
        signalled = false;
        if (open && blocked && link.hasRoom()) {
            blocked = false;
            ((SocketUnsafe) unsafe()).flushOn();
        }
        if (open && readPending && link.hasForServer()) {
            ((SocketUnsafe) unsafe()).read();
        }
    }

    @Override
    protected void doBeginRead() {
        readPending = true;
        if (link.hasForServer()) {
            signal();
        }
    }

    @Override
    protected void doWrite(ChannelOutboundBuffer in) throws Exception {
        for (ByteBuf bytes; (bytes = (ByteBuf) in.current()) != null; ) {
            int written = link.write(bytes);
            if (written == 0 && bytes.isReadable()) {
                blocked = true;
                return;
            }
            stuckSince = NOT_STUCK;
            in.progress(written);
            if (!bytes.isReadable()) {
                in.remove();
            }
        }
    }

    @Override
    protected Object filterOutboundMessage(Object message) {
        if (message instanceof ByteBuf) {
            return message;
        }
        throw new UnsupportedOperationException("a socket takes bytes, not " + message.getClass());
    }

    @Override
    protected void doClose() {
        open = false;
        link.serverCloses();
    }

    @Override
    protected void doDisconnect() {
        doClose();
    }

    @Override
    protected void doBind(SocketAddress address) {
        throw new UnsupportedOperationException();
    }

    @Override
    protected AbstractUnsafe newUnsafe() {
        return new SocketUnsafe();
    }

    @Override
    protected boolean isCompatible(EventLoop loop) {
        return loop instanceof SimulatedLoop;
    }

    @Override
    protected SocketAddress localAddress0() {
        return link.server;
    }

    @Override
    protected @Nullable SocketAddress remoteAddress0() {
        return link.client;
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
        return open;
    }

    @Override
    public ChannelMetadata metadata() {
        return METADATA;
    }

    private final class SocketUnsafe extends AbstractUnsafe {
        @Override
        public void connect(SocketAddress remote, SocketAddress local, ChannelPromise promise) {
            throw new UnsupportedOperationException();
        }

        @Override
        protected void flush0() {
            if (!blocked) {
                super.flush0();
            }
        }

        void flushOn() {
            super.flush0();
        }

        void read() {
            var handle = recvBufAllocHandle();
            handle.reset(config);
            ByteBuf bytes = null;
            boolean end = false;
            try {
                do {
                    bytes = handle.allocate(config.getAllocator());
                    handle.attemptedBytesRead(bytes.writableBytes());
                    handle.lastBytesRead(link.read(bytes));
                    if (handle.lastBytesRead() <= 0) {
                        bytes.release();
                        bytes = null;
                        end = handle.lastBytesRead() < 0;
                        readPending &= !end;
                        break;
                    }
                    handle.incMessagesRead(1);
                    readPending = false;
                    ByteBuf read = bytes;
                    bytes = null;
                    pipeline().fireChannelRead(read);
                } while (handle.continueReading());
                handle.readComplete();
                pipeline().fireChannelReadComplete();
                if (end) {
                    close(voidPromise());
                }
            } catch (IOException | RuntimeException | OutOfMemoryError e) {
                if (bytes != null) {
                    bytes.release();
                }
                handle.readComplete();
                pipeline().fireChannelReadComplete();
                pipeline().fireExceptionCaught(e);
                if (!(e instanceof RuntimeException)) {
                    close(voidPromise());
                }
            }
            if (open && readPending && link.hasForServer()) {
                signal();
            }
        }
    }
}
