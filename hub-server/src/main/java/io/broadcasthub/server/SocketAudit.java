package io.broadcasthub.server;

import io.broadcasthub.concurrent.AnyThread;
import io.broadcasthub.diagnostics.KernelSockets;
import io.broadcasthub.diagnostics.Sheet;
import io.broadcasthub.session.LoopView;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Holds the sockets that the kernel has for this process against the sessions that have them. Descriptors are listed before
 * the loops are asked; who came or went since is found by asking once more for the single descriptor. The table of
 * connections is read only for sockets that nobody claims twice, each once, or where channels do not tell descriptors. For one
 * thread.
 */
@AnyThread
final class SocketAudit {
    private static final String SOCKETS = "sockets";

    /** By inode: sockets that no session has and that are not at the hub's addresses, as listeners are. */
    private Set<Long> strange = new HashSet<>();
    /** By inode: what nobody claimed at the latest look, and the peer of those that are known to be at the hub's addresses. */
    private Map<Long, String> unclaimed = new HashMap<>();

    void compare(List<LoopView> views, KernelSockets kernel, Sheet hub) {
        try {
            BitSet claimed = claimed(views, kernel, hub);
            Map<Long, Integer> left = left(claimed, kernel);
            judge(left, kernel, hub);
            long links = views.stream().mapToLong(view -> view.links().size()).sum();
            hub.counted(
                    SOCKETS,
                    "open in the kernel",
                    claimed.cardinality() + unclaimed.size(),
                    "registered sessions",
                    links);
        } catch (UncheckedIOException e) {
            hub.unchecked(SOCKETS, "kernel not asked: " + e.getCause());
        }
    }

    /** Which descriptors belong to a session. */
    private static BitSet claimed(List<LoopView> views, KernelSockets kernel, Sheet hub) {
        BitSet claimed = new BitSet();
        Map<InetSocketAddress, KernelSockets.Socket> byPeer = null;
        for (LoopView view : views) {
            for (LoopView.Link link : view.links()) {
                if (link.descriptor() >= 0) {
                    claim(link, claimed, kernel, hub);
                } else if (link.remote() != null) {
                    byPeer = byPeer == null ? byPeer(kernel) : byPeer;
                    KernelSockets.Socket socket = byPeer.get(link.remote());
                    int descriptor = socket == null ? -1 : kernel.descriptor(socket.inode());
                    if (descriptor >= 0) {
                        claimed.set(descriptor);
                    }
                }
            }
        }
        return claimed;
    }

    private static void claim(LoopView.Link link, BitSet claimed, KernelSockets kernel, Sheet hub) {
        int descriptor = link.descriptor();
        boolean open = kernel.sockets().get(descriptor) || kernel.inodeNow(descriptor) > 0;
        if (!open || claimed.get(descriptor)) {
            String session = link.session().get();
            String what = "session " + session + " (" + link.transport()
                    + ") has no socket of its own in the kernel: descriptor " + descriptor;
            hub.mismatch(SOCKETS, session, what, link.since(), null);
        }
        claimed.set(descriptor);
    }

    private static Map<InetSocketAddress, KernelSockets.Socket> byPeer(KernelSockets kernel) {
        return kernel.connections().stream()
                .collect(Collectors.toMap(KernelSockets.Socket::remote, socket -> socket, (one, other) -> other));
    }

    /** Inode and descriptor of the sockets that no session has, and that are open still. */
    private Map<Long, Integer> left(BitSet claimed, KernelSockets kernel) {
        BitSet rest = (BitSet) kernel.sockets().clone();
        rest.andNot(claimed);
        Map<Long, Integer> left = new HashMap<>();
        Set<Long> stillStrange = new HashSet<>();
        for (int descriptor = rest.nextSetBit(0); descriptor >= 0; descriptor = rest.nextSetBit(descriptor + 1)) {
            long inode = kernel.inodeNow(descriptor);
            if (strange.contains(inode)) {
                stillStrange.add(inode);
            } else if (kernel.descriptor(inode) == descriptor) {
                left.put(inode, descriptor);
            }
        }
        strange = stillStrange;
        return left;
    }

    private void judge(Map<Long, Integer> left, KernelSockets kernel, Sheet hub) {
        Map<Long, String> now = new HashMap<>();
        left.forEach((inode, descriptor) -> {
            String peer = unclaimed.get(inode);
            if (peer != null && peer.isEmpty()) {
                peer = peer(inode, kernel);
            }
            if (peer == null || !peer.isEmpty()) {
                now.put(inode, peer == null ? "" : peer);
                String what = "descriptor " + descriptor + " (socket " + inode + ", peer " + peer
                        + ") is open and belongs to no session";
                hub.mismatch(SOCKETS, String.valueOf(inode), what);
            } else {
                strange.add(inode);
            }
        });
        unclaimed = now;
    }

    /** Empty if it is not at the hub's addresses. */
    private static String peer(long inode, KernelSockets kernel) {
        for (KernelSockets.Socket socket : kernel.connections()) {
            if (socket.inode() == inode) {
                return socket.remote().toString();
            }
        }
        return "";
    }
}
