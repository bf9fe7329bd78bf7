package io.broadcasthub.diagnostics;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Stacks with how much was counted for each.
 *
 * @param facts how it was come by
 */
public record StackProfile(String title, Unit unit, Map<String, Object> facts, StackTree tree) implements Content {
    /** What is counted. */
    public enum Unit {
        /** Time, in nanoseconds. */
        NANOSECONDS("ns"),
        BYTES("bytes"),
        THREADS("threads");

        private final String symbol;

        Unit(String symbol) {
            this.symbol = symbol;
        }

        public String symbol() {
            return symbol;
        }
    }

    @Override
    public Page page() {
        Page page = new Page(title);
        facts.forEach(page::fact);
        Table stacks = new Table("stacks", "stack", "count");
        tree.forEach(stacks::add);
        return page.fact("unit", unit.symbol())
                .fact("total", tree.root().total())
                .with(stacks);
    }

    /** A line for each stack, as flame graph tools read it: frames from the outermost, then the count. */
    public byte[] collapsed() {
        StringBuilder out = new StringBuilder(4096);
        tree.forEach(
                (stack, count) -> out.append(stack).append(' ').append(count).append('\n'));
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }
}
