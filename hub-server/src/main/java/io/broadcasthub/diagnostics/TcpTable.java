package io.broadcasthub.diagnostics;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;
import java.util.List;

/**
 * Reads the kernel's tables of TCP connections byte by byte. On a busy machine most lines are of connections that have ended
 * and wait ({@code TIME_WAIT}), by the ten thousand: such a line costs a look at its state, and none leaves garbage.
 */
final class TcpTable {
    /** Takes the connections at the wanted addresses that a process has open. */
    @FunctionalInterface
    interface Visitor {
        /** @param retransmits how often the kernel has sent in vain what it is sending */
        void visit(long inode, long remoteHigh, long remoteLow, int remotePort, int retransmits);
    }

    private static final int BUFFER = 64 << 10;
    private static final int WORD = 8;
    private static final int IPV6 = 4 * WORD;
    private static final int PORT = 5;
    private static final boolean SWAPPED = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;

    /** States of the kernel's in which a line is of no process's connection. */
    private static final int TIME_WAIT = 6;

    private static final int LISTEN = 10;
    private static final int NEW = 12;

    private final byte[] buffer = new byte[BUFFER];

    /**
     * Reads a table to its end.
     *
     * @param at the local addresses that are wanted
     */
    void read(InputStream table, List<Endpoint> at, Visitor visitor) throws IOException {
        int filled = 0;
        boolean heading = true;
        for (int n; (n = table.read(buffer, filled, BUFFER - filled)) >= 0; ) {
            filled += n;
            int begin = 0;
            for (int end; (end = lineEnd(begin, filled)) >= 0; begin = end + 1) {
                if (heading) {
                    heading = false;
                } else {
                    line(begin, end, at, visitor);
                }
            }
            if (begin == 0 && filled == BUFFER) {
                throw new IOException("a line of the kernel's table is longer than " + BUFFER + " bytes");
            }
            filled -= begin;
            System.arraycopy(buffer, begin, buffer, 0, filled);
        }
    }

    private int lineEnd(int from, int to) {
        for (int i = from; i < to; i++) {
            if (buffer[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    /** {@code   0: 0100007F:1F90 0100007F:9C40 01 00000000:00000000 00:00000000 00000000  1000  0 12345 …}. */
    private void line(int begin, int end, List<Endpoint> at, Visitor visitor) {
        int local = indexOf(':', begin, end) + 2;
        int digits = indexOf(':', local, end) - local;
        if (digits != WORD && digits != IPV6) {
            return;
        }
        int remote = local + digits + PORT + 1;
        int state = remote + digits + PORT + 1;
        int now = hex(state, 2);
        if (now == TIME_WAIT || now == LISTEN || now == NEW) {
            return;
        }
        int port = hex(local + digits + 1, 4);
        long high = high(local, digits);
        long low = low(local, digits);
        if (!isWanted(at, high, low, port)) {
            return;
        }
        // After the state: queues, timer, and then in vain, user, time-out, inode.
        int vain = state + 3 + 17 + 1 + 11 + 1;
        int user = vain + WORD;
        long inode = decimal(next(next(next(user))));
        if (inode != 0) {
            visitor.visit(
                    inode, high(remote, digits), low(remote, digits), hex(remote + digits + 1, 4), hex(vain, WORD));
        }
    }

    private static boolean isWanted(List<Endpoint> at, long high, long low, int port) {
        for (int i = 0; i < at.size(); i++) {
            if (at.get(i).takes(high, low, port)) {
                return true;
            }
        }
        return false;
    }

    private int indexOf(char wanted, int from, int end) {
        int i = from;
        while (i < end && buffer[i] != wanted) {
            i++;
        }
        return i;
    }

    /** Where the next field begins, {@code from} standing in the one before or in front of it. */
    private int next(int from) {
        int i = from;
        while (buffer[i] != ' ') {
            i++;
        }
        while (buffer[i] == ' ') {
            i++;
        }
        return i;
    }

    private long decimal(int from) {
        long value = 0;
        for (int i = from; buffer[i] >= '0' && buffer[i] <= '9'; i++) {
            value = value * 10 + buffer[i] - '0';
        }
        return value;
    }

    private int hex(int from, int digits) {
        int value = 0;
        for (int i = from; i < from + digits; i++) {
            value = (value << 4) | Character.digit(buffer[i], 16);
        }
        return value;
    }

    private long high(int from, int digits) {
        return digits == WORD ? 0 : join(word(from), word(from + WORD));
    }

    private long low(int from, int digits) {
        return digits == WORD ? Endpoint.mapped(word(from)) : join(word(from + 2 * WORD), word(from + 3 * WORD));
    }

    private static long join(int high, int low) {
        return ((long) high << Integer.SIZE) | (low & 0xffff_ffffL);
    }

    /** Four bytes of an address: the kernel prints words in the machine's order. */
    private int word(int from) {
        int word = hex(from, WORD);
        return SWAPPED ? Integer.reverseBytes(word) : word;
    }
}
