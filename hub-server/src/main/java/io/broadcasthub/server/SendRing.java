package io.broadcasthub.server;

import io.broadcasthub.concurrent.OnLoop;
import io.broadcasthub.topic.LoopTopics;
import io.broadcasthub.topic.SendBatch;
import io.netty.channel.EventLoop;
import io.netty.channel.IoEvent;
import io.netty.channel.IoHandler;
import io.netty.channel.IoHandlerContext;
import io.netty.channel.IoRegistration;
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

    /** As many as a fan-out serves in one go where it takes turns. */
    private static final int MOST = LoopTopics.TURN;
    /** Below, a call for each is as good. */
    private static final int LEAST = 32;

    /** No socket. */
    private static final int NOWHERE = -1;
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
    private int submitted;
    private int answered;
    private boolean closed;

    private SendRing(EventLoop loop, IoHandler ring) throws Exception {
        this.loop = loop;
        this.ring = ring;
        ring.initialize();
        this.registration = ring.register(this);
    }

    /** A ring for this loop; null where the kernel does not let it have one, which the log then says. */
    static @Nullable SendRing on(EventLoop loop) {
        assert loop.inEventLoop();
        try {
            IoUringIoHandlerConfig config =
                    new IoUringIoHandlerConfig().setRingSize(MOST).setCqSize(2 * MOST);
            return over(loop, IoUringIoHandler.newFactory(config).newHandler(loop));
        } catch (RuntimeException | OutOfMemoryError e) {
            none(e);
            return null;
        }
    }

    /** On this ring, which is ended if it does not work. It is tried: that it can be had does not say that it may be used. */
    static @Nullable SendRing over(EventLoop loop, IoHandler ring) {
        SendRing sends = null;
        try {
            sends = new SendRing(loop, ring);
            sends.add(NOWHERE, 0, 0);
            sends.run();
            if (sends.answered == 1) {
                sends.forget();
                return sends;
            }
            throw new IllegalStateException("a send was not answered at once");
        } catch (Exception | OutOfMemoryError e) {
            none(e);
            if (sends == null) {
                giveBack(ring);
            } else {
                sends.close();
            }
            return null;
        }
    }

    /** Says once for all, or for this loop, that there is none. */
    static void none(@Nullable Throwable why) {
        log.atInfo().addKeyValue("why", why).log("no io_uring: each connection is sent to by a call of its own");
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
        outcomes[added] = 0;
        short none = 0;
        try {
            registration.submit(new IoUringIoOps(
                    SEND, (byte) 0, none, socket, 0, address, length, FLAGS, (long) added, none, none, 0, 0));
            outcomes[added] = UNKNOWN;
            submitted++;
        } catch (RuntimeException | OutOfMemoryError e) {
            // It did not get into the ring, so nothing was sent: the channel sends it then.
        }
        added++;
    }

    @Override
    public int[] send() {
        assert loop.inEventLoop();
        Throwable failure = null;
        try {
            run();
        } catch (RuntimeException | OutOfMemoryError e) {
            failure = e;
        }
        int missing = submitted - answered;
        forget();
        if (missing > 0) {
            log.atWarn()
                    .addKeyValue("missing", missing)
                    .setCause(failure)
                    .log(
                            "the kernel left sends unanswered: their connections are ended, and each is sent to by a call of its own from now on");
        }
        return outcomes;
    }

    private void run() {
        ring.run(AT_ONCE);
    }

    private void forget() {
        added = 0;
        submitted = 0;
        answered = 0;
    }

    @Override
    public void handle(IoRegistration which, IoEvent event) {
        IoUringIoEvent answer = (IoUringIoEvent) event;
        // One that comes as the ring is closed comes too late: its connection is ended.
        if (!closed) {
            outcomes[(int) answer.userData()] = Math.max(0, answer.res());
            answered++;
        }
    }

    /** Also called by the ring as it ends. */
    @Override
    public void close() {
        assert loop.inEventLoop();
        if (!closed) {
            closed = true;
            registration.cancel();
            giveBack(ring);
        }
    }

    private static void giveBack(IoHandler ring) {
        attempt(ring::prepareToDestroy);
        attempt(ring::destroy);
    }

    private static void attempt(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException | OutOfMemoryError e) {
            log.atWarn().setCause(e).log("an io_uring could not be ended: its descriptors stay open");
        }
    }
}
