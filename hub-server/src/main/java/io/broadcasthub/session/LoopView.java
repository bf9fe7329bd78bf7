package io.broadcasthub.session;

import io.broadcasthub.diagnostics.Sheet;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What one loop found in itself, and the sockets it has, for the kernel to be asked about.
 *
 * @param longestNanos for how long the loop was held at most
 */
public record LoopView(Sheet sheet, List<Link> links, long longestNanos) {
    /**
     * A session's socket.
     *
     * @param session its name; mostly nobody asks
     * @param descriptor −1 where the transport does not tell it
     * @param remote asked for only where there is no descriptor
     */
    public record Link(
            Supplier<String> session,
            String transport,
            int descriptor,
            @Nullable InetSocketAddress remote,
            long since) {}
}
