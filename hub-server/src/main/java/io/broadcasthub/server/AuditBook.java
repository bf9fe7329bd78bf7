package io.broadcasthub.server;

import io.broadcasthub.diagnostics.AuditCost;
import io.broadcasthub.diagnostics.AuditReport;
import io.broadcasthub.diagnostics.Equation;
import io.broadcasthub.diagnostics.Look;
import io.broadcasthub.diagnostics.Mismatch;
import io.broadcasthub.diagnostics.Standing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is known from earlier audits: since when each mismatch is there, and each equation holds. For one thread. */
final class AuditBook {
    private static final Logger log = LoggerFactory.getLogger(AuditBook.class);
    /** Mismatches that go into the log at once; the page has more. */
    private static final int MAX_TOLD = 20;

    private final Map<String, Long> known = new HashMap<>();
    private final Map<String, Standing> standings = new HashMap<>();

    /** Enters what an audit found, and tells the log what is new. */
    AuditReport enter(Look last, AuditCost cost, long now) {
        Map<String, Duration> since = since(last, now);
        List<AuditReport.Row> rows = new ArrayList<>();
        for (Equation equation : last.judged()) {
            Standing standing = standings.getOrDefault(equation.place(), Standing.NEW);
            if (equation.checked()) {
                standing = standing.checked(equation.ok() ? 0 : last.difference(equation), now);
                standings.put(equation.place(), standing);
            }
            rows.add(new AuditReport.Row(equation, standing.held(now), standing.worst(), standing.checks()));
        }
        return new AuditReport(cost, rows, last.suspects(), since);
    }

    private Map<String, Duration> since(Look last, long now) {
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
        return since;
    }
}
