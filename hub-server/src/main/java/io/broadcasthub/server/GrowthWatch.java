package io.broadcasthub.server;

import io.broadcasthub.concurrent.AnyThread;
import io.broadcasthub.concurrent.TaskScope;
import io.broadcasthub.config.DiagnosticsConfig;
import io.broadcasthub.diagnostics.ConnectionGroup;
import io.broadcasthub.diagnostics.LeakSignatures;
import io.broadcasthub.diagnostics.LeakSignatures.Growth;
import io.broadcasthub.diagnostics.Page;
import io.broadcasthub.diagnostics.QuietCount;
import io.broadcasthub.diagnostics.Table;
import io.broadcasthub.session.QuietSessions;
import io.broadcasthub.session.SessionLoop;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Samples the connections of all loops for the signature of a leak, and says when it appears and when it is gone. */
@AnyThread
final class GrowthWatch {
    private static final Logger log = LoggerFactory.getLogger(GrowthWatch.class);
    private static final int MAX_ROWS = 1_000;

    private final Loops loops;
    private final IdentityHashMap<SessionLoop, QuietSessions> quiet = new IdentityHashMap<>();
    private final TaskScope scope;
    private final DiagnosticsConfig config;
    /** Takes samples on the scope's thread alone, which {@link #told} belongs to as well. */
    private final LeakSignatures signatures;

    private final Set<ConnectionGroup> told = new HashSet<>();
    /** On the scope's thread. */
    private boolean failing;

    private volatile int found;
    private volatile List<Growth> groups = List.of();

    GrowthWatch(Loops loops, TaskScope scope, DiagnosticsConfig config) {
        this.loops = loops;
        loops.all().forEach(loop -> quiet.put(loop, new QuietSessions(loop, config.growthInterval())));
        this.scope = scope;
        this.config = config;
        this.signatures = new LeakSignatures(config.growthSamples());
    }

    /** Takes a sample, which is judged on the scope's thread. Nothing of it happens any more when the scope has ended. */
    void sample() {
        count().handleAsync(
                        (counts, failure) -> {
                            tell(failure == null ? judged(counts) : failure);
                            return null;
                        },
                        scope.executor());
    }

    /** A loop that has ended refuses to be asked, by throwing. */
    private CompletableFuture<List<Map<ConnectionGroup, QuietCount>>> count() {
        try {
            return loops.collect(loop -> Objects.requireNonNull(quiet.get(loop)).count());
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** @return what went wrong; null if nothing did */
    private @Nullable Throwable judged(List<Map<ConnectionGroup, QuietCount>> counts) {
        try {
            judge(counts);
            return null;
        } catch (RuntimeException e) {
            return e;
        }
    }

    /** Once, not with every sample; then not before one has worked again. */
    private void tell(@Nullable Throwable failure) {
        if (failure != null && !failing) {
            log.atWarn()
                    .setCause(failure)
                    .log("counting silent connections failed; /debug/growth is as of the sample before; going on");
        }
        failing = failure != null;
    }

    private void judge(List<Map<ConnectionGroup, QuietCount>> counts) {
        Map<ConnectionGroup, QuietCount> sums = new HashMap<>();
        counts.forEach(part -> part.forEach((group, count) -> sums.merge(group, count, QuietCount::plus)));
        signatures.sample(sums);
        List<Growth> all = signatures.groups();
        List<Growth> leaks = all.stream().filter(signatures::isSignature).toList();
        groups = all;
        found = leaks.size();
        Set<ConnectionGroup> now = new HashSet<>();
        for (Growth leak : leaks) {
            now.add(leak.group());
            if (told.add(leak.group())) {
                log.atWarn()
                        .addKeyValue("state", leak.group().state())
                        .addKeyValue("transport", leak.group().transport())
                        .addKeyValue("topics", leak.group().topics())
                        .addKeyValue("connections", leak.quiet())
                        .log("a group of silent connections only grows; see /debug/growth");
            }
        }
        told.removeIf(group -> {
            boolean gone = !now.contains(group);
            if (gone) {
                log.atInfo()
                        .addKeyValue("state", group.state())
                        .addKeyValue("transport", group.transport())
                        .addKeyValue("topics", group.topics())
                        .log("the group of silent connections does not grow any more");
            }
            return gone;
        });
    }

    /** Groups with the signature of a leak, as of the latest sample. */
    int found() {
        return found;
    }

    Page page() {
        Table table = new Table("groups", "signature", "state", "transport", "topics", "quiet", "rises");
        List<Growth> latest = groups;
        latest.stream()
                .limit(MAX_ROWS)
                .forEach(growth -> table.add(
                        signatures.isSignature(growth),
                        growth.group().state(),
                        growth.group().transport(),
                        growth.group().topics(),
                        growth.quiet(),
                        growth.rises()));
        return new Page("growth")
                .fact("signatures", found)
                .fact("intervalSeconds", config.growthInterval().toMillis() / 1e3)
                .fact("risesOfASignature", config.growthSamples())
                .fact("total", latest.size())
                .with(table);
    }
}
