package io.broadcasthub.diagnostics;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What an audit came to.
 *
 * @param looks how often it looked before it was sure
 * @param known since when each mismatch is known, by its key
 */
public record AuditReport(int looks, List<Equation> equations, List<Mismatch> mismatches, Map<String, Duration> known) {
    private static final int MAX_ROWS = 1_000;

    public static AuditReport of(Look last, int looks, Map<String, Duration> known) {
        return new AuditReport(looks, last.judged(), last.suspects(), known);
    }

    public boolean ok() {
        return mismatches.isEmpty();
    }

    public Page page() {
        Table sides = new Table("equations", "equation", "where", "left", "leftCount", "right", "rightCount", "ok");
        equations.forEach(
                e -> sides.add(e.name(), e.where(), e.leftName(), e.left(), e.rightName(), e.right(), e.ok()));
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
        return new Page("audit")
                .fact("ok", ok())
                .fact("count", mismatches.size())
                .fact("looks", looks)
                .with(wrong)
                .with(sides);
    }
}
