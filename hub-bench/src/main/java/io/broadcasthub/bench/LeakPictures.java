package io.broadcasthub.bench;

import io.broadcasthub.bench.chart.Chart;
import io.broadcasthub.bench.chart.Panel;
import io.broadcasthub.bench.leaks.LeakRun;
import io.broadcasthub.bench.leaky.Leak;
import io.broadcasthub.bench.report.Curve;
import io.broadcasthub.bench.report.Figure;
import io.broadcasthub.bench.report.ReportTable;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Shows how figures went over time: live workers as text, all of them as charts. */
final class LeakPictures {
    private static final int COLUMNS = 8;
    private static final List<Figure> DRAWN =
            List.of(Figure.WORKERS, Figure.DELIVERED, Figure.P99, Figure.RSS, Figure.THREADS, Figure.DESCRIPTORS);

    private LeakPictures() {}

    static void table(List<Curve> curves, PrintWriter out) {
        List<Curve> workers =
                curves.stream().filter(c -> c.figure() == Figure.WORKERS).toList();
        double end = workers.stream()
                .flatMap(c -> c.points().stream())
                .mapToDouble(Curve.Point::second)
                .max()
                .orElse(0);
        List<List<String>> lines = new ArrayList<>();
        List<String> head = new ArrayList<>(List.of("live workers"));
        for (int i = 1; i <= COLUMNS; i++) {
            head.add(Curve.second(end * i / COLUMNS));
        }
        lines.add(head);
        for (Curve curve : workers) {
            List<String> line = new ArrayList<>(List.of(curve.label()));
            for (int i = 1; i <= COLUMNS; i++) {
                line.add(curve.text(end * i / COLUMNS));
            }
            lines.add(line);
        }
        out.println();
        ReportTable.print(lines, out);
        out.flush();
    }

    /** A file for each figure. */
    static void draw(List<Curve> curves, Path directory) throws IOException {
        Map<String, String> legend = new LinkedHashMap<>();
        legend.put("leaky", "#c62828");
        legend.put("hub", "#1565c0");
        Files.createDirectories(directory);
        for (Figure figure : DRAWN) {
            List<Panel> panels = new ArrayList<>();
            for (Leak leak : Leak.values()) {
                List<Panel.Line> lines = new ArrayList<>();
                legend.forEach((server, color) -> curves.stream()
                        .filter(c -> c.figure() == figure && c.label().equals(LeakRun.label(leak, server)))
                        .forEach(c -> lines.add(new Panel.Line(c, color))));
                panels.add(new Panel(leak.title(), lines));
            }
            String svg = Chart.svg(figure.heading(), figure.unit(), legend, panels);
            Files.writeString(directory.resolve("leaks-" + figure.key() + ".svg"), svg);
        }
    }
}
