package io.broadcasthub.bench.chart;

import io.broadcasthub.bench.report.Curve;
import io.broadcasthub.bench.report.Unit;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Panels side by side, each with axes of its own, under one title and one legend. */
public final class Chart {
    private static final int WIDTH = 300;
    private static final int HEIGHT = 170;
    private static final int LEFT = 74;
    private static final int TOP = 74;
    private static final int BOTTOM = 44;
    private static final int GAP = 16;

    private final StringBuilder svg = new StringBuilder();
    private final Unit unit;

    private Chart(Unit unit) {
        this.unit = unit;
    }

    /**
     * @param unit of what the panels show
     * @param legend what each colour means, in order
     */
    public static String svg(String title, Unit unit, Map<String, String> legend, List<Panel> panels) {
        Chart chart = new Chart(unit);
        int width = panels.size() * (LEFT + WIDTH + GAP);
        int height = TOP + HEIGHT + BOTTOM;
        chart.add(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\""
                        + " font-family=\"sans-serif\" font-size=\"12\" fill=\"#333\">",
                width, height, width, height);
        chart.add("<rect width=\"%d\" height=\"%d\" fill=\"#fff\"/>", width, height);
        chart.add("<text x=\"%d\" y=\"24\" font-size=\"16\" font-weight=\"bold\">%s</text>", GAP, escaped(title));
        chart.legend(legend, width);
        for (int i = 0; i < panels.size(); i++) {
            chart.panel(panels.get(i), i * (LEFT + WIDTH + GAP) + LEFT);
        }
        return chart.add("</svg>").svg.toString();
    }

    private void legend(Map<String, String> legend, int width) {
        int x = width - legend.size() * 90;
        for (Map.Entry<String, String> entry : legend.entrySet()) {
            add(
                    "<line x1=\"%d\" y1=\"20\" x2=\"%d\" y2=\"20\" stroke=\"%s\" stroke-width=\"3\"/>",
                    x, x + 24, entry.getValue());
            add("<text x=\"%d\" y=\"24\">%s</text>", x + 30, escaped(entry.getKey()));
            x += 90;
        }
    }

    private void panel(Panel panel, int left) {
        Axis across = Axis.upTo(panel.maxSecond());
        Axis up = Axis.upTo(panel.maxValue());
        add(
                "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">%s</text>",
                left + WIDTH / 2, TOP - 16, escaped(panel.title()));
        for (double tick : up.ticks()) {
            double y = TOP + HEIGHT - up.place(tick, HEIGHT);
            add("<line x1=\"%d\" y1=\"%.1f\" x2=\"%d\" y2=\"%.1f\" stroke=\"#ddd\"/>", left, y, left + WIDTH, y);
            add("<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s</text>", left - 6, y + 4, unit.format(tick));
        }
        for (double tick : across.ticks()) {
            double x = left + across.place(tick, WIDTH);
            add("<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>", x, TOP + HEIGHT + 18, Curve.second(tick));
        }
        for (Panel.Line line : panel.lines()) {
            StringBuilder points = new StringBuilder();
            for (Curve.Point point : line.curve().points()) {
                points.append(String.format(
                        Locale.ROOT,
                        "%.1f,%.1f ",
                        left + across.place(point.second(), WIDTH),
                        TOP + HEIGHT - up.place(point.value(), HEIGHT)));
            }
            add(
                    "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/>",
                    points.toString().strip(), line.color());
        }
    }

    private Chart add(String format, Object... values) {
        svg.append(String.format(Locale.ROOT, format, values)).append('\n');
        return this;
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
