package io.broadcasthub.bench.load;

import java.util.concurrent.CompletableFuture;

/** Subscribers, wherever they run. Any thread; orders to one crowd one after the other. */
public interface Crowd {
    /** Never blocks. Fails with what went wrong, where an order could not be carried out. */
    CompletableFuture<Tally> tell(Order order);
}
