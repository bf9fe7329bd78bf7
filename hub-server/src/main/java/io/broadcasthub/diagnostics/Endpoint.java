package io.broadcasthub.diagnostics;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;

/** An address and port as numbers; IPv4 addresses are mapped into IPv6, as the kernel has them in a socket for both. */
record Endpoint(long high, long low, int port) {
    private static final long MAPPED = 0xffffL << 32;
    private static final int IPV4 = 4;

    static Endpoint of(InetSocketAddress at) {
        ByteBuffer bytes = ByteBuffer.wrap(at.getAddress().getAddress());
        return bytes.remaining() == IPV4
                ? ofIpv4(bytes.getInt(), at.getPort())
                : new Endpoint(bytes.getLong(), bytes.getLong(), at.getPort());
    }

    static Endpoint ofIpv4(int address, int port) {
        return new Endpoint(0, mapped(address), port);
    }

    /** The low half of a mapped address; the high one is 0. */
    static long mapped(int ipv4) {
        return MAPPED | (ipv4 & 0xffff_ffffL);
    }

    /** {@code 0.0.0.0} or {@code ::}: every address of the machine. */
    boolean isAny() {
        return high == 0 && (low == 0 || low == MAPPED);
    }

    /** Whether what is connected to {@code localHigh, localLow, localPort} came in here. */
    boolean takes(long localHigh, long localLow, int localPort) {
        return port == localPort && (isAny() || (high == localHigh && low == localLow));
    }

    static InetSocketAddress address(long high, long low, int port) {
        byte[] bytes =
                ByteBuffer.allocate(2 * Long.BYTES).putLong(high).putLong(low).array();
        try {
            // What is mapped comes out as IPv4.
            return new InetSocketAddress(InetAddress.getByAddress(bytes), port);
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
