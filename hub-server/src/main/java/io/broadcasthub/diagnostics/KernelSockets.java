package io.broadcasthub.diagnostics;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The sockets of this process at the hub's addresses, as the kernel knows them: its descriptor table, and by inode the TCP
 * connections behind it.
 */
public final class KernelSockets {
    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");
    private static final List<Path> TABLES = List.of(Path.of("/proc/self/net/tcp"), Path.of("/proc/self/net/tcp6"));
    private static final String LISTENING = "0A";
    private static final String SOCKET = "socket:[";

    /**
     * A connection of this process.
     *
     * @param retransmits how often the kernel has sent what the peer does not acknowledge; 0 again once it does
     */
    public record Socket(int descriptor, String inode, InetSocketAddress remote, int retransmits) {
        public Socket(int descriptor, String inode, InetSocketAddress remote) {
            this(descriptor, inode, remote, 0);
        }
    }

    private final List<Socket> sockets;
    private final Set<Integer> descriptors;
    private final Map<Integer, Socket> byDescriptor = new HashMap<>();
    private final Map<InetSocketAddress, Socket> byRemote = new HashMap<>();
    private final String unavailable;

    private KernelSockets(List<Socket> sockets, Collection<Integer> descriptors, String unavailable) {
        this.sockets = sockets;
        this.descriptors = Set.copyOf(descriptors);
        this.unavailable = unavailable;
        for (Socket socket : sockets) {
            byDescriptor.put(socket.descriptor(), socket);
            byRemote.put(socket.remote(), socket);
        }
    }

    /**
     * Reads the kernel's tables; blocks for as long as that takes (about 10 µs a descriptor).
     *
     * @param hub where the hub listens
     */
    public static KernelSockets read(Collection<InetSocketAddress> hub) {
        try {
            Map<String, Integer> own = new HashMap<>();
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(DESCRIPTORS)) {
                for (Path entry : entries) {
                    String target = target(entry);
                    if (target.startsWith(SOCKET)) {
                        own.put(
                                target.substring(SOCKET.length(), target.length() - 1),
                                Integer.valueOf(entry.getFileName().toString()));
                    }
                }
            }
            List<Socket> found = new ArrayList<>();
            for (Path table : TABLES) {
                try (Stream<String> lines = Files.lines(table)) {
                    lines.skip(1).forEach(line -> add(found, line.trim().split("\\s+"), own, hub));
                }
            }
            return new KernelSockets(found, own.values(), "");
        } catch (Throwable t) {
            // Without descriptors to spare the JDK throws errors too, and that is when an audit is wanted.
            return new KernelSockets(List.of(), List.of(), t.toString());
        }
    }

    /** What a kernel that is not this process's says; descriptors are not known. */
    public static KernelSockets of(List<Socket> sockets) {
        return new KernelSockets(List.copyOf(sockets), List.of(), "");
    }

    private static String target(Path entry) {
        try {
            return Files.readSymbolicLink(entry).toString();
        } catch (IOException closedMeanwhile) {
            return "";
        }
    }

    private static void add(
            List<Socket> found, String[] fields, Map<String, Integer> own, Collection<InetSocketAddress> hub) {
        if (fields.length < 10 || fields[3].equals(LISTENING)) {
            return;
        }
        Integer descriptor = own.get(fields[9]);
        if (descriptor == null) {
            return;
        }
        InetSocketAddress local = address(fields[1]);
        boolean ofHub = hub.stream()
                .anyMatch(at -> at.getPort() == local.getPort()
                        && (at.getAddress().isAnyLocalAddress()
                                || at.getAddress().equals(local.getAddress())));
        if (ofHub) {
            found.add(new Socket(descriptor, fields[9], address(fields[2]), Integer.parseInt(fields[6], 16)));
        }
    }

    /** {@code 0100007F:1F90}: words in the machine's order, then the port. */
    static InetSocketAddress address(String hex) {
        int colon = hex.indexOf(':');
        ByteBuffer bytes = ByteBuffer.allocate(colon / 2).order(ByteOrder.nativeOrder());
        for (int i = 0; i < colon; i += 8) {
            bytes.putInt(Integer.parseUnsignedInt(hex.substring(i, i + 8), 16));
        }
        try {
            return new InetSocketAddress(
                    InetAddress.getByAddress(bytes.array()), Integer.parseInt(hex.substring(colon + 1), 16));
        } catch (UnknownHostException impossible) {
            throw new IllegalArgumentException(hex, impossible);
        }
    }

    /** Why the kernel could not be asked; empty if it could. */
    public String unavailable() {
        return unavailable;
    }

    public List<Socket> sockets() {
        return sockets;
    }

    /** Whether it is an open socket of this process, connected or reset by its peer. */
    public boolean isSocket(int descriptor) {
        return descriptors.contains(descriptor);
    }

    /** The connection of a channel: by its descriptor where that is known, else by its peer. */
    public @Nullable Socket find(int descriptor, @Nullable InetSocketAddress remote) {
        return descriptor >= 0 ? byDescriptor.get(descriptor) : remote == null ? null : byRemote.get(remote);
    }
}
