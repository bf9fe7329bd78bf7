package io.broadcasthub.client;

import io.broadcasthub.protocol.ServerFrame;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one connection: makes it when first needed, makes it again when it ends, gives up when the hub says so. Everything
 * that outlives a connection hangs here. Loop thread, where not said otherwise.
 */
final class ClientCore implements Connection.Owner {
    private static final Logger log = LoggerFactory.getLogger(ClientCore.class);
    private static final int STATES = 64;

    private final ClientOptions options;
    private final ClientThreads threads;
    private final Backoff backoff;
    private final Delivery states;
    private final CompletableFuture<Void> connected = new CompletableFuture<>();
    private final CompletableFuture<Void> finished = new CompletableFuture<>();
    final PublishWindow publishes;
    final Subscriptions subscriptions;

    private volatile ConnectionState state = new ConnectionState.Idle();
    private @Nullable Connection connection;
    private ClientThreads.@Nullable Timer retry;
    private long readyAt;
    private boolean closing;

    ClientCore(ClientOptions options, ClientThreads threads) {
        this.options = options;
        this.threads = threads;
        this.backoff = new Backoff(options.backoffMin(), options.backoffMax(), new SplittableRandom());
        this.states = new Delivery(threads.callbacks(), STATES, Long.MAX_VALUE, () -> {});
        this.publishes = new PublishWindow(options, threads);
        this.subscriptions = new Subscriptions(threads);
    }

    /** Any thread. */
    ConnectionState state() {
        return state;
    }

    /** Connects unless that has been begun. Any thread. */
    void connect() {
        if (state instanceof ConnectionState.Idle) {
            threads.mailbox().execute(() -> {
                if (state instanceof ConnectionState.Idle) {
                    attempt();
                }
            });
        }
    }

    /** Completes as {@link HubClient#connect} says. Any thread. */
    CompletableFuture<Void> connected() {
        return state instanceof ConnectionState.Closed closed
                ? CompletableFuture.failedFuture(closed.reason())
                : connected.copy();
    }

    private void attempt() {
        if (!closing) {
            become(new ConnectionState.Connecting());
            Connection next = new Connection(options, threads, this);
            connection = next;
            next.open();
        }
    }

    @Override
    public void ready(ServerFrame.Welcome welcome) {
        readyAt = System.nanoTime();
        become(new ConnectionState.Connected(welcome.session()));
        log.atDebug().addKeyValue("session", welcome.session()).log("connected");
        threads.answers().execute(() -> connected.complete(null));
        Connection ready = connection;
        if (ready != null) {
            subscriptions.attach(ready);
            publishes.attach(ready);
        }
    }

    @Override
    public void received(ServerFrame frame) {
        if (frame instanceof ServerFrame.Message message) {
            subscriptions.message(message);
        } else if (frame instanceof ServerFrame.Gap gap) {
            subscriptions.gap(gap);
        }
    }

    @Override
    public void ended(Ending ending) {
        connection = null;
        subscriptions.detach();
        publishes.detach();
        if (closing) {
            finished.complete(null);
        } else if (ending.mayReconnect()) {
            waitAndRetry(ending);
        } else {
            giveUp(ending);
        }
    }

    private void waitAndRetry(Ending ending) {
        if (state instanceof ConnectionState.Connected) {
            backoff.lasted(Duration.ofNanos(System.nanoTime() - readyAt));
        }
        Duration jittered = backoff.next();
        Duration delay = ending.retryAfter() == null ? jittered : ending.retryAfter();
        log.atDebug()
                .addKeyValue("reason", ending.reason())
                .addKeyValue("delay", delay)
                .setCause(ending.cause())
                .log("not connected, trying again");
        become(new ConnectionState.Waiting(delay, ending.reason()));
        retry = threads.after(delay, this::attempt);
    }

    private void giveUp(Ending ending) {
        HubClientException cause = new HubClientException(
                HubClientException.Reason.DISCONNECTED, "not connected for good: " + ending.reason(), ending.cause());
        closing = true;
        finished.complete(null);
        state = new ConnectionState.Closed(cause);
        states.end(() -> options.onState().accept(state), false);
        subscriptions.close(cause, false);
        threads.answers().execute(() -> {
            connected.completeExceptionally(cause);
            publishes.close(cause);
        });
    }

    private void become(ConnectionState next) {
        state = next;
        states.note(() -> options.onState().accept(next));
    }

    /** Closes the connection in order; completes when it is gone. Any thread. */
    CompletableFuture<Void> close() {
        threads.mailbox().execute(() -> {
            if (closing) {
                return;
            }
            closing = true;
            if (retry != null) {
                retry.cancel();
            }
            if (connection != null) {
                connection.close();
            } else {
                finished.complete(null);
            }
        });
        return finished;
    }

    /** Tells everyone who still waits that the client is closed, then waits for callbacks that run. Not on the loop. */
    void settle(Duration timeout) {
        HubClientException cause = HubClientException.closed();
        publishes.close(cause);
        connected.completeExceptionally(cause);
        subscriptions.close(cause, true);
        if (!(state instanceof ConnectionState.Closed)) {
            ConnectionState end = new ConnectionState.Closed(cause);
            state = end;
            states.end(() -> options.onState().accept(end), false);
        }
        subscriptions.awaitQuiet(timeout);
        states.stop(timeout);
    }
}
