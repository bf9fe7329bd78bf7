package io.broadcasthub.server;

import io.broadcasthub.concurrent.OnLoop;
import io.broadcasthub.topic.SendBatch;
import io.netty.channel.EventLoop;
import io.netty.channel.IoEvent;
import io.netty.channel.IoHandler;
import io.netty.channel.IoHandlerContext;
import io.netty.channel.IoRegistration;
import io.netty.channel.uring.IoUring;
import io.netty.channel.uring.IoUringIoEvent;
import io.netty.channel.uring.IoUringIoHandle;
import io.netty.channel.uring.IoUringIoHandler;
import io.netty.channel.uring.IoUringIoHandlerConfig;
import io.netty.channel.uring.IoUringIoOps;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An io_uring beside a loop's epoll, used for nothing but sends that do not wait ({@code docs/adr/020}). Such a send is done,
 * or not, when the call that submits it returns; so nobody is woken by the ring, and there is nothing to cancel.
 */
@OnLoop
final class SendRing implements SendBatch, IoUringIoHandle {
    private static final Logger log = LoggerFactory.getLogger(SendRing.class);

    /** As many as a topic's fan-out serves in one go where it takes turns. */
    private static final int MOST = 512;
    /** Below, a call for each is as good. */
    private static final int LEAST = 32;

    /** {@code IORING_OP_SEND}. */
    private static final byte SEND = 26;
    /** {@code MSG_DONTWAIT | MSG_NOSIGNAL}: with the former the kernel answers at once what otherwise it would wait with. */
    private static final int FLAGS = 0x40 | 0x4000;

    private static final IoHandlerContext AT_ONCE = new IoHandlerContext() {
        @Override
        public boolean canBlock() {
            return false;
        }

        @Override
        public long delayNanos(long currentTimeNanos) {
            return 0;
        }

        @Override
        public long deadlineNanos() {
            return -1;
        }
    };

    private final EventLoop loop;
    private final IoHandler ring;
    private final IoRegistration registration;
    private final int[] outcomes = new int[MOST];
    private int added;
    private int done;
    private @Nullable Throwable failure;
    private boolean closed;

    private SendRing(EventLoop loop, IoHandler ring) throws Exception {
        this.loop = loop;
        this.ring = ring;
        ring.initialize();
        this.registration = ring.register(this);
    }

    /** A ring for this loop; null where none is to be had. */
    static @Nullable SendRing on(EventLoop loop) {
        assert loop.inEventLoop();
        Throwable why = IoUring.unavailabilityCause();
        if (why == null) {
            IoHandler ring = null;
            try {
                ring = IoUringIoHandler.newFactory(new IoUringIoHandlerConfig().setRingSize(MOST))
                        .newHandler(loop);
                return new SendRing(loop, ring);
            } catch (Exception e) {
                why = e;
                if (ring != null) {
                    ring.destroy();
                }
            }
        }
        log.atInfo().addKeyValue("why", why).log("no io_uring here: each connection is sent to by a call of its own");
        return null;
    }

    @Override
    public int least() {
        return LEAST;
    }

    @Override
    public int most() {
        return MOST;
    }

    @Override
    public void add(int socket, long address, int length) {
        assert loop.inEventLoop();
        outcomes[added] = UNKNOWN;
        short none = 0;
        try {
            registration.submit(new IoUringIoOps(
                    SEND, (byte) 0, none, socket, 0, address, length, FLAGS, (long) added, none, none, 0, 0));
        } catch (RuntimeException | OutOfMemoryError e) {
            failure = e;
        }
        added++;
    }

    @Override
    public int[] send() {
        assert loop.inEventLoop();
        try {
            ring.run(AT_ONCE);
        } catch (RuntimeException | OutOfMemoryError e) {
            failure = e;
        }
        if (done != added) {
            log.atWarn()
                    .addKeyValue("sends", added)
                    .addKeyValue("answered", done)
                    .setCause(failure)
                    .log(
                            "the kernel did not answer a batch of sends: the connections it was for are ended, and each is sent to by a call of its own from now on");
        }
        added = 0;
        done = 0;
        failure = null;
        return outcomes;
    }

    @Override
    public void handle(IoRegistration which, IoEvent event) {
        IoUringIoEvent answer = (IoUringIoEvent) event;
        if (!closed) {
            outcomes[(int) answer.userData()] = Math.max(0, answer.res());
            done++;
        }
    }

    /** Also called by the ring as it ends. */
    @Override
    public void close() {
        assert loop.inEventLoop();
        if (!closed) {
            closed = true;
            try {
                registration.cancel();
                ring.prepareToDestroy();
                ring.destroy();
            } catch (RuntimeException | OutOfMemoryError e) {
                log.atWarn().setCause(e).log("an io_uring could not be given back");
            }
        }
    }
}
