package io.broadcasthub.bench.report;

import java.util.List;
import java.util.Locale;

/**
 * How a figure went over the time of a step.
 *
 * @param label the step's, as that of its {@link Row}
 */
public record Curve(String label, Figure figure, List<Point> points) {
    /** @param second since the measurement began */
    public record Point(double second, double value) {}

    public Curve {
        points = List.copyOf(points);
    }

    /** The value of the last point not after that second, as people read it; empty where there is none. */
    public String text(double second) {
        String text = "";
        for (Point point : points) {
            if (point.second() <= second) {
                text = figure.unit().format(point.value());
            }
        }
        return text;
    }

    /** A second as people read it. */
    public static String second(double second) {
        return String.format(Locale.ROOT, "%.0f s", second);
    }
}
