package io.broadcasthub.server;

import io.broadcasthub.concurrent.AnyThread;
import io.broadcasthub.diagnostics.DutyCycle;
import io.broadcasthub.diagnostics.KernelSockets;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends connections whose peer acknowledges nothing any more, where the kernel cannot be told to (NIO has no
 * {@code TCP_USER_TIMEOUT}). What was written to such a peer looks taken, since it is in the kernel's buffer; but the kernel
 * counts how often it has sent it in vain, and tells.
 */
@AnyThread
final class VanishedPeers {
    private static final Logger log = LoggerFactory.getLogger(VanishedPeers.class);

    /** Since when, and how often by now, the kernel sends the same again. */
    private record Silence(long since, int retransmits) {}

    private final Loops loops;
    private final Function<Collection<InetSocketAddress>, KernelSockets> kernel;
    private final Supplier<? extends Collection<InetSocketAddress>> addresses;
    private final LongSupplier nanoTicker;
    private final long patience;
    /** By inode; touched by the thread that sweeps alone. */
    private Map<Long, Silence> silent = Map.of();

    /** The kernel's table holds every connection of the machine. */
    private final DutyCycle background;

    /**
     * @param addresses where the hub listens
     * @param patience how long a peer may acknowledge nothing
     */
    VanishedPeers(
            Loops loops,
            Function<Collection<InetSocketAddress>, KernelSockets> kernel,
            Supplier<? extends Collection<InetSocketAddress>> addresses,
            LongSupplier nanoTicker,
            Duration patience) {
        this.loops = loops;
        this.kernel = kernel;
        this.addresses = addresses;
        this.nanoTicker = nanoTicker;
        this.patience = patience.toNanos();
        this.background = new DutyCycle(nanoTicker);
    }

    /** Asks the kernel once, unless it rests from the time before; on one thread, again and again. */
    void sweep() {
        if (background.isResting()) {
            return;
        }
        long begun = nanoTicker.getAsLong();
        Set<InetSocketAddress> vanished = look(begun);
        background.worked(Duration.ofNanos(nanoTicker.getAsLong() - begun));
        if (!vanished.isEmpty()) {
            loops.onEach(loop -> loop.forEach(session -> {
                        if (vanished.contains(session.channel().remoteAddress())) {
                            session.failed(new SocketTimeoutException("the peer acknowledges nothing"));
                        }
                    }))
                    .whenComplete((done, failure) -> {
                        if (failure != null) {
                            log.atError().setCause(failure).log("peers that vanished could not all be ended");
                        }
                    });
        }
    }

    private Set<InetSocketAddress> look(long now) {
        try {
            return find(kernel.apply(addresses.get()), now);
        } catch (UncheckedIOException e) {
            log.atDebug().setCause(e).log("the kernel cannot be asked for peers that vanished");
            return Set.of();
        }
    }

    /** Whose patience is over, after one more look at the kernel's sockets. */
    Set<InetSocketAddress> find(KernelSockets sockets, long now) {
        Map<Long, Silence> still = new HashMap<>();
        Set<InetSocketAddress> vanished = new HashSet<>();
        for (KernelSockets.Socket socket : sockets.connections()) {
            if (socket.retransmits() > 0) {
                Silence silence = silence(silent.get(socket.inode()), socket.retransmits(), now);
                still.put(socket.inode(), silence);
                if (now - silence.since() >= patience) {
                    vanished.add(socket.remote());
                }
            }
        }
        silent = still;
        return vanished;
    }

    /** Fewer than before means that something was acknowledged between. */
    private static Silence silence(@Nullable Silence before, int retransmits, long now) {
        return before != null && before.retransmits() <= retransmits
                ? new Silence(before.since(), retransmits)
                : new Silence(now, retransmits);
    }
}
