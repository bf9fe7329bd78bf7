package io.broadcasthub.simulation;

import io.broadcasthub.diagnostics.KernelSockets;
import java.net.InetSocketAddress;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The machine's network: who listens where, and every connection that the server's process has open. */
final class Network {
    private static final int FIRST_PORT = 40_000;

    private final Random random;
    private final VirtualTime time;
    private final Map<Integer, SimulatedServerChannel> listeners = new HashMap<>();
    /** Descriptors of the server's process. */
    private final Set<Link> accepted = new LinkedHashSet<>();

    private int ports = FIRST_PORT;
    private boolean exhausted;

    Network(Random random, VirtualTime time) {
        this.random = random;
        this.time = time;
    }

    InetSocketAddress bind(SimulatedServerChannel listener, InetSocketAddress wanted) {
        int port = wanted.getPort() == 0 ? ++ports : wanted.getPort();
        listeners.put(port, listener);
        return new InetSocketAddress(wanted.getAddress(), port);
    }

    void unbind(InetSocketAddress address) {
        listeners.remove(address.getPort());
    }

    /** @return null if nobody listens there */
    @Nullable
    Link connect(InetSocketAddress server) {
        SimulatedServerChannel listener = listeners.get(server.getPort());
        if (listener == null) {
            return null;
        }
        InetSocketAddress client = new InetSocketAddress(server.getAddress(), ++ports);
        Link link = new Link(client, server, random, time, 1 << (9 + random.nextInt(6)));
        listener.connected(link);
        return link;
    }

    void accepted(Link link) {
        accepted.removeIf(known -> !known.isOpenAtServer());
        accepted.add(link);
    }

    /** What the kernel says the process has open. */
    List<Link> openAtServer() {
        return accepted.stream().filter(Link::isOpenAtServer).toList();
    }

    KernelSockets kernel(Collection<InetSocketAddress> hub) {
        return KernelSockets.of(() -> openAtServer().stream()
                .filter(link -> hub.contains(link.server))
                .map(link -> KernelSockets.Socket.of(link.client.getPort(), link.client, 0))
                .toList());
    }

    /** As the kernel counts them, or as the JDK fails to. */
    long openFiles() {
        if (exhausted) {
            throw new InternalError("simulated: errno: 24");
        }
        return openAtServer().size();
    }

    boolean descriptorsExhausted() {
        return exhausted;
    }

    void exhaustDescriptors(boolean now) {
        exhausted = now;
    }
}
