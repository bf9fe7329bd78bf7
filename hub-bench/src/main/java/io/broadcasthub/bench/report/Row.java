package io.broadcasthub.bench.report;

import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalDouble;

/** What was measured in one step of a scenario. */
public final class Row {
    private final String label;
    private final boolean ratio;
    private final Map<Figure, Double> figures = new EnumMap<>(Figure.class);

    public Row(String label) {
        this(label, false);
    }

    private Row(String label, boolean ratio) {
        this.label = label;
        this.ratio = ratio;
    }

    /** How many times as much the first has as the second, in every figure that both have and that is not 0. */
    public static Row ratio(String label, Row first, Row second) {
        Row row = new Row(label, true);
        first.figures.forEach((figure, value) -> {
            Double other = second.figures.get(figure);
            if (other != null && other != 0 && figure.unit() != Unit.YES_NO) {
                row.set(figure, value / other);
            }
        });
        return row;
    }

    public String label() {
        return label;
    }

    /** Whether its figures are ratios of figures. */
    public boolean isRatio() {
        return ratio;
    }

    public Row set(Figure figure, double value) {
        figures.put(figure, value);
        return this;
    }

    public Row set(Figure figure, long value) {
        return set(figure, (double) value);
    }

    public OptionalDouble get(Figure figure) {
        Double value = figures.get(figure);
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    /** As people read it; empty where there is none. */
    public String text(Figure figure) {
        Double value = figures.get(figure);
        if (value == null) {
            return "";
        }
        return ratio ? Unit.RATIO.format(value) : figure.unit().format(value);
    }

    /** Whether the server kept up with the rate. */
    public boolean isHeld() {
        return get(Figure.HELD).orElse(0) != 0;
    }

    /** Whether messages were lost, repeated or out of order. */
    public boolean isBroken() {
        return !ratio && hasLosses();
    }

    private boolean hasLosses() {
        return get(Figure.LOST).orElse(0) > 0
                || get(Figure.REPEATED).orElse(0) > 0
                || get(Figure.OUT_OF_ORDER).orElse(0) > 0;
    }
}
