package io.broadcasthub.bench;

import io.broadcasthub.bench.load.Crowd;
import io.broadcasthub.bench.load.CrowdPlan;
import io.broadcasthub.bench.load.Generator;
import io.broadcasthub.bench.load.Order;
import io.broadcasthub.bench.load.Publisher;
import io.broadcasthub.bench.load.Tally;
import io.broadcasthub.bench.progress.Notes;
import io.broadcasthub.bench.server.Counters;
import io.broadcasthub.bench.server.GcLog;
import io.broadcasthub.bench.server.ProcessSample;
import io.broadcasthub.bench.server.Target;
import io.broadcasthub.bench.wire.Marker;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** What scenarios are made of: the server, the generator, and orders to crowds. Blocks; one thread. */
final class Stage {
    private final Target target;
    private final Settings settings;
    private final Generator generator;
    private final Notes notes;
    private final List<String> problems;
    private final String topicPrefix =
            "bench." + Integer.toString(ThreadLocalRandom.current().nextInt(1 << 30), 36) + ".";

    Stage(Target target, Settings settings, Generator generator, Notes notes) {
        this(target, settings, generator, notes, new ArrayList<>());
    }

    /** @param problems where those of this stage are added */
    Stage(Target target, Settings settings, Generator generator, Notes notes, List<String> problems) {
        this.target = target;
        this.settings = settings;
        this.generator = generator;
        this.notes = notes;
        this.problems = problems;
    }

    /** The same with another load. */
    Stage with(Settings other) {
        return new Stage(target, other, generator, notes, problems);
    }

    Settings settings() {
        return settings;
    }

    Notes notes() {
        return notes;
    }

    List<String> problems() {
        return problems;
    }

    void problem(@Nullable String text) {
        if (text != null && !text.isEmpty() && !problems.contains(text)) {
            problems.add(text);
        }
    }

    /** All subscribers of the settings, over so many topics that nobody used before. */
    CrowdPlan plan(int topics) {
        return plan("", topics, settings.deflate());
    }

    /** @param name sets the topics apart from those of another plan; empty or ending with a dot */
    CrowdPlan plan(String name, int topics, boolean deflate) {
        return new CrowdPlan(
                target.url(),
                0,
                settings.subscribers(),
                topics,
                topicPrefix + name,
                settings.transport(),
                deflate,
                false,
                0,
                settings.connecting());
    }

    Crowd crowd(CrowdPlan plan) {
        return generator.crowd(plan);
    }

    Publisher publisher(int topics) throws IOException, InterruptedException {
        return publisher("", topics, Marker.payload(settings.size()));
    }

    /** @param name of the plan that it is for */
    Publisher publisher(String name, int topics, String payload) throws IOException, InterruptedException {
        return new Publisher(target.url(), topicPrefix + name, topics, payload);
    }

    /** What the server counts of itself; null where it does not tell. */
    @Nullable
    Counters counters() throws IOException {
        return target.counters();
    }

    /** Null where the process of the server is not known. */
    @Nullable
    ProcessSample sample() throws IOException {
        return target.sample();
    }

    /** Null where the server was not started here. */
    @Nullable
    GcLog collections() {
        return target.collections();
    }

    /** Processor time that the generator has used, in seconds. */
    double generatorCpu() {
        return generator.cpu();
    }

    /** Gives an order, and waits until it is done. */
    Tally tell(Crowd crowd, Order order) throws IOException, InterruptedException {
        return crowd.await(order);
    }

    /** Connects everybody. */
    Tally join(Crowd crowd, int count) throws IOException, InterruptedException {
        notes.say("connecting " + count + " subscribers");
        return crowd.join(count);
    }
}
