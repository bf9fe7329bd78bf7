package io.broadcasthub.bench;

import io.broadcasthub.bench.load.Order;
import io.broadcasthub.bench.load.Publisher;
import io.broadcasthub.bench.load.Schedule;
import io.broadcasthub.bench.load.Tally;
import io.broadcasthub.bench.report.Figure;
import io.broadcasthub.bench.report.Row;
import io.broadcasthub.bench.server.ProcessSample;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One measurement: warm-up, a window under a steady rate, and the wait until everything has arrived. */
final class Load {
    /** Below it a rate counts as not held. */
    static final double ENOUGH = 0.985;
    /** Seconds of messages that may be under way when the window ends. */
    private static final double BACKLOG_SECONDS = 0.25;

    private static final long AHEAD = TimeUnit.MILLISECONDS.toNanos(50);

    private static final double NANOS = 1e9;

    private final Stage stage;
    private final Group group;
    private final Publisher publisher;
    private final double rate;

    /** @param group those who are measured */
    Load(Stage stage, Group group, Publisher publisher, double rate) {
        this.stage = stage;
        this.group = group;
        this.publisher = publisher;
        this.rate = rate;
    }

    /** Blocks until all is done. */
    Row measure(String label) throws IOException, InterruptedException {
        Settings settings = stage.settings();
        Tally before = stage.tell(group.crowd(), new Order.Count());
        long missingBefore = group.missing(publisher.published(), before);
        long begin = System.nanoTime() + AHEAD;
        long start = begin + settings.warmup().toNanos();
        long end = start + settings.duration().toNanos();
        stage.tell(group.crowd(), new Order.Window(start, end));
        publisher.publish(new Schedule(begin, rate, end), start);
        stage.notes().waitUntil(start, () -> label + ": warming up");
        GcWatch collector = GcWatch.begin(stage);
        ServerWork work = ServerWork.begin(stage);
        Moment first = moment();
        stage.notes().waitUntil(end, () -> label + ": measuring");
        Moment last = moment();
        Row row = new Row(label);
        work.end(stage, row);
        collector.end(stage, row);
        Tally atEnd = stage.tell(group.crowd(), new Order.Count());
        long backlog = group.missing(publisher.published(), atEnd) - missingBefore;
        Drain drain = new Drain(stage, group, publisher).await(label);
        Tally tally = drain.tally();
        long missing = drain.missing() - missingBefore;
        long holes = tally.holes() - before.holes();
        long lost = drain.quiet() ? missing : Math.min(holes, missing);
        double offered = rate * group.receivers();
        double delivered = tally.inWindow() * NANOS / settings.duration().toNanos();
        boolean held = delivered >= ENOUGH * offered
                && backlog < BACKLOG_SECONDS * offered + group.plan().count()
                && missing == 0;
        row.set(Figure.OFFERED, offered).set(Figure.DELIVERED, delivered).set(Figure.HELD, held ? 1 : 0);
        Latencies.of(tally.latency(), row);
        row.set(Figure.LOST, lost)
                .set(Figure.REPEATED, tally.repeated() - before.repeated())
                .set(Figure.OUT_OF_ORDER, tally.outOfOrder() - before.outOfOrder())
                .set(Figure.OUTSTANDING, missing - lost)
                .set(Figure.SKIPPED, tally.skipped() - before.skipped())
                .set(Figure.ERRORS, tally.errors() - before.errors())
                .set(Figure.CLOSED, tally.closed() - before.closed());
        if (tally.inWindow() > 0) {
            row.set(Figure.WIRE_BYTES, (double) tally.wireBytes() / tally.inWindow());
        }
        cost(first, last, tally.inWindow(), row);
        row.set(Figure.PUBLISH_LAG_P99, publisher.published().lag().getValueAtPercentile(99) / 1e3);
        stage.problem(tally.problem());
        stage.problem(publisher.problem());
        return row;
    }

    /** What the server and the generator had used at a moment. */
    private record Moment(long time, @Nullable ProcessSample server, double generator) {}

    private Moment moment() throws IOException {
        return new Moment(System.nanoTime(), stage.sample(), stage.generatorCpu());
    }

    private static void cost(Moment first, Moment last, long deliveries, Row row) {
        double seconds = (last.time() - first.time()) / NANOS;
        row.set(Figure.GENERATOR_CPU, (last.generator() - first.generator()) / seconds);
        ProcessSample a = first.server();
        ProcessSample b = last.server();
        if (a != null && b != null) {
            ServerCost.between(a, b, seconds, row);
            if (deliveries > 0) {
                row.set(Figure.CPU_PER_DELIVERY, (b.cpu() - a.cpu()) * 1e6 / deliveries)
                        .set(Figure.DELIVERED_PER_CPU, deliveries / Math.max(1e-2, b.cpu() - a.cpu()));
            }
        }
    }
}
