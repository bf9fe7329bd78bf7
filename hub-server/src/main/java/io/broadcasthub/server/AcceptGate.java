package io.broadcasthub.server;

import io.broadcasthub.concurrent.AnyThread;
import io.broadcasthub.metrics.LoadMetrics;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether a listener accepts. It stands before Netty's acceptor and takes its failures, so that one that cannot have a
 * descriptor neither tries in a loop nor runs through code that needs one: it stops accepting until the next sample that
 * finds room. Who connects meanwhile waits in the kernel's queue.
 */
@AnyThread
final class AcceptGate extends ChannelInboundHandlerAdapter {
    private static final Logger log = LoggerFactory.getLogger(AcceptGate.class);

    private final LoadMetrics metrics;
    private final OpenFiles files;
    private volatile @Nullable Channel listener;
    /** Whether it failed since it was last opened. */
    private volatile boolean failed;
    /** Whether that has been told of; until it works again it is only counted. */
    private boolean told;

    AcceptGate(LoadMetrics metrics, OpenFiles files) {
        this.metrics = metrics;
        this.files = files;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        listener = ctx.channel();
    }

    /** Accepting failed; not handed on, since that ends in Netty's own pause and log. */
    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        ctx.channel().config().setAutoRead(false);
        failed = true;
        files.exhausted();
        metrics.acceptFailed();
        if (!told) {
            told = true;
            tell(cause);
        }
    }

    /** What goes wrong here must not reach the loop: an Error would end it, and with it all its connections. */
    private static void tell(Throwable cause) {
        try {
            log.atWarn()
                    .addKeyValue("reason", cause.getMessage())
                    .log("cannot accept connections; those who connect wait until there is room");
        } catch (Throwable alsoWithoutDescriptors) {
            // Counted above.
        }
    }

    /**
     * Opens or closes; called with every sample.
     *
     * @param room whether there are descriptors for more connections
     */
    void open(boolean room) {
        Channel channel = listener;
        if (channel == null || !channel.isOpen()) {
            return;
        }
        try {
            channel.eventLoop().execute(() -> set(channel, room));
        } catch (RejectedExecutionException ended) {
            // The loop is gone; readiness says so.
        }
    }

    private void set(Channel channel, boolean room) {
        boolean accepting = channel.config().isAutoRead();
        if (accepting && !failed) {
            told = false;
        }
        if (accepting != room) {
            failed = false;
            channel.config().setAutoRead(room);
        }
    }

    /** Whether it waits for room. */
    boolean isPaused() {
        Channel channel = listener;
        return channel != null && channel.isOpen() && !channel.config().isAutoRead();
    }

    /** Whether it listens at all; false before it is bound too. */
    boolean isOpen() {
        Channel channel = listener;
        return channel != null && channel.isOpen();
    }
}
