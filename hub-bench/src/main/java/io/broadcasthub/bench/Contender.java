package io.broadcasthub.bench;

import io.broadcasthub.bench.load.Generator;
import io.broadcasthub.bench.progress.Notes;
import io.broadcasthub.bench.report.Figure;
import io.broadcasthub.bench.report.Row;
import io.broadcasthub.bench.server.Target;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One of the servers that are held against each other, measured.
 *
 * @param steps of the fan-out, a rate each
 * @param idle of the idle connections; null where there were none
 */
record Contender(String name, List<Row> steps, @Nullable Row idle, List<String> problems) {
    /** Starts the server, anew for each load. */
    interface Starter {
        Target start() throws IOException;
    }

    /**
     * Blocks until it has been measured: fan-out, then in a fresh process idle connections.
     *
     * @param idle how many of those; none with 0
     */
    static Contender measure(String name, Starter starter, Settings settings, int idle, Notes notes)
            throws IOException, InterruptedException {
        List<String> problems = new ArrayList<>();
        List<Row> steps = run(new FanoutScenario("fanout"), settings, starter, notes, problems);
        Row silent = idle == 0
                ? null
                : run(new IdleScenario(), settings.idle(idle), starter, notes, problems)
                        .get(0);
        return new Contender(name, steps, silent, problems);
    }

    private static List<Row> run(
            Scenario scenario, Settings settings, Starter starter, Notes notes, List<String> problems)
            throws IOException, InterruptedException {
        try (Target target = starter.start();
                Generator generator = new Generator(settings.loops(), settings.processes())) {
            Stage stage = new Stage(target, settings, generator, notes);
            List<Row> rows = scenario.run(stage);
            problems.addAll(stage.problems());
            return rows;
        }
    }

    /** The figures that decide. At the lowest rate, but for those that say otherwise. */
    Row summary(List<Contender> all) {
        Row row = new Row(name);
        Row lowest = steps.get(0);
        copy(lowest, Figure.P50, Figure.P50, row);
        copy(lowest, Figure.P99, Figure.P99, row);
        copy(lowest, Figure.CPU_PER_DELIVERY, Figure.CPU_PER_DELIVERY, row);
        copy(lowest, Figure.ALLOCATED_PER_DELIVERY, Figure.ALLOCATED_PER_DELIVERY, row);
        copy(lowest, Figure.ALLOCATION_RATE, Figure.ALLOCATION_RATE, row);
        copy(lowest, Figure.COLLECTIONS, Figure.COLLECTIONS, row);
        copy(lowest, Figure.COLLECTING, Figure.COLLECTING, row);
        copy(lowest, Figure.LONGEST_PAUSE, Figure.LONGEST_PAUSE, row);
        for (Row step : steps) {
            if (step.isHeld()) {
                copy(step, Figure.DELIVERED, Figure.MOST_HELD, row);
                if (all.stream().allMatch(c -> c.holds(step.label()))) {
                    copy(step, Figure.CPU_PER_DELIVERY, Figure.CPU_LOADED, row);
                }
            }
        }
        if (idle != null) {
            copy(idle, Figure.BYTES_PER_CONNECTION, Figure.BYTES_PER_CONNECTION, row);
            copy(idle, Figure.CPU_PER_CONNECT, Figure.CPU_PER_CONNECT, row);
        }
        row.set(Figure.LOST, sum(Figure.LOST))
                .set(Figure.REPEATED, sum(Figure.REPEATED))
                .set(Figure.OUT_OF_ORDER, sum(Figure.OUT_OF_ORDER));
        return row;
    }

    private boolean holds(String label) {
        return steps.stream().anyMatch(step -> step.label().equals(label) && step.isHeld());
    }

    private double sum(Figure figure) {
        return steps.stream().mapToDouble(step -> step.get(figure).orElse(0)).sum();
    }

    private static void copy(Row from, Figure figure, Figure as, Row to) {
        from.get(figure).ifPresent(value -> to.set(as, value));
    }
}
