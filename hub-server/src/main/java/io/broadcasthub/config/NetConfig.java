package io.broadcasthub.config;

/** Sockets, event loops and buffers. */
public record NetConfig(
        @Setting(value = "0", min = "0", max = "1024", doc = "Event loops; 0 = one per processor.")
        int eventLoops,

        @Setting(value = "auto", doc = "`auto` (epoll where it loads, else nio), `epoll`, `io-uring` or `nio`.")
        TransportKind transport,

        @Setting(value = "pooled", doc = "Buffer allocator: `pooled` or `adaptive`.")
        AllocatorKind allocator,

        @Setting(
                value = "4096",
                min = "1",
                max = "1000000",
                doc = "Connections the kernel queues before they are accepted.")
        int backlog,

        @Setting(
                value = "0B",
                min = "0B",
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

        @Setting(value = "64KiB", min = "1KiB", max = "16MiB", doc = "Most bytes of messages joined into one write.")
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
