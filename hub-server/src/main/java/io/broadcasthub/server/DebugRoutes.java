package io.broadcasthub.server;

import io.broadcasthub.concurrent.AnyThread;
import io.broadcasthub.concurrent.TaskScope;
import io.broadcasthub.diagnostics.AuditReport;
import io.broadcasthub.diagnostics.Content;
import io.broadcasthub.diagnostics.Page;
import io.broadcasthub.diagnostics.StackProfile;
import io.broadcasthub.diagnostics.ThreadStacks;
import io.broadcasthub.diagnostics.profile.Profiler;
import io.broadcasthub.diagnostics.profile.Subject;
import io.broadcasthub.protocol.ErrorCode;
import io.broadcasthub.protocol.HubException;
import io.broadcasthub.transport.Exchange;
import io.broadcasthub.transport.Route;
import io.broadcasthub.transport.admin.PageRoute;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The diagnostic pages of the admin listener ({@code docs/diagnostics.md}). */
@AnyThread
final class DebugRoutes {
    private static final int DEFAULT_LIMIT = 1_000;
    private static final int MAX_LIMIT = 10_000;
    private static final int DEFAULT_SECONDS = 10;
    private static final int MAX_SECONDS = 60;

    private final Auditor auditor;
    private final ConnectionPages connections;
    private final Profiler profiler;
    private final GrowthWatch growth;
    private final TaskScope scope;

    DebugRoutes(Auditor auditor, ConnectionPages connections, Profiler profiler, GrowthWatch growth, TaskScope scope) {
        this.auditor = auditor;
        this.connections = connections;
        this.profiler = profiler;
        this.growth = growth;
        this.scope = scope;
    }

    List<Route> all() {
        return List.of(
                new PageRoute("/debug", exchange -> CompletableFuture.completedFuture(DebugIndex.page())),
                new PageRoute("/debug/audit", exchange -> auditor.audit().thenApply(AuditReport::page)),
                new PageRoute("/debug/connections", this::connections),
                new PageRoute("/debug/growth", exchange -> CompletableFuture.completedFuture(growth.page())),
                new PageRoute("/debug/threads", this::threads),
                new PageRoute("/debug/profile", this::profile));
    }

    /** Not on a loop: it stops them all. */
    private CompletableFuture<Content> threads(Exchange exchange) {
        String view = exchange.parameter("view");
        if (view != null && !view.equals("flame")) {
            throw new HubException(ErrorCode.BAD_REQUEST, "the parameter view is flame, or is left out");
        }
        return CompletableFuture.supplyAsync(
                view == null ? ThreadStacks::page : ThreadStacks::profile, scope.executor());
    }

    /** Ends with the connection of whoever asked for it. */
    private CompletableFuture<StackProfile> profile(Exchange exchange) {
        exchange.refuseHead();
        String event = exchange.parameter("event");
        Subject subject = Subject.named(event == null ? Subject.CPU.wireName() : event)
                .orElseThrow(() -> new HubException(
                        ErrorCode.BAD_REQUEST, "the parameter event is one of " + String.join(", ", Subject.names())));
        int seconds = exchange.intParameter("seconds", 1, DEFAULT_SECONDS);
        if (seconds > MAX_SECONDS) {
            throw new HubException(ErrorCode.BAD_REQUEST, "a profile takes at most " + MAX_SECONDS + " seconds");
        }
        CompletableFuture<StackProfile> profile = profiler.profile(subject, Duration.ofSeconds(seconds));
        ChannelFuture end = exchange.session().channel().closeFuture();
        ChannelFutureListener gone = closed -> profile.completeExceptionally(
                new HubException(ErrorCode.UNAVAILABLE, "the connection ended before the profile was taken"));
        end.addListener(gone);
        // A connection may ask for many, and live on.
        profile.whenComplete((taken, failure) -> end.removeListener(gone));
        return profile;
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
