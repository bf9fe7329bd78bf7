package io.broadcasthub.session;

import io.broadcasthub.diagnostics.Sheet;
import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one loop found in itself, and the sockets it has, for the kernel to be asked about. */
public record LoopView(Sheet sheet, List<Link> links) {
    /**
     * A session's socket.
     *
     * @param descriptor −1 where the transport does not tell it
     */
    public record Link(
            String session,
            String transport,
            int descriptor,
            @Nullable InetSocketAddress remote,
            long since) {}
}
