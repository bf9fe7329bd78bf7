package io.broadcasthub.bench.leaks;

import io.broadcasthub.bench.load.Crowd;
import io.broadcasthub.bench.load.Order;
import io.broadcasthub.bench.load.Tally;
import io.broadcasthub.bench.report.Curve;
import io.broadcasthub.bench.report.Figure;
import io.broadcasthub.bench.server.ProcessSample;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** Looks at a server and at those who stay, second by second. One thread. */
final class Samples {
    private static final double NANOS = 1e9;

    private final Subject subject;
    private final Crowd stayers;
    private final long start;
    private final Map<Figure, List<Curve.Point>> curves = new EnumMap<>(Figure.class);
    private final List<Histogram> latencies = new ArrayList<>();
    private final long before;
    private Tally last;
    private long lastTime;
    private double cpu;
    private double lastCpu;

    /** Begins the measurement. */
    Samples(Subject subject, Crowd stayers) throws IOException, InterruptedException {
        this.subject = subject;
        this.stayers = stayers;
        this.start = System.nanoTime();
        stayers.await(new Order.Window(start, Long.MAX_VALUE));
        this.last = stayers.await(new Order.Count());
        this.before = last.distinct();
        this.lastTime = start;
        this.lastCpu = subject.sample().cpu();
        latencies.add(last.latency());
    }

    /** @param up whether the server is there to be asked */
    void take(boolean up) throws IOException, InterruptedException {
        Tally tally = stayers.await(new Order.Count());
        long now = System.nanoTime();
        point(Figure.DELIVERED, now, (tally.distinct() - last.distinct()) * NANOS / (now - lastTime));
        Histogram latency = between(last.latency(), tally.latency());
        if (latency.getTotalCount() > 0) {
            point(Figure.P99, now, latency.getValueAtPercentile(99) / 1e3);
        }
        latencies.add(tally.latency());
        last = tally;
        lastTime = now;
        if (up) {
            server(now);
        }
    }

    private void server(long now) throws IOException {
        ProcessSample sample = subject.sample();
        double used = sample.cpu() < lastCpu ? sample.cpu() : sample.cpu() - lastCpu; // less: a new process
        cpu += used;
        lastCpu = sample.cpu();
        point(Figure.WORKERS, now, subject.workers());
        point(Figure.THREADS, now, sample.threads());
        point(Figure.DESCRIPTORS, now, sample.descriptors());
        point(Figure.RSS, now, sample.rss());
    }

    private void point(Figure figure, long now, long value) {
        point(figure, now, (double) value);
    }

    private void point(Figure figure, long now, double value) {
        curves.computeIfAbsent(figure, f -> new ArrayList<>()).add(new Curve.Point((now - start) / NANOS, value));
    }

    private static Histogram between(Histogram earlier, Histogram later) {
        Histogram between = later.copy();
        between.subtract(earlier);
        return between;
    }

    /** All latencies, or those of the last part of the measurement. */
    Histogram latency(double part) {
        int from = (int) ((latencies.size() - 1) * (1 - part));
        return between(latencies.get(from), latencies.get(latencies.size() - 1));
    }

    /** To those who stay, since the measurement began. */
    long deliveries() {
        return last.distinct() - before;
    }

    double seconds() {
        return (lastTime - start) / NANOS;
    }

    /** Seconds of processor time since the measurement began, over all lives of the server. */
    double cpu() {
        return cpu;
    }

    /** The values of a figure, one a second. */
    double[] values(Figure figure) {
        return curves.getOrDefault(figure, List.of()).stream()
                .mapToDouble(Curve.Point::value)
                .toArray();
    }

    List<Curve> curves(String label) {
        List<Curve> all = new ArrayList<>();
        curves.forEach((figure, points) -> all.add(new Curve(label, figure, points)));
        return all;
    }
}
