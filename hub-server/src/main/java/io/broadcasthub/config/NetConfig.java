package io.broadcasthub.config;

import java.time.Duration;

/** Sockets, event loops and buffers. */
public record NetConfig(
        @Setting(value = "0", min = "0", max = "1024", doc = "Event loops; 0 = one per processor.")
        int eventLoops,

        @Setting(
                value = "auto",
                doc =
                        "`auto` (epoll where it loads, else nio), `epoll`, `io-uring` or `nio`. Not io-uring by itself: it was no faster, takes more memory for each connection, and is forbidden in many containers (ADR 17).")
        TransportKind transport,

        @Setting(
                value = "true",
                doc =
                        "Whether a message goes to many connections by one call of the kernel (io_uring) where `epoll` is the transport and the kernel allows it; otherwise there is a call for each.")
        boolean batchSends,

        @Setting(
                value = "pooled",
                doc =
                        "Buffer allocator: `pooled`, or `adaptive`, which is Netty's default but was two to three times as slow on Java 25 without `Unsafe` when buffers pass between threads.")
        AllocatorKind allocator,

        @Setting(
                value = "4096",
                min = "1",
                max = "1000000",
                doc =
                        "Connections the kernel queues before they are accepted: thousands come at once when a hub restarts, and who finds no place tries again a second later or more. The kernel cuts it down to its own bound (`net.core.somaxconn`, 4096 unless it was changed), so more needs both.")
        int backlog,

        @Setting(
                value = "4",
                min = "1",
                max = "10000",
                doc =
                        "Connections accepted one after the other before the loop looks after the others again. More empties the queue sooner when thousands come at once, and keeps the rest waiting longer. No bound with io-uring, where all that wait are accepted.")
        int accepts,

        @Setting(
                value = "0s",
                off = "0s",
                min = "1s",
                max = "1m",
                doc =
                        "Not to be woken for a connection before its first bytes are there, or this time is over (`TCP_DEFER_ACCEPT`; Linux, not with nio); 0 = at once. Silent connections then wait in the kernel, where no limit of the hub counts them.")
        Duration deferAccept,

        @Setting(
                value = "true",
                doc =
                        "Whether small writes go out at once (`TCP_NODELAY`). The hub joins what belongs together by itself; false adds the kernel's wait of up to 40 ms.")
        boolean noDelay,

        @Setting(
                value = "0B",
                off = "0B",
                min = "4KiB",
                max = "64MiB",
                doc =
                        "Kernel receive buffer of each connection; 0 leaves it to the kernel. Subscribers send next to nothing: a bound matters only where many publish much and memory is short.")
        ByteSize receiveBuffer,

        @Setting(
                value = "0B",
                off = "0B",
                min = "4KiB",
                max = "64MiB",
                doc =
                        "Kernel send buffer of each connection; 0 leaves it to the kernel. A bound keeps stalled readers from holding megabytes each.")
        ByteSize sendBuffer,

        @Setting(
                value = "64KiB",
                min = "1KiB",
                max = "64MiB",
                doc =
                        "Bytes queued for one connection from which on nothing more is written to it until it has read half of them.")
        ByteSize writeBuffer,

        @Setting(
                value = "64KiB",
                min = "1KiB",
                max = "16MiB",
                doc =
                        "Most bytes of messages joined into one write. More spares calls of the kernel when many catch up; less holds the others up for a shorter time, and keeps smaller pieces for a slow reader's sake.")
        ByteSize maxWrite,

        @Setting(value = "true", doc = "Whether permessage-deflate is negotiated when a client offers it.")
        boolean deflate,

        @Setting(value = "128B", min = "0B", max = "1MiB", doc = "Smallest message that is compressed.")
        ByteSize deflateThreshold) {

    /** I/O mechanisms. */
    public enum TransportKind {
        AUTO,
        EPOLL,
        IO_URING,
        NIO
    }

    /** Buffer allocators. */
    public enum AllocatorKind {
        POOLED,
        ADAPTIVE
    }
}
