package io.broadcasthub.bench.report;

import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalDouble;

/** What was measured in one step of a scenario. */
public final class Row {
    private final String label;
    private final Map<Figure, Double> figures = new EnumMap<>(Figure.class);

    public Row(String label) {
        this.label = label;
    }

    public String label() {
        return label;
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

    public Map<Figure, Double> figures() {
        return Map.copyOf(figures);
    }

    /** Whether messages were lost, repeated or out of order. */
    public boolean isBroken() {
        return get(Figure.LOST).orElse(0) > 0
                || get(Figure.REPEATED).orElse(0) > 0
                || get(Figure.OUT_OF_ORDER).orElse(0) > 0;
    }
}
