package io.broadcasthub.simulation;

import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * One TCP connection: what is on its way in both directions, how much the kernels between take, and how it ends. Bytes
 * arrive cut anywhere.
 */
final class Link {
    /** What the kernel allows (TCP_USER_TIMEOUT), two heartbeats in the hub. */
    private static final Duration ACKNOWLEDGED_IN = Duration.ofSeconds(50);
    /** The stall time-out and the close time-out, or how long a request is waited for; and some turns of the loop. */
    private static final Duration STALLED_FOR = Duration.ofSeconds(80);

    final InetSocketAddress client;
    final InetSocketAddress server;
    private final Random random;
    private final VirtualTime time;
    private final int capacity;
    private final ByteQueue toServer = new ByteQueue();
    private final ByteQueue toClient = new ByteQueue();
    private @Nullable SimulatedChannel channel;
    private boolean reset;
    private boolean clientClosed;
    private boolean serverClosed;
    private boolean vanished;
    private long mustEndBy = Long.MAX_VALUE;
    private Duration patience = Duration.ZERO;
    private String because = "";
    private long wroteAt;
    /** When the client last made room; until then the server may not have been able to write. */
    private long roomAt;

    private boolean unacknowledged;

    /** @param capacity bytes to the client that are taken before the client reads */
    Link(InetSocketAddress client, InetSocketAddress server, Random random, VirtualTime time, int capacity) {
        this.time = time;
        this.wroteAt = time.now();
        this.roomAt = wroteAt;
        this.client = client;
        this.server = server;
        this.random = random;
        this.capacity = capacity;
    }

    void attach(SimulatedChannel accepted) {
        channel = accepted;
        if (mustEndBy != Long.MAX_VALUE) {
            // What the hub has not accepted it cannot end.
            mustEndIn(patience, because);
        }
    }

    private void tellServer() {
        if (channel != null) {
            channel.signal();
        }
    }

    // The server's side -----------------------------------------------------------------------------------------------

    boolean hasForServer() {
        return toServer.size() > 0 || reset || (clientClosed && !vanished);
    }

    /** @return bytes read; 0 if there are none now, -1 at the end */
    int read(ByteBuf into) throws IOException {
        if (reset) {
            throw new IOException("Connection reset by peer");
        }
        if (toServer.size() == 0) {
            return clientClosed && !vanished ? -1 : 0;
        }
        int most = Math.min(into.writableBytes(), toServer.size());
        int count = random.nextInt(4) == 0 ? 1 + random.nextInt(most) : most;
        toServer.moveTo(into, count);
        return count;
    }

    /** @return bytes taken; 0 if the kernel's buffers are full */
    int write(ByteBuf from) throws IOException {
        if (reset || (clientClosed && !vanished)) {
            throw new IOException("Broken pipe");
        }
        int count = Math.min(from.readableBytes(), capacity - toClient.size());
        toClient.moveFrom(from, count);
        if (count > 0) {
            wroteAt = time.now();
            awaitAcknowledgement();
        }
        return count;
    }

    boolean hasRoom() {
        return toClient.size() <= capacity / 2 || reset || clientClosed;
    }

    void serverCloses() {
        serverClosed = true;
        toServer.clear();
    }

    boolean isOpenAtServer() {
        return !serverClosed;
    }

    // The client's side -----------------------------------------------------------------------------------------------

    void send(byte[] bytes) {
        if (!serverClosed && !vanished && !reset && !clientClosed) {
            toServer.add(bytes);
            tellServer();
        }
    }

    /** Everything that has arrived, or some of it. */
    byte[] receive() {
        int size = toClient.size();
        int count = size == 0 || random.nextInt(3) > 0 ? size : 1 + random.nextInt(size);
        byte[] bytes = toClient.take(count);
        if (count > 0) {
            roomAt = time.now();
            tellServer();
        }
        return bytes;
    }

    /** Whether the server has closed and everything before that was received. */
    boolean isOverForClient() {
        return serverClosed && toClient.size() == 0;
    }

    int unread() {
        return toClient.size();
    }

    void close() {
        if (!vanished) {
            clientClosed = true;
            tellServer();
        }
    }

    void reset() {
        reset = true;
        toServer.clear();
        tellServer();
    }

    /**
     * The client is gone and nobody tells the server.
     *
     * @param noticed whether the server's kernel finds out, once something is not acknowledged
     */
    void vanish(boolean noticed) {
        vanished = true;
        unacknowledged = !noticed;
        clientClosed = true;
        if (toClient.size() > 0) {
            awaitAcknowledgement();
        }
    }

    /** The kernel gives a peer up that acknowledges nothing. */
    private void awaitAcknowledgement() {
        if (vanished && !unacknowledged) {
            unacknowledged = true;
            time.after(ACKNOWLEDGED_IN, this::reset);
        }
    }

    // What the simulation holds the hub to ----------------------------------------------------------------------------

    /** The hub may have this connection no longer than that. */
    void mustEndIn(Duration patience, String who) {
        this.patience = patience;
        mustEndBy = time.now() + patience.toNanos();
        because = who;
    }

    /** @throws Violation if the hub has it still */
    void check() {
        if (!serverClosed && mustEndBy != Long.MAX_VALUE && time.now() - mustEndBy > 0) {
            throw new Violation("I1", "the hub still has the connection of " + because + ": " + this);
        }
        if (channel != null && channel.isStuckFor(time.now(), STALLED_FOR)) {
            throw new Violation("I12", "a reader that takes nothing is kept: " + this);
        }
    }

    @Override
    public String toString() {
        return "unread " + toClient.size() + " of " + capacity + ", unheard " + toServer.size()
                + (clientClosed ? ", client closed" : "") + (vanished ? ", vanished" : "") + ", quiet for " + quiet()
                + ", " + (channel == null ? "not accepted" : channel.state());
    }

    /** For how long nothing was sent to the client although it could have been. */
    Duration quiet() {
        return Duration.ofNanos(time.now() - Math.max(wroteAt, roomAt));
    }
}
