package io.broadcasthub.bench.chart;

import io.broadcasthub.bench.report.Curve;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Curves of one figure that are drawn into the same axes, with the colour of each. */
public record Panel(String title, List<Line> lines) {
    /** @param color as SVG names it */
    public record Line(Curve curve, String color) {}

    public Panel {
        lines = List.copyOf(lines);
    }

    double maxSecond() {
        return points(Curve.Point::second);
    }

    double maxValue() {
        return points(Curve.Point::value);
    }

    private double points(ToDoubleFunction<Curve.Point> of) {
        return lines.stream()
                .flatMap(line -> line.curve().points().stream())
                .mapToDouble(of)
                .max()
                .orElse(0);
    }
}
