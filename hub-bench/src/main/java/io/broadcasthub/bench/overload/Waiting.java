package io.broadcasthub.bench.overload;

import io.broadcasthub.bench.wire.HttpConnection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Somebody who connects and asks for something, and waits until the hub has accepted him and answers. */
public final class Waiting {
    public static final int OK = 200;

    private final CompletableFuture<Integer> status;

    /** Asks at once. */
    public Waiting(URI url, Duration patience) {
        URI server = URI.create("http://" + url.getAuthority() + "/");
        status = CompletableFuture.supplyAsync(() -> ask(server, patience));
    }

    private static int ask(URI server, Duration patience) {
        try {
            return HttpConnection.once(server, "GET", "/topics/overload.new/messages", patience)
                    .status();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public boolean isAnswered() {
        return status.isDone();
    }

    /** Blocks until the answer is there. */
    public int status() throws IOException {
        try {
            return status.join();
        } catch (CompletionException e) {
            throw new IOException("who waited for descriptors was never answered: " + e.getCause(), e);
        }
    }
}
