package io.broadcasthub.server;

import io.broadcasthub.concurrent.AnyThread;
import io.broadcasthub.concurrent.TaskScope;
import io.broadcasthub.diagnostics.AuditReport;
import io.broadcasthub.diagnostics.KernelSockets;
import io.broadcasthub.diagnostics.Look;
import io.broadcasthub.diagnostics.Mismatch;
import io.broadcasthub.diagnostics.Sheet;
import io.broadcasthub.engine.Engine;
import io.broadcasthub.session.LoopView;
import io.broadcasthub.session.SessionAudit;
import io.broadcasthub.topic.TopicAudit;
import io.broadcasthub.topic.TopicDirectory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds the hub's books against what is there: each loop looks at itself, the kernel and the engine are asked, and what does
 * not fit is looked at again before it is called a mismatch, since connections come and go meanwhile.
 */
@AnyThread
final class Auditor {
    private static final Logger log = LoggerFactory.getLogger(Auditor.class);
    private static final String SOCKETS = "sockets";
    private static final int MAX_LOOKS = 6;
    /** Mismatches that go into the log at once; the page has more. */
    private static final int MAX_TOLD = 20;

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);
    private static final Duration LOOP_PATIENCE = Duration.ofSeconds(10);

    private final Loops loops;
    private final TopicDirectory directory;
    private final Engine engine;
    private final TaskScope scope;
    private final Supplier<KernelSockets> kernel;
    private final LongSupplier nanoTicker;
    /** Since when each mismatch is known; the scope's thread alone. */
    private final Map<String, Long> known = new HashMap<>();

    private final Object lock = new Object();
    private @Nullable CompletableFuture<AuditReport> running;
    private volatile int mismatches;

    /** @param kernel asks the kernel; blocks meanwhile */
    Auditor(
            Loops loops,
            TopicDirectory directory,
            Engine engine,
            TaskScope scope,
            Supplier<KernelSockets> kernel,
            LongSupplier nanoTicker) {
        this.loops = loops;
        this.directory = directory;
        this.engine = engine;
        this.scope = scope;
        this.kernel = kernel;
        this.nanoTicker = nanoTicker;
    }

    /** Audits in the background; what it finds is in the log and in {@link #mismatches()}. */
    void sweep() {
        audit().whenComplete((report, failure) -> {
            if (failure != null) {
                log.atError().setCause(failure).log("the audit failed");
            }
        });
    }

    /** What the latest audit found. */
    int mismatches() {
        return mismatches;
    }

    /** Audits now; who asks while one is under way gets the answer of that one. */
    CompletableFuture<AuditReport> audit() {
        CompletableFuture<AuditReport> mine;
        synchronized (lock) {
            if (running != null && !running.isDone()) {
                return running.copy();
            }
            mine = new CompletableFuture<>();
            running = mine;
        }
        look(mine, null, 1);
        return mine.copy();
    }

    private void look(CompletableFuture<AuditReport> answer, @Nullable Look before, int looks) {
        lookOnce()
                .thenAcceptAsync(
                        look -> {
                            Look left = before == null ? look : look.confirming(before);
                            if (left.suspects().isEmpty() || looks == MAX_LOOKS) {
                                answer.complete(judge(left, looks));
                            } else {
                                scope.after(BETWEEN_LOOKS, () -> look(answer, left, looks + 1));
                            }
                        },
                        scope.executor())
                .whenComplete((done, failure) -> {
                    if (failure != null) {
                        answer.completeExceptionally(failure);
                    }
                });
    }

    /** The kernel first, then the loops: what was accepted by then is registered when they are asked. */
    private CompletableFuture<Look> lookOnce() {
        return CompletableFuture.supplyAsync(kernel, scope.executor()).thenCompose(sockets -> {
            TopicAudit.Snapshot snapshot = TopicAudit.snapshot(directory);
            return loops.collect(loop -> SessionAudit.look(loop, snapshot))
                    .orTimeout(LOOP_PATIENCE.toNanos(), TimeUnit.NANOSECONDS)
                    .handleAsync((views, failure) -> sum(views, failure, sockets), scope.executor());
        });
    }

    private Look sum(@Nullable List<LoopView> views, @Nullable Throwable failure, KernelSockets kernel) {
        Sheet hub = new Sheet("hub", nanoTicker.getAsLong());
        List<Sheet> sheets = new ArrayList<>(List.of(hub));
        TopicAudit.hub(directory, engine, hub);
        if (views == null) {
            hub.mismatch("loops", "silent", "an event loop does not answer: " + failure);
        } else {
            views.forEach(view -> sheets.add(view.sheet()));
            if (kernel.unavailable().isEmpty()) {
                sockets(views, kernel, hub);
            } else {
                hub.counted(SOCKETS, "kernel not asked: " + kernel.unavailable(), 0, "", 0);
            }
        }
        return Look.of(sheets);
    }

    private static void sockets(List<LoopView> views, KernelSockets kernel, Sheet hub) {
        Set<KernelSockets.Socket> unclaimed = new HashSet<>(kernel.sockets());
        Set<Integer> descriptors = new HashSet<>();
        long links = 0;
        for (LoopView view : views) {
            for (LoopView.Link link : view.links()) {
                links++;
                KernelSockets.Socket socket = kernel.find(link.descriptor(), link.remote());
                if (socket != null) {
                    unclaimed.remove(socket);
                }
                if (link.descriptor() >= 0
                        && (!kernel.isSocket(link.descriptor()) || !descriptors.add(link.descriptor()))) {
                    String what = "session " + link.session() + " (" + link.transport() + ", " + link.remote()
                            + ") has no socket of its own in the kernel: descriptor " + link.descriptor();
                    hub.mismatch(SOCKETS, link.session(), what, link.since(), null);
                }
            }
        }
        hub.counted(SOCKETS, "open in the kernel", kernel.sockets().size(), "registered sessions", links);
        for (KernelSockets.Socket socket : unclaimed) {
            hub.mismatch(
                    SOCKETS,
                    socket.inode(),
                    "descriptor " + socket.descriptor() + " (socket " + socket.inode() + ", peer " + socket.remote()
                            + ") is open and belongs to no session");
        }
    }

    /** On the scope's thread. */
    private AuditReport judge(Look last, int looks) {
        long now = nanoTicker.getAsLong();
        Set<String> keys = new HashSet<>();
        Map<String, Duration> since = new HashMap<>();
        int told = 0;
        for (Mismatch mismatch : last.suspects()) {
            keys.add(mismatch.key());
            Long first = known.putIfAbsent(mismatch.key(), now);
            since.put(mismatch.key(), Duration.ofNanos(first == null ? 0 : now - first));
            if (first == null && ++told <= MAX_TOLD) {
                log.atError()
                        .addKeyValue("equation", mismatch.equation())
                        .addKeyValue("where", mismatch.where())
                        .log("audit: {}", mismatch.what());
            }
        }
        known.keySet().retainAll(keys);
        mismatches = last.suspects().size();
        return AuditReport.of(last, looks, since);
    }
}
