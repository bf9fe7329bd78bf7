package io.broadcasthub.bench.report;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A report for people: a figure a line, a step a column. */
public final class ReportTable {
    private ReportTable() {}

    public static void print(Report report, PrintWriter out) {
        out.println(report.scenario() + " on " + report.server());
        report.settings().forEach((name, value) -> out.println("  " + name + ": " + value));
        out.println();
        List<List<String>> lines = new ArrayList<>();
        List<String> head = new ArrayList<>(List.of(""));
        report.rows().forEach(row -> head.add(row.label()));
        lines.add(head);
        for (Figure figure : Figure.values()) {
            if (report.rows().stream().anyMatch(row -> row.get(figure).isPresent())) {
                lines.add(line(figure, report.rows()));
            }
        }
        print(lines, out);
        report.problems().forEach(problem -> out.println("! " + problem));
        out.flush();
    }

    private static List<String> line(Figure figure, List<Row> rows) {
        List<String> line = new ArrayList<>(List.of(figure.heading()));
        rows.forEach(row -> line.add(row.text(figure)));
        return line;
    }

    /** The first column to the left, the others to the right. */
    public static void print(List<List<String>> lines, PrintWriter out) {
        List<Integer> widths = new ArrayList<>(Collections.nCopies(lines.get(0).size(), 0));
        for (List<String> line : lines) {
            for (int i = 0; i < line.size(); i++) {
                widths.set(i, Math.max(widths.get(i), line.get(i).length()));
            }
        }
        for (List<String> line : lines) {
            StringBuilder text = new StringBuilder(line.get(0))
                    .append(" ".repeat(widths.get(0) - line.get(0).length()));
            for (int i = 1; i < line.size(); i++) {
                text.append("  ")
                        .append(" ".repeat(widths.get(i) - line.get(i).length()))
                        .append(line.get(i));
            }
            out.println(text.toString().stripTrailing());
        }
    }
}
