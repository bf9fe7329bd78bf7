package io.broadcasthub.diagnostics;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.function.IntToLongFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The sockets of this process as the kernel knows them: its descriptor table, and the TCP connections at the hub's addresses.
 * Each is read when it is first asked for, and then kept: reading the table of connections has the kernel walk through all
 * those of the machine, ended ones included. For one thread.
 */
public final class KernelSockets {
    private static final List<Path> TABLES = List.of(Path.of("/proc/self/net/tcp"), Path.of("/proc/self/net/tcp6"));

    /**
     * A connection at one of the hub's addresses. Its peer is kept as numbers: mostly nobody asks.
     *
     * @param retransmits how often the kernel has sent what the peer does not acknowledge; 0 again once it does
     */
    public record Socket(long inode, long remoteHigh, long remoteLow, int remotePort, int retransmits) {
        public static Socket of(long inode, InetSocketAddress remote, int retransmits) {
            Endpoint peer = Endpoint.of(remote);
            return new Socket(inode, peer.high(), peer.low(), peer.port(), retransmits);
        }

        public InetSocketAddress remote() {
            return Endpoint.address(remoteHigh, remoteLow, remotePort);
        }
    }

    /** Reads one of the kernel's tables. */
    @FunctionalInterface
    private interface Reading<T> {
        T read() throws IOException;
    }

    private final Reading<Descriptors> descriptorTable;
    private final Reading<List<Socket>> connectionTable;
    /** Asks the kernel which socket a descriptor is now; 0 = none. */
    private final IntToLongFunction inode;

    private @Nullable Descriptors descriptors;
    private @Nullable List<Socket> connections;

    private KernelSockets(
            Reading<Descriptors> descriptorTable, Reading<List<Socket>> connectionTable, IntToLongFunction inode) {
        this.descriptorTable = descriptorTable;
        this.connectionTable = connectionTable;
        this.inode = inode;
    }

    /**
     * Of this process.
     *
     * @param hub where the hub listens
     */
    public static KernelSockets ofProcess(Collection<InetSocketAddress> hub) {
        return new KernelSockets(Descriptors::read, () -> readConnections(hub), Descriptors::inode);
    }

    /**
     * Of a kernel that is not this process's.
     *
     * @param open what it has open whenever it is asked; the inode of each is its descriptor
     */
    public static KernelSockets of(Supplier<List<Socket>> open) {
        return new KernelSockets(
                () -> {
                    Descriptors all = new Descriptors();
                    open.get().forEach(socket -> all.add(socket.inode(), (int) socket.inode()));
                    return all.sorted();
                },
                open::get,
                descriptor -> open.get().stream().anyMatch(s -> s.inode() == descriptor) ? descriptor : 0);
    }

    private static List<Socket> readConnections(Collection<InetSocketAddress> hub) throws IOException {
        List<Endpoint> at = hub.stream().map(Endpoint::of).toList();
        List<Socket> found = new ArrayList<>();
        TcpTable reader = new TcpTable();
        for (Path table : TABLES) {
            try (InputStream lines = Files.newInputStream(table)) {
                reader.read(
                        lines,
                        at,
                        (inode, high, low, port, retransmits) ->
                                found.add(new Socket(inode, high, low, port, retransmits)));
            }
        }
        return found;
    }

    /**
     * The connections at the hub's addresses that a process has open; blocks while they are read.
     *
     * @throws UncheckedIOException if they cannot be
     */
    public List<Socket> connections() {
        List<Socket> all = connections;
        if (all == null) {
            all = read(connectionTable);
            connections = all;
        }
        return all;
    }

    /**
     * The descriptors of this process that are sockets, of whatever kind; blocks while they are read.
     *
     * @throws UncheckedIOException if they cannot be
     */
    public BitSet sockets() {
        return descriptors().sockets();
    }

    /** The descriptor of a socket; −1 if this process had none of it. */
    public int descriptor(long socketInode) {
        return descriptors().of(socketInode);
    }

    /** Asks the kernel anew which socket a descriptor is; 0 = none. */
    public long inodeNow(int descriptor) {
        return inode.applyAsLong(descriptor);
    }

    private Descriptors descriptors() {
        Descriptors all = descriptors;
        if (all == null) {
            all = read(descriptorTable);
            descriptors = all;
        }
        return all;
    }

    private static <T> T read(Reading<T> table) {
        try {
            return table.read();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (Error e) {
            // Without descriptors to spare the JDK throws errors too, and that is when an audit is wanted.
            throw new UncheckedIOException(new IOException(e));
        }
    }
}
