package io.broadcasthub.server;

import io.broadcasthub.concurrent.AnyThread;
import io.broadcasthub.concurrent.TaskOwner;
import io.broadcasthub.concurrent.TaskScope;
import io.broadcasthub.diagnostics.AuditCost;
import io.broadcasthub.diagnostics.AuditReport;
import io.broadcasthub.diagnostics.KernelSockets;
import io.broadcasthub.diagnostics.Look;
import io.broadcasthub.diagnostics.Sheet;
import io.broadcasthub.session.LoopView;
import io.broadcasthub.session.SessionAudit;
import io.broadcasthub.topic.TopicAudit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One audit: looks at the hub, and again at what did not fit, until nothing is left or it is sure. It works on its scope's
 * thread and rests after each look, the longer the more the look cost.
 */
@AnyThread
final class AuditPass {
    private static final int MAX_LOOKS = 6;
    private static final Duration LOOP_PATIENCE = Duration.ofSeconds(10);

    private final Audited audited;
    private final SocketAudit sockets;
    private final TaskScope scope;
    private final LongSupplier nanoTicker;
    private final BiFunction<Look, AuditCost, AuditReport> judge;
    private final CompletableFuture<AuditReport> end = new CompletableFuture<>();
    private final TaskOwner owner = TaskOwner.named("an audit", task -> !end.isDone());
    /** Touched on the scope's thread alone, as the rest is. */
    private @Nullable Look before;

    private @Nullable KernelSockets kernel;

    private AuditCost cost = AuditCost.NONE;
    private long workNanos;

    /** @param judge is given the last look, on the scope's thread */
    AuditPass(
            Audited audited,
            SocketAudit sockets,
            TaskScope scope,
            LongSupplier nanoTicker,
            BiFunction<Look, AuditCost, AuditReport> judge) {
        this.audited = audited;
        this.sockets = sockets;
        this.scope = scope;
        this.nanoTicker = nanoTicker;
        this.judge = judge;
    }

    /** Completes when it is judged. */
    CompletableFuture<AuditReport> run() {
        look();
        return end;
    }

    /** The kernel first, then the loops: what was accepted by then is registered when they are asked. */
    private void look() {
        CompletableFuture.supplyAsync(() -> timed(this::ask), scope.executor())
                .thenCompose(snapshot -> audited.loops()
                        .collectStages(loop -> SessionAudit.look(loop, snapshot, audited.slice()))
                        .orTimeout(LOOP_PATIENCE.toNanos(), TimeUnit.NANOSECONDS)
                        .handleAsync((views, failure) -> timed(() -> sum(views, failure)), scope.executor()))
                .thenAcceptAsync(this::weigh, scope.executor())
                .whenComplete((done, failure) -> {
                    if (failure != null) {
                        end.completeExceptionally(failure);
                    }
                });
    }

    /** The kernel once for all looks: what fits no more by a later one is asked for by itself. */
    private TopicAudit.Snapshot ask() {
        if (kernel == null) {
            kernel = audited.kernel().get();
        }
        return TopicAudit.snapshot(audited.directory());
    }

    private Look sum(@Nullable List<LoopView> views, @Nullable Throwable failure) {
        Sheet hub = new Sheet("hub", nanoTicker.getAsLong());
        List<Sheet> sheets = new ArrayList<>(List.of(hub));
        TopicAudit.hub(audited.directory(), audited.engine(), hub);
        TaskAudit.look(audited.threads(), audited.routine(), hub);
        if (views == null) {
            hub.mismatch("loops", "silent", "an event loop does not answer: " + failure);
        } else {
            for (LoopView view : views) {
                sheets.add(view.sheet());
                cost = cost.held(view.longestNanos());
            }
            sockets.compare(views, Objects.requireNonNull(kernel), hub);
        }
        return Look.of(sheets);
    }

    private void weigh(Look look) {
        cost = cost.looked(workNanos);
        Look left = before == null ? look : look.confirming(before);
        if (left.suspects().isEmpty() || cost.looks() == MAX_LOOKS) {
            end.complete(judge.apply(left, cost));
        } else {
            before = left;
            scope.after("next look", owner, AuditCost.betweenLooks(workNanos), this::look);
        }
        workNanos = 0;
    }

    private <T> T timed(Supplier<T> work) {
        long begun = nanoTicker.getAsLong();
        try {
            return work.get();
        } finally {
            workNanos += nanoTicker.getAsLong() - begun;
        }
    }
}
