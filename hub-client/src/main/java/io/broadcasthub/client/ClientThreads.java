package io.broadcasthub.client;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * All threads of one client, daemons: the loop, which owns every piece of mutable state and runs the timers; the JDK
 * WebSocket's; and, unless the user brought an executor, those that run callbacks.
 */
final class ClientThreads {
    private static final AtomicInteger CLIENTS = new AtomicInteger();

    /** Something that will happen, unless it is cancelled before. */
    interface Timer {
        void cancel();
    }

    private static final class ClientThread extends Thread {
        final ClientThreads owner;

        ClientThread(ClientThreads owner, Runnable task, String name) {
            super(task, name);
            this.owner = owner;
            setDaemon(true);
        }
    }

    private final String prefix = "hub-client-" + CLIENTS.incrementAndGet() + "-";
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
    private final ScheduledThreadPoolExecutor loop;
    private final ThreadPoolExecutor network;
    private final @Nullable ExecutorService ownCallbacks;
    private final Executor callbacks;
    private final SerialExecutor mailbox;
    private final SerialExecutor answers;
    private final HttpClient http;

    ClientThreads(ClientOptions options) {
        loop = new ScheduledThreadPoolExecutor(1, named("loop"));
        loop.setRemoveOnCancelPolicy(true);
        network = pool("network");
        // Whatever the JDK's client has left to do when the pool is gone is its own clearing up; it must happen.
        network.setRejectedExecutionHandler((task, pool) -> task.run());
        Executor given = options.executor();
        ownCallbacks = given == null ? pool("callback") : null;
        callbacks = given == null ? Objects.requireNonNull(ownCallbacks) : given;
        mailbox = new SerialExecutor(loop);
        answers = new SerialExecutor(callbacks);
        http = HttpClient.newBuilder()
                .executor(network)
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(options.connectTimeout())
                .build();
    }

    private ThreadPoolExecutor pool(String role) {
        return new ThreadPoolExecutor(0, Integer.MAX_VALUE, 5, TimeUnit.SECONDS, new SynchronousQueue<>(), named(role));
    }

    private ThreadFactory named(String role) {
        AtomicInteger count = new AtomicInteger();
        return task -> {
            threads.removeIf(t -> t.getState() == Thread.State.TERMINATED);
            ClientThread thread = new ClientThread(this, task, prefix + role + "-" + count.incrementAndGet());
            threads.add(thread);
            return thread;
        };
    }

    HttpClient http() {
        return http;
    }

    /** Brings a task to the loop, in order. */
    SerialExecutor mailbox() {
        return mailbox;
    }

    /** Completes futures, in order, off the loop: what depends on them is the user's code. */
    SerialExecutor answers() {
        return answers;
    }

    /** Runs callbacks. */
    Executor callbacks() {
        return callbacks;
    }

    /** Runs on the loop after a delay. */
    Timer after(Duration delay, Runnable task) {
        if (loop.isShutdown()) {
            return () -> {};
        }
        Future<?> scheduled = loop.schedule(() -> mailbox.execute(task), delay.toNanos(), TimeUnit.NANOSECONDS);
        return () -> scheduled.cancel(false);
    }

    /** Whether the caller runs on a thread of this client, which therefore cannot be waited for. */
    boolean areCurrent() {
        return Thread.currentThread() instanceof ClientThread t && t.owner == this;
    }

    /** Ends all threads and waits for them as long as given, at most. */
    void stop(Duration timeout) {
        long deadline = System.nanoTime() + timeout.toNanos();
        loop.shutdownNow();
        if (http instanceof AutoCloseable closeable) {
            // From Java 21 on. Before, its selector thread ends when the client is garbage.
            network.execute(() -> closeQuietly(closeable));
        }
        network.shutdown();
        if (ownCallbacks != null) {
            ownCallbacks.shutdown();
        }
        if (!areCurrent()) {
            threads.forEach(t -> join(t, deadline));
        }
        network.shutdownNow();
    }

    private static void closeQuietly(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception e) {
            throw new IllegalStateException("the JDK's HTTP client did not close", e);
        }
    }

    /** An executor counts as terminated while its last thread still ends; so the threads themselves are waited for. */
    private static void join(Thread thread, long deadline) {
        try {
            thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime())));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
