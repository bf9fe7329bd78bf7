package io.broadcasthub.bench.report;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Two reports side by side: each figure that both have, in steps of the same label, and the second divided by the first. */
public final class Comparison {
    private Comparison() {}

    /** @return whether there was anything to compare */
    public static boolean print(List<Row> first, List<Row> second, PrintWriter out) {
        List<List<String>> lines = new ArrayList<>();
        lines.add(List.of("", "A", "B", "B : A"));
        for (Row a : first) {
            Optional<Row> same =
                    second.stream().filter(r -> r.label().equals(a.label())).findFirst();
            same.ifPresent(b -> add(a, b, lines));
        }
        if (lines.size() == 1) {
            return false;
        }
        ReportTable.print(lines, out);
        out.flush();
        return true;
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
