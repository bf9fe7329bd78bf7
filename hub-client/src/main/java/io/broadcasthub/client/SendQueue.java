package io.broadcasthub.client;

import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Sends frames one after the other, since the JDK's WebSocket allows one unfinished send at a time. While the socket takes
 * them at once, a whole queue goes out in one turn of the loop. Loop thread.
 */
final class SendQueue {
    private final WebSocket socket;
    private final Executor mailbox;
    private final Consumer<Throwable> onFailure;
    private final Queue<byte[]> waiting = new ArrayDeque<>();
    private boolean sending;

    SendQueue(WebSocket socket, Executor mailbox, Consumer<Throwable> onFailure) {
        this.socket = socket;
        this.mailbox = mailbox;
        this.onFailure = onFailure;
    }

    void send(byte[] utf8) {
        waiting.add(utf8);
        pump();
    }

    private void pump() {
        byte[] next;
        while (!sending && (next = waiting.poll()) != null) {
            CompletableFuture<WebSocket> sent = socket.sendText(new String(next, StandardCharsets.UTF_8), true);
            if (!sent.isDone() || sent.isCompletedExceptionally()) {
                sending = true;
                var unused = sent.whenComplete((ws, failure) -> mailbox.execute(() -> sent(failure)));
            }
        }
    }

    private void sent(@Nullable Throwable failure) {
        if (failure == null) {
            sending = false;
            pump();
        } else {
            waiting.clear();
            onFailure.accept(failure);
        }
    }
}
