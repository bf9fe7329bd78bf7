package io.broadcasthub.server;

import io.broadcasthub.concurrent.AnyThread;
import io.broadcasthub.concurrent.TaskScope;
import io.broadcasthub.diagnostics.AuditCost;
import io.broadcasthub.diagnostics.AuditReport;
import io.broadcasthub.diagnostics.DutyCycle;
import io.broadcasthub.diagnostics.Look;
import io.broadcasthub.protocol.ErrorCode;
import io.broadcasthub.protocol.HubException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.LongSupplier;
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

    private final Audited audited;
    private final TaskScope scope;
    private final LongSupplier nanoTicker;
    private final Object lock = new Object();
    private @Nullable CompletableFuture<AuditReport> running;
    /** The scope's thread alone. */
    private final AuditBook book = new AuditBook();
    /** The scope's thread alone: whether there was an audit. The first loads its classes, and is no measure for others. */
    private boolean warm;

    private final SocketAudit sockets = new SocketAudit();

    private volatile int mismatches;
    private final DutyCycle background;

    Auditor(Audited audited, TaskScope scope, LongSupplier nanoTicker) {
        this.audited = audited;
        this.scope = scope;
        this.nanoTicker = nanoTicker;
        this.background = new DutyCycle(nanoTicker);
        scope.ended().thenRun(this::ended);
    }

    /** An audit that rests or is queued then goes on no more; whoever waits for it hears of it. */
    private void ended() {
        CompletableFuture<AuditReport> last;
        synchronized (lock) {
            last = running;
        }
        if (last != null) {
            last.completeExceptionally(stopping());
        }
    }

    /** Audits in the background, unless it rests; what it finds is in the log and in {@link #mismatches()}. */
    void sweep() {
        if (background.isResting()) {
            return;
        }
        audit().whenComplete((report, failure) -> {
            if (failure != null && !(failure.getCause() instanceof HubException)) {
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
        try {
            new AuditPass(audited, sockets, scope, nanoTicker, this::judge)
                    .run()
                    .whenComplete((report, failure) -> {
                        if (failure != null) {
                            boolean ended = failure.getCause() instanceof RejectedExecutionException;
                            mine.completeExceptionally(ended ? stopping() : failure);
                        } else {
                            mine.complete(report);
                        }
                    });
        } catch (RejectedExecutionException e) {
            mine.completeExceptionally(stopping());
        }
        return mine.copy();
    }

    /** The hub ends audits before its loops: one that is under way, or comes then, is no failure. */
    private static HubException stopping() {
        return new HubException(ErrorCode.UNAVAILABLE, "the hub is shutting down");
    }

    private AuditReport judge(Look last, AuditCost cost) {
        AuditReport report = book.enter(last, cost, nanoTicker.getAsLong());
        mismatches = report.mismatches().size();
        if (warm) {
            background.worked(cost.work());
        }
        warm = true;
        return report;
    }
}
