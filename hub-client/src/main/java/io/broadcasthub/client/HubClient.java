package io.broadcasthub.client;

import io.broadcasthub.protocol.ClientFrame;
import io.broadcasthub.protocol.Payload;
import io.broadcasthub.protocol.TopicFilter;
import io.broadcasthub.protocol.TopicName;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A connection to a hub that stays: publishes with acknowledgement, subscribes, reconnects and resumes by itself.
 *
 * <p>It connects when first used. When the connection breaks it comes back with full-jitter exponential back-off, or when
 * the hub said to; subscriptions go on after the last message they received, and unacknowledged publishes are sent again
 * under the same {@code dedupe} name. So a message is delivered once, in order, or a gap tells that it was missed. When the
 * hub does not want the client back (close codes 1000 and 4000–4099, a {@code bye} without {@code retryAfter}, or an
 * upgrade answered with a 4xx status) it is at its end: {@link ConnectionState.Closed}.
 *
 * <p>Thread-safe. Callbacks, and what depends on returned futures, run on the callback executor and may block; no method
 * blocks except {@link #publishOrWait} and {@link #close}. The client's own threads are daemons named
 * {@code hub-client-…}.
 */
public final class HubClient implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final ClientThreads threads;
    private final ClientCore core;
    private final String dedupePrefix = randomName();
    private final AtomicLong publishes = new AtomicLong();
    private final AtomicBoolean closing = new AtomicBoolean();
    private final CountDownLatch closed = new CountDownLatch(1);

    HubClient(ClientOptions options) {
        this.threads = new ClientThreads(options);
        this.core = new ClientCore(options, threads);
    }

    /**
     * A builder for a client of the hub at this address.
     *
     * @param uri the hub's WebSocket, as {@code ws://127.0.0.1:8080/ws}
     * @throws IllegalArgumentException if it is not a WebSocket address
     */
    public static HubClientBuilder builder(URI uri) {
        return new HubClientBuilder(uri);
    }

    /**
     * Connects, unless that has been begun.
     *
     * @return completes when the client is connected for the first time, however many attempts that takes; exceptionally,
     *     with a {@link HubClientException}, when it gave up or was closed before
     */
    public CompletableFuture<Void> connect() {
        core.connect();
        return core.connected();
    }

    /** Where the connection stands now. */
    public ConnectionState state() {
        return core.state();
    }

    /** As {@link #publish(TopicName, Payload, PublishOptions)} with JSON text and no options. */
    public CompletableFuture<PublishResult> publish(String topic, String json) {
        return publish(new TopicName(topic), Payload.ofJson(json), PublishOptions.NONE);
    }

    /**
     * Publishes a message. Messages published by one thread reach their topic in that order, unless the hub asks to wait
     * for some of them (rate limit, overload): those are sent again after the time it named.
     *
     * @return completes when the hub has taken it; exceptionally with a {@link HubClientException}, at once with
     *     {@link HubClientException.Reason#FULL} when too many are unacknowledged
     * @throws io.broadcasthub.protocol.HubException if an option is longer than the protocol allows
     */
    public CompletableFuture<PublishResult> publish(TopicName topic, Payload data, PublishOptions options) {
        ClientFrame.Publish frame = frame(topic, data, options);
        if (!core.publishes.tryEnter()) {
            return CompletableFuture.failedFuture(new HubClientException(
                    HubClientException.Reason.FULL,
                    "too many publishes are unacknowledged; wait for one of them, or use publishOrWait",
                    null));
        }
        return submit(frame);
    }

    /**
     * Publishes a message as {@link #publish(TopicName, Payload, PublishOptions)} does, but blocks the caller while too
     * many are unacknowledged. Not for callbacks: those that free the room may be queued behind the caller.
     *
     * @throws InterruptedException if the thread is interrupted while it waits; nothing was published
     */
    public CompletableFuture<PublishResult> publishOrWait(TopicName topic, Payload data, PublishOptions options)
            throws InterruptedException {
        ClientFrame.Publish frame = frame(topic, data, options);
        core.publishes.enter();
        return submit(frame);
    }

    private ClientFrame.Publish frame(TopicName topic, Payload data, PublishOptions options) {
        String dedupe = options.dedupe() == null ? dedupePrefix + publishes.incrementAndGet() : options.dedupe();
        return new ClientFrame.Publish(null, topic, data, options.key(), dedupe);
    }

    private CompletableFuture<PublishResult> submit(ClientFrame.Publish frame) {
        core.connect();
        return core.publishes.submit(frame);
    }

    /**
     * Subscribes to a topic or pattern. A client has one subscription of a topic at a time.
     *
     * @throws IllegalStateException if it has one to exactly this topic or pattern
     * @throws io.broadcasthub.protocol.HubException {@code invalid_topic}
     */
    public Subscription subscribe(String topic, SubscribeOptions options, Subscriber subscriber) {
        ActiveSubscription subscription = prepare(new TopicFilter(topic), options, subscriber, Long.MAX_VALUE);
        open(subscription);
        return subscription;
    }

    /**
     * The same as a publisher of events, at most as many as were requested. It subscribes at the hub when it is subscribed
     * to, for one subscriber at a time; another gets an {@link IllegalStateException}. It ends only with an error: a
     * {@link HubClientException}, also when the client is closed.
     *
     * @throws io.broadcasthub.protocol.HubException {@code invalid_topic}
     */
    public Flow.Publisher<HubEvent> events(String topic, SubscribeOptions options) {
        TopicFilter filter = new TopicFilter(topic);
        return new EventPublisher(subscriber -> prepare(filter, options, subscriber, 0), this::open);
    }

    private ActiveSubscription prepare(TopicFilter topic, SubscribeOptions options, Subscriber to, long demand) {
        return new ActiveSubscription(topic, options, to, demand, core.subscriptions, threads.callbacks());
    }

    private void open(ActiveSubscription subscription) {
        core.subscriptions.add(subscription);
        core.connect();
    }

    /**
     * Closes the connection (code 1000) and ends every thread of the client. What is unanswered completes exceptionally
     * with {@link HubClientException.Reason#CLOSED}; messages that wait for a subscriber are dropped. Blocks until all of
     * that is done, a few seconds at most. After it returned no callback runs, except one that takes longer than that,
     * and the one that called it. Does nothing more when called again.
     */
    @Override
    public void close() {
        if (closing.compareAndSet(false, true)) {
            await(core.close(), Connection.CLOSE_TIMEOUT.plus(PATIENCE));
            core.settle(PATIENCE);
            if (!threads.areCurrent() && !threads.answers().isCurrent()) {
                CompletableFuture<Void> answered = new CompletableFuture<>();
                threads.answers().execute(() -> answered.complete(null));
                await(answered, PATIENCE);
            }
            threads.stop(PATIENCE);
            closed.countDown();
        } else if (!threads.areCurrent()) {
            awaitOther();
        }
    }

    private void awaitOther() {
        try {
            closed.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void await(Future<?> future, Duration timeout) {
        try {
            future.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            // Bounded on purpose: what did not end in order is now ended without it.
            return;
        }
    }

    private static String randomName() {
        byte[] random = new byte[12];
        new SecureRandom().nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random) + '-';
    }
}
