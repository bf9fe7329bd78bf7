package io.broadcasthub.bench.report;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Two reports side by side: how they came about differently, each figure that both have, in steps of the same label, and the
 * second divided by the first.
 */
public final class Comparison {
    private Comparison() {}

    /** @return whether there was anything to compare */
    public static boolean print(ReadReport first, ReadReport second, PrintWriter out) {
        List<List<String>> lines = new ArrayList<>();
        lines.add(List.of("", "A", "B", "B : A"));
        for (Row a : first.rows()) {
            Optional<Row> same = second.rows().stream()
                    .filter(r -> r.label().equals(a.label()))
                    .findFirst();
            same.ifPresent(b -> add(a, b, lines));
        }
        boolean comparable = lines.size() > 1;
        differences(first.about(), second.about()).forEach(out::println);
        if (comparable) {
            ReportTable.print(lines, out);
        }
        out.flush();
        return comparable;
    }

    /** A line for each thing that is not the same: what is compared may come of it. */
    private static List<String> differences(Map<String, String> first, Map<String, String> second) {
        Set<String> names = new LinkedHashSet<>(first.keySet());
        names.addAll(second.keySet());
        return names.stream()
                .filter(name -> !Objects.equals(first.get(name), second.get(name)))
                .map(name -> "differs: " + name + ": A " + quoted(first.get(name)) + ", B " + quoted(second.get(name)))
                .toList();
    }

    private static String quoted(@Nullable String value) {
        return value == null ? "does not say" : '"' + value + '"';
    }

    private static void add(Row a, Row b, List<List<String>> lines) {
        Row ratio = Row.ratio(a.label(), b, a);
        for (Figure figure : Figure.values()) {
            if (a.get(figure).isPresent() && b.get(figure).isPresent()) {
                lines.add(List.of(
                        a.label() + ": " + figure.heading(), a.text(figure), b.text(figure), ratio.text(figure)));
            }
        }
    }
}
