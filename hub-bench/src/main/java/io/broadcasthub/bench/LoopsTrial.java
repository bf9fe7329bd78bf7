package io.broadcasthub.bench;

import io.broadcasthub.bench.load.Order;
import io.broadcasthub.bench.load.Publisher;
import io.broadcasthub.bench.load.Schedule;
import io.broadcasthub.bench.load.Tally;
import io.broadcasthub.bench.progress.Notes;
import io.broadcasthub.bench.report.Figure;
import io.broadcasthub.bench.report.Row;
import io.broadcasthub.bench.server.ChildServer;
import io.broadcasthub.bench.server.Counters;
import io.broadcasthub.bench.server.LoopThreads;
import io.broadcasthub.bench.server.LoopTimes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * A hub with subscribers whose loops are measured, in rounds: nobody reads, so the processors are the hub's; some messages
 * come, so few that the subscribers' kernel takes them; all read. Blocks; one thread.
 */
final class LoopsTrial implements AutoCloseable {
    /** Of a round: the default receive buffer of Linux takes twice as many small ones. */
    static final int MESSAGES = 50;

    /** So many times as fast: code is compiled by how often it ran. */
    private static final int WARM_UP = 2;

    private static final long AHEAD = TimeUnit.MILLISECONDS.toNanos(20);
    /** What the hub was asked last is out of the way by then. */
    private static final long SETTLING = TimeUnit.MILLISECONDS.toNanos(300);

    private static final long STEP = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long TAKEN_WITHIN = TimeUnit.SECONDS.toNanos(2);
    private static final double SECOND = 1e9;
    private static final double MICROS = 1e6;

    private final String name;
    private final int eventLoops;
    private final ChildServer hub;
    private final Stage stage;
    private final Group group;
    private final Publisher publisher;
    private final List<LoopsRound> rounds = new ArrayList<>();
    private @Nullable LoopThreads threads;
    private @Nullable GcWatch collector;
    private Tally tally = Tally.none();
    private long lost;
    /** By the hub's own sample, in all rounds: messages that loops sent to all of theirs, and the seconds that took. */
    private double timed;

    private double timedSeconds;

    /** @param stage whose server is this hub */
    LoopsTrial(int eventLoops, ChildServer hub, Stage stage) throws IOException, InterruptedException {
        this.name = eventLoops == 1 ? "1 loop" : eventLoops + " loops";
        this.eventLoops = eventLoops;
        this.hub = hub;
        this.stage = stage;
        this.group = Group.of(stage, stage.plan(stage.settings().topics()));
        this.publisher = stage.publisher(stage.settings().topics());
    }

    /** How many rounds are about that long, at least one. */
    static int rounds(Settings settings) {
        double one = MESSAGES / settings.rate();
        return (int) Math.max(1, Math.round(settings.duration().toMillis() / 1e3 / one));
    }

    /** Connects everybody, and lets the hub warm up while all read. */
    void begin() throws IOException, InterruptedException {
        Settings settings = stage.settings();
        stage.join(group.crowd(), group.plan().count());
        LoopThreads found = hub.loops();
        if (found.count() != eventLoops) {
            stage.problem(name + ": the hub has " + found.count() + " event loops with connections; do not set"
                    + " net.event-loops");
        }
        found.spread(); // a scheduler may prefer few processors, and put who is woken where the one runs who wakes
        threads = found;
        long start = System.nanoTime() + AHEAD;
        double rate = settings.rate() * WARM_UP;
        publish(new Schedule(start, rate, start + settings.warmup().toNanos()), name + ": warming up");
        drain("warming up");
        collector = GcWatch.begin(stage);
    }

    /** One round; its figures become part of the {@link #row}. */
    void round(int number) throws IOException, InterruptedException {
        LoopThreads loops = Objects.requireNonNull(threads, "not begun");
        String label = name + ", round " + number;
        stage.tell(group.crowd(), new Order.Stall(true));
        Counters countedBefore = counters();
        long expectedBefore = expected();
        Notes.pause(SETTLING);
        long start = System.nanoTime() + AHEAD;
        double rate = stage.settings().rate();
        Schedule schedule = new Schedule(start, rate, start + (long) (MESSAGES / rate * SECOND));
        double generatorBefore = stage.generatorCpu();
        LoopTimes before = loops.times();
        publish(schedule, label); // to its end, so the last one has as much time as the others
        LoopTimes used = loops.times().since(before);
        if (used.running() == 0) {
            throw new IOException("this kernel does not count what threads use of processors (schedstat is all 0)");
        }
        double generator = (stage.generatorCpu() - generatorBefore) / (System.nanoTime() - start) * SECOND;
        Counters counted = counters();
        long deliveries = expected() - expectedBefore;
        double interval = SECOND / rate;
        boolean late = publisher.published().lag().getMaxValue() > interval / 2
                || counted.since(countedBefore, Counters.DELIVERED) < deliveries;
        timed += counted.since(countedBefore, Counters.TIMED);
        timedSeconds += counted.since(countedBefore, Counters.TIMED_SECONDS);
        rounds.add(new LoopsRound(used, MESSAGES, deliveries, interval, late, generator));
        if (!isTaken()) {
            stage.problem(
                    name + ": the kernel did not take all that was sent to who does not read, so the loops had less"
                            + " to do than they should; use a smaller --size");
        }
        stage.tell(group.crowd(), new Order.Stall(false));
        drain(label);
    }

    private Counters counters() throws IOException {
        return Objects.requireNonNull(stage.counters(), "a hub counts");
    }

    private void publish(Schedule schedule, String label) throws InterruptedException {
        publisher.publish(schedule, schedule.start());
        stage.notes().waitUntil(schedule.end(), () -> label);
    }

    private long expected() {
        return publisher
                .published()
                .expectedBy(group.plan().first(), group.plan().count());
    }

    /** Whether nothing waits in the kernel on the hub's side for those who do not read; then the hub has nothing either. */
    private boolean isTaken() throws IOException, InterruptedException {
        int size = stage.settings().size(); // less are a ping, or what the kernel acknowledges late
        long limit = System.nanoTime() + TAKEN_WITHIN;
        while (hub.behind(size) > 0) {
            if (System.nanoTime() - limit > 0) {
                return false;
            }
            Notes.pause(STEP);
        }
        return true;
    }

    private void drain(String label) throws IOException, InterruptedException {
        Drain drain = new Drain(stage, group, publisher).await(label);
        tally = drain.tally();
        lost = drain.missing();
    }

    /** What came of it: the median of the rounds, where nothing else is said. */
    Row row() throws IOException {
        stage.problem(tally.problem());
        stage.problem(publisher.problem());
        Row row = new Row(name);
        Objects.requireNonNull(collector, "not begun").end(stage, row);
        if (timed > 0) {
            row.set(Figure.FAN_OUT, timedSeconds / timed * MICROS);
        }
        return row.set(Figure.LOOP_MESSAGES, median(LoopsRound::messagesPerSecond))
                .set(Figure.LOOP_MESSAGES_LEAST, sorted(LoopsRound::messagesPerSecond)[0])
                .set(Figure.LOOP_MESSAGES_MOST, sorted(LoopsRound::messagesPerSecond)[rounds.size() - 1])
                .set(Figure.LOOP_MESSAGES_WAITING, median(LoopsRound::messagesPerSecondWaiting))
                .set(Figure.LOOP_CPU, median(LoopsRound::busiestMicros))
                .set(Figure.LOOP_WAITING, median(LoopsRound::waitingMicros))
                .set(Figure.LOOP_CPU_LEAST, median(LoopsRound::leastBusyMicros))
                .set(Figure.LOOPS_CPU, median(LoopsRound::cpuMicrosPerDelivery))
                .set(Figure.ROUNDS, rounds.size())
                .set(
                        Figure.DISTURBED,
                        rounds.stream().filter(LoopsRound::wasDisturbed).count())
                .set(Figure.LOST, lost)
                .set(Figure.REPEATED, tally.repeated())
                .set(Figure.OUT_OF_ORDER, tally.outOfOrder())
                .set(Figure.SKIPPED, tally.skipped())
                .set(Figure.ERRORS, tally.errors())
                .set(Figure.CLOSED, tally.closed())
                .set(Figure.GENERATOR_CPU, median(LoopsRound::generatorCpu));
    }

    private double median(ToDoubleFunction<LoopsRound> figure) {
        double[] values = sorted(figure);
        int half = values.length / 2;
        return values.length % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2;
    }

    private double[] sorted(ToDoubleFunction<LoopsRound> figure) {
        return rounds.stream().mapToDouble(figure).sorted().toArray();
    }

    @Override
    public void close() {
        publisher.close();
    }
}
