package io.broadcasthub.bench.leaks;

import io.broadcasthub.bench.leaky.Leak;
import io.broadcasthub.bench.load.Crowd;
import io.broadcasthub.bench.load.CrowdPlan;
import io.broadcasthub.bench.load.Generator;
import io.broadcasthub.bench.load.Order;
import io.broadcasthub.bench.load.SteadyPublisher;
import io.broadcasthub.bench.load.Tally;
import io.broadcasthub.bench.load.Transport;
import io.broadcasthub.bench.progress.Notes;
import io.broadcasthub.bench.server.ProcessSample;
import io.broadcasthub.bench.server.RestartableHub;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** One server in one case: clients stay, come and go; the server restarts, where that is the case; everyone goes. */
public final class LeakRun {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final int CONNECTING = 64;
    private static final int QUIET_SECONDS = 3;
    private static final String TOPICS = "study.";

    private final Leak leak;
    private final String label;
    private final LeakPlan plan;
    private final Notes notes;

    private LeakRun(Leak leak, String server, LeakPlan plan, Notes notes) {
        this.leak = leak;
        this.label = label(leak, server);
        this.plan = plan;
        this.notes = notes;
    }

    /** What rows and curves of a server in a case are called. */
    public static String label(Leak leak, String server) {
        return leak.name().toLowerCase(Locale.ROOT) + ": " + server;
    }

    /** The broadcaster that leaks so. */
    public static LeakResult leaky(Leak leak, LeakPlan plan, RestartableHub.Starter servers, Notes notes)
            throws IOException, InterruptedException {
        try (LeakySubject subject = LeakySubject.start(leak, servers)) {
            return new LeakRun(leak, "leaky", plan, notes).run(subject, false);
        }
    }

    /** The hub, in the same case. */
    public static LeakResult hub(
            Leak leak, LeakPlan plan, RestartableHub.Starter servers, List<String> arguments, Notes notes)
            throws IOException, InterruptedException {
        try (HubSubject subject = new HubSubject(new RestartableHub(servers, arguments))) {
            return new LeakRun(leak, "hub", plan, notes).run(subject, true);
        }
    }

    private LeakResult run(Subject subject, boolean promises) throws IOException, InterruptedException {
        Transport transport = leak == Leak.HANDLER ? Transport.SSE : Transport.WS;
        CrowdPlan stay =
                new CrowdPlan(subject.url(), 0, plan.subscribers(), 1, TOPICS, transport, false, true, 0, CONNECTING);
        ProcessSample base = subject.sample();
        try (Audits audits = new Audits(subject);
                Generator generator = new Generator(1, 1)) {
            Crowd stayers = generator.crowd(stay);
            Crowd visitors = generator.crowd(stay.of(plan.subscribers(), plan.visitors()));
            notes.say(label + ": connecting");
            stayers.join(plan.subscribers());
            LeakRow row = load(subject, audits, stayers, visitors);
            stayers.await(new Order.Leave());
            visitors.await(new Order.Leave());
            settle(subject);
            row.left(base, subject.sample(), subject.workers());
            row.audited(audits, audits.left(plan.settle()));
            return row.result(promises);
        }
    }

    /** From the first message until those who stay have the last. */
    private LeakRow load(Subject subject, Audits audits, Crowd stayers, Crowd visitors)
            throws IOException, InterruptedException {
        try (SteadyPublisher publisher =
                new SteadyPublisher(subject.publishing(), TOPICS, 1, plan.size(), plan.rate())) {
            notes.waitUntil(System.nanoTime() + plan.warmup().toNanos(), () -> label + ": warming up");
            Samples samples = measure(subject, stayers, visitors, publisher);
            audits.look(); // those before may all have met a restart
            visitors.await(new Order.Rest());
            publisher.finish();
            if (!publisher.problem().isEmpty()) {
                throw new IOException(label + ": " + publisher.problem());
            }
            LeakRow row = new LeakRow(label, plan, samples);
            row.collected(subject.collected());
            long expected = publisher.published().expectedBy(0, plan.subscribers());
            row.clients(expected, caughtUp(stayers, expected), visitors.await(new Order.Count()));
            return row;
        }
    }

    /** A server that lets go of everyone is not waited for any longer. */
    private void settle(Subject subject) throws IOException, InterruptedException {
        long limit = System.nanoTime() + plan.settle().toNanos();
        notes.say(label + ": everyone has gone");
        while (System.nanoTime() < limit && subject.workers() > 0) {
            Notes.pause(SECOND / 4);
        }
    }

    private Samples measure(Subject subject, Crowd stayers, Crowd visitors, SteadyPublisher publisher)
            throws IOException, InterruptedException {
        Samples samples = new Samples(subject, stayers);
        visitors.await(new Order.Churn(plan.stay()));
        int restarts = leak == Leak.PUSHER ? plan.restarts() : 0;
        try (Restarts between = new Restarts(subject, stayers, publisher)) {
            long start = System.nanoTime();
            long seconds = Math.max(1, plan.duration().toSeconds());
            for (long second = 1; second <= seconds; second++) {
                // the last restart leaves as much time after it as lies between two
                if (restarts > 0 && between.count() < second * (restarts + 1) / seconds && second < seconds) {
                    between.begin(restarts);
                }
                long whole = second;
                notes.waitUntil(start + second * SECOND, () -> label + ": " + whole + " of " + seconds + " s");
                samples.take(!between.isUnderWay());
            }
            between.finish();
        }
        return samples;
    }

    /** Waits until those who stay have everything that was published, or get nothing more. */
    private static Tally caughtUp(Crowd stayers, long expected) throws IOException, InterruptedException {
        Tally tally = stayers.await(new Order.Count());
        long last = tally.distinct();
        long quietSince = System.nanoTime();
        while (tally.distinct() + tally.skipped() < expected
                && System.nanoTime() - quietSince < QUIET_SECONDS * SECOND) {
            Notes.pause(SECOND / 4);
            tally = stayers.await(new Order.Count());
            if (tally.distinct() != last) {
                last = tally.distinct();
                quietSince = System.nanoTime();
            }
        }
        return tally;
    }
}
