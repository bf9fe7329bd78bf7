package io.broadcasthub.server;

import io.broadcasthub.concurrent.AnyThread;
import io.broadcasthub.concurrent.TaskScope;
import io.broadcasthub.diagnostics.AuditReport;
import io.broadcasthub.diagnostics.Page;
import io.broadcasthub.diagnostics.ThreadStacks;
import io.broadcasthub.protocol.ErrorCode;
import io.broadcasthub.protocol.HubException;
import io.broadcasthub.transport.Exchange;
import io.broadcasthub.transport.Route;
import io.broadcasthub.transport.admin.PageRoute;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The diagnostic pages of the admin listener ({@code docs/diagnostics.md}). */
@AnyThread
final class DebugRoutes {
    private static final int DEFAULT_LIMIT = 1_000;
    private static final int MAX_LIMIT = 10_000;

    private final Auditor auditor;
    private final ConnectionPages connections;
    private final TaskScope scope;

    DebugRoutes(Auditor auditor, ConnectionPages connections, TaskScope scope) {
        this.auditor = auditor;
        this.connections = connections;
        this.scope = scope;
    }

    List<Route> all() {
        return List.of(
                new PageRoute("/debug/audit", exchange -> auditor.audit().thenApply(AuditReport::page)),
                new PageRoute("/debug/connections", this::connections),
                new PageRoute(
                        "/debug/threads",
                        // Not on a loop: it stops them all.
                        exchange -> CompletableFuture.supplyAsync(ThreadStacks::page, scope.executor())));
    }

    private CompletableFuture<Page> connections(Exchange exchange) {
        int limit = Math.min(MAX_LIMIT, exchange.intParameter("limit", 1, DEFAULT_LIMIT));
        String group = exchange.parameter("group");
        if (group == null) {
            return connections.each(limit);
        }
        List<String> by = List.of(group.split(",", -1)).stream().distinct().toList();
        if (!ConnectionPages.criteria().containsAll(by)) {
            throw new HubException(
                    ErrorCode.BAD_REQUEST,
                    "the parameter group is one or more of " + String.join(",", ConnectionPages.criteria()));
        }
        return connections.grouped(by, limit);
    }
}
