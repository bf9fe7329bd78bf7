package io.broadcasthub.diagnostics;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;

/** The sockets among this process's descriptors, and which socket each of them is. */
final class Descriptors {
    private static final Path TABLE = Path.of("/proc/self/fd");
    private static final String SOCKET = "socket:[";
    private static final int INODE_BITS = 32;

    private final BitSet sockets = new BitSet();
    /** The inode, then the descriptor, in one number; sorted when all are there. */
    private long[] byInode = new long[64];

    private int size;

    static Descriptors read() throws IOException {
        Descriptors found = new Descriptors();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(TABLE)) {
            for (Path entry : entries) {
                long inode = inode(entry);
                if (inode > 0) {
                    found.add(inode, Integer.parseInt(entry.getFileName().toString()));
                }
            }
        }
        return found.sorted();
    }

    /** Which socket a descriptor is at this moment; 0 = none. */
    static long inode(int descriptor) {
        return inode(TABLE.resolve(Integer.toString(descriptor)));
    }

    private static long inode(Path entry) {
        try {
            String target = Files.readSymbolicLink(entry).toString();
            return target.startsWith(SOCKET) ? Long.parseLong(target, SOCKET.length(), target.length() - 1, 10) : 0;
        } catch (IOException closedMeanwhile) {
            return 0;
        }
    }

    void add(long inode, int descriptor) {
        if (inode >>> INODE_BITS != 0) {
            throw new IllegalStateException("an inode of more than " + INODE_BITS + " bits: " + inode);
        }
        if (size == byInode.length) {
            byInode = Arrays.copyOf(byInode, size * 2);
        }
        byInode[size++] = (inode << (Integer.SIZE - 1)) | descriptor;
        sockets.set(descriptor);
    }

    Descriptors sorted() {
        Arrays.sort(byInode, 0, size);
        return this;
    }

    /** The descriptor of a socket; −1 if this process has none of it. */
    int of(long inode) {
        long wanted = inode << (Integer.SIZE - 1);
        int found = Arrays.binarySearch(byInode, 0, size, wanted);
        int place = found < 0 ? -found - 1 : found;
        return place < size && byInode[place] >>> (Integer.SIZE - 1) == inode ? (int) (byInode[place] - wanted) : -1;
    }

    BitSet sockets() {
        return sockets;
    }
}
