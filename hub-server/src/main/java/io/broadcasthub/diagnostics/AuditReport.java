package io.broadcasthub.diagnostics;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What an audit came to.
 *
 * @param known since when each mismatch is known, by its key
 */
public record AuditReport(AuditCost cost, List<Row> rows, List<Mismatch> mismatches, Map<String, Duration> known) {
    private static final int MAX_ROWS = 1_000;

    /** An equation, and how it did in all audits so far. */
    public record Row(Equation equation, Duration held, long worst, long checks) {}

    public boolean ok() {
        return mismatches.isEmpty();
    }

    public List<Equation> equations() {
        return rows.stream().map(Row::equation).toList();
    }

    public Page page() {
        return new Page("audit")
                .fact("ok", ok())
                .fact("count", mismatches.size())
                .fact("looks", cost.looks())
                .fact("workMillis", millis(cost.work()))
                .fact("longestHoldMillis", millis(cost.longestHold()))
                .with(wrong())
                .with(sides());
    }

    private static double millis(Duration time) {
        return Math.round(time.toNanos() / 1e4) / 1e2;
    }

    private Table wrong() {
        Table wrong = new Table("mismatches", "equation", "where", "what", "ageSeconds", "knownSeconds", "created");
        mismatches.stream()
                .limit(MAX_ROWS)
                .forEach(m -> wrong.add(
                        m.equation(),
                        m.where(),
                        m.what(),
                        m.age() == null ? null : m.age().toSeconds(),
                        known.getOrDefault(m.key(), Duration.ZERO).toSeconds(),
                        m.created()));
        return wrong;
    }

    private Table sides() {
        Table sides = new Table(
                "equations",
                "equation",
                "where",
                "left",
                "leftCount",
                "right",
                "rightCount",
                "ok",
                "heldSeconds",
                "worst",
                "checks");
        for (Row row : rows) {
            Equation e = row.equation();
            sides.add(
                    e.name(),
                    e.where(),
                    e.leftName(),
                    e.left(),
                    e.rightName(),
                    e.right(),
                    e.checked() ? e.ok() : null,
                    row.held().toSeconds(),
                    row.worst(),
                    row.checks());
        }
        return sides;
    }
}
