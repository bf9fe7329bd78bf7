package io.broadcasthub.client;

import io.broadcasthub.protocol.ClientFrame.Publish;
import java.util.concurrent.CompletableFuture;

/** A publish without its acknowledgement: what to send, again if need be, and whom to tell. */
final class PendingPublish {
    final long sequence;
    /** Without a request id, which each connection gives anew. */
    final Publish frame;

    final long deadlineNanos;
    final CompletableFuture<PublishResult> result = new CompletableFuture<>();
    /** On its way over the present connection. Loop thread. */
    boolean sent;

    PendingPublish(long sequence, Publish frame, long deadlineNanos) {
        this.sequence = sequence;
        this.frame = frame;
        this.deadlineNanos = deadlineNanos;
    }
}
