package io.broadcasthub.bench.chart;

import java.util.ArrayList;
import java.util.List;

/**
 * From 0 to a round number, with round steps between.
 *
 * @param end at least the largest value
 */
record Axis(double end, double step) {
    private static final int STEPS = 4;

    /** @param max the largest value that must have room */
    static Axis upTo(double max) {
        if (!(max > 0)) {
            return new Axis(1, 1);
        }
        double rough = max / STEPS;
        double power = Math.pow(10, Math.floor(Math.log10(rough)));
        double step = power * 10;
        for (double nice : new double[] {5, 2.5, 2, 1}) {
            if (nice * power >= rough) {
                step = nice * power;
            }
        }
        return new Axis(Math.ceil(max / step) * step, step);
    }

    List<Double> ticks() {
        List<Double> ticks = new ArrayList<>();
        for (int i = 0; i * step <= end + step / 2; i++) {
            ticks.add(i * step);
        }
        return ticks;
    }

    /** Where a value lies, of so many pixels. */
    double place(double value, double pixels) {
        return Math.min(value, end) / end * pixels;
    }
}
