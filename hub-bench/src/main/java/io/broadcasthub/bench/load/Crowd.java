package io.broadcasthub.bench.load;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Subscribers, wherever they run. Any thread; orders to one crowd one after the other. */
public interface Crowd {
    /** How long an order may take. */
    Duration PATIENCE = Duration.ofMinutes(2);

    /** Never blocks. Fails with what went wrong, where an order could not be carried out. */
    CompletableFuture<Tally> tell(Order order);

    /** Gives an order, and waits until it is done. */
    default Tally await(Order order) throws IOException, InterruptedException {
        try {
            return tell(order).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new IOException(
                    "subscribers did not do what they were told (" + order + ") within " + PATIENCE.toSeconds()
                            + " s; is the server alive?",
                    e);
        } catch (ExecutionException e) {
            throw new IOException("the generator failed: " + e.getCause(), e);
        }
    }

    /** Connects everybody. */
    default Tally join(int count) throws IOException, InterruptedException {
        Tally tally = await(new Order.Join());
        if (tally.ready() < count) {
            throw new IOException("only " + tally.ready() + " of " + count + " subscribers could connect: "
                    + tally.problem() + "; check the server, and the limit of open files (ulimit -n)");
        }
        return tally;
    }
}
