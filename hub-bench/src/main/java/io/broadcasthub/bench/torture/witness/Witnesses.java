package io.broadcasthub.bench.torture.witness;

import io.broadcasthub.bench.load.SteadyPublisher;
import io.broadcasthub.bench.load.Transport;
import io.broadcasthub.bench.progress.Notes;
import io.broadcasthub.bench.report.Figure;
import io.broadcasthub.bench.report.Row;
import io.broadcasthub.bench.torture.check.Answers;
import io.broadcasthub.bench.torture.check.Outages;
import io.broadcasthub.bench.torture.check.Violations;
import io.broadcasthub.bench.torture.peer.Way;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;

/**
 * Publishers over HTTP and WebSocket, and subscribers on all three transports, of a topic and of a pattern, while others
 * torture the hub. Their threads are theirs; methods on one thread.
 */
public final class Witnesses implements AutoCloseable {
    private static final int HTTP_TOPICS = 2;
    private static final String SOCKET_TOPIC = WitnessPlan.PREFIX + "socket";
    private static final long POLL = TimeUnit.MILLISECONDS.toNanos(20);
    private static final List<String> FILTERS =
            List.of(WitnessPlan.PREFIX + "0", SOCKET_TOPIC, WitnessPlan.PREFIX + "*");

    private final Violations violations;
    private final List<Witness> witnesses = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final SteadyPublisher http;
    private final SocketPublisher socket;
    private final Thread socketThread;

    /** Subscribes everybody, and begins to publish. */
    public Witnesses(
            URI hub,
            URI publishing,
            WitnessPlan plan,
            Random random,
            Outages outages,
            Answers answers,
            Violations violations) {
        this.violations = violations;
        Payloads payloads = new Payloads(plan.size());
        for (String filter : FILTERS) {
            for (Transport transport : Transport.values()) {
                for (int i = 0; i < plan.ofAKind(); i++) {
                    String name = transport.name().toLowerCase(Locale.ROOT) + " witness " + (i + 1) + " of " + filter;
                    WitnessCheck check = new WitnessCheck(
                            name, !filter.endsWith("*"), payloads, plan.kept(), violations, Instant.now());
                    Way way = Way.of(hub, transport, plan.patience());
                    witnesses.add(new Witness(
                            name,
                            transport == Transport.WS && i % 2 == 1 ? way.deflated() : way,
                            filter,
                            check,
                            new Random(random.nextLong()),
                            outages,
                            answers,
                            violations));
                }
            }
        }
        witnesses.forEach(w -> threads.add(start(w, "torture-witness")));
        double perTopic = plan.rate() / (HTTP_TOPICS + 1);
        http = new SteadyPublisher(publishing, WitnessPlan.PREFIX, HTTP_TOPICS, plan.size(), perTopic * HTTP_TOPICS);
        socket = new SocketPublisher(hub, plan.patience(), SOCKET_TOPIC, payloads, perTopic, outages, violations);
        socketThread = start(socket, "torture-publisher");
    }

    private static Thread start(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    /** How many connections there are when everybody is there. */
    public int connections() {
        return witnesses.size() + 2;
    }

    /** What the hub has acknowledged, by topic. */
    public Map<String, Long> acknowledged() {
        Map<String, Long> counts = new LinkedHashMap<>();
        for (int topic = 0; topic < HTTP_TOPICS; topic++) {
            counts.put(WitnessPlan.PREFIX + topic, http.published().of(topic));
        }
        counts.put(SOCKET_TOPIC, socket.acknowledged());
        return counts;
    }

    /** Waits until everybody has something. */
    public boolean awaitFirst(Duration patience) throws InterruptedException {
        Map<String, Long> first = new LinkedHashMap<>();
        acknowledged().keySet().forEach(topic -> first.put(topic, 1L));
        return await(first, patience);
    }

    /** Stops publishing, waits until everybody has everything, and lets them go; what is missing then is lost. */
    public void finish(Duration patience) throws IOException, InterruptedException {
        socket.stop();
        socketThread.join();
        http.finish();
        if (!http.problem().isEmpty()) {
            violations.add("publisher refused", http.problem());
        }
        Map<String, Long> published = acknowledged();
        await(published, patience);
        leave();
        for (Witness witness : witnesses) {
            wanted(witness, published).forEach(witness.check()::expect);
        }
    }

    private boolean await(Map<String, Long> numbers, Duration patience) throws InterruptedException {
        long limit = System.nanoTime() + patience.toNanos();
        while (!witnesses.stream().allMatch(w -> has(w, numbers))) {
            if (System.nanoTime() - limit > 0) {
                return false;
            }
            Notes.pause(POLL);
        }
        return true;
    }

    private static boolean has(Witness witness, Map<String, Long> numbers) {
        return wanted(witness, numbers).entrySet().stream().allMatch(e -> witness.reached(e.getKey()) >= e.getValue());
    }

    /** Of the topics that it is subscribed to. */
    private static Map<String, Long> wanted(Witness witness, Map<String, Long> numbers) {
        Map<String, Long> wanted = new LinkedHashMap<>(numbers);
        wanted.keySet().removeIf(topic -> !witness.isSubscribedTo(topic));
        return wanted;
    }

    private void leave() throws IOException, InterruptedException {
        for (Witness witness : witnesses) {
            witness.stop();
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }

    /** Messages acknowledged, of all topics. */
    public long published() {
        return acknowledged().values().stream().mapToLong(Long::longValue).sum();
    }

    public long received() {
        return sum(Witness::messages);
    }

    private long sum(ToLongFunction<Witness> count) {
        return witnesses.stream().mapToLong(count).sum();
    }

    /** What they count, into a row; once they have left. */
    public Row counted(Row row) {
        return row.set(Figure.PUBLISHED, published())
                .set(Figure.RECEIVED, received())
                .set(Figure.RESUMES, sum(w -> Math.max(0, w.connections() - 1)))
                .set(Figure.LOST, sum(w -> w.check().counts().holes()))
                .set(Figure.REPEATED, sum(w -> w.check().counts().repeated()))
                .set(Figure.OUT_OF_ORDER, sum(w -> w.check().counts().outOfOrder()))
                .set(Figure.SKIPPED, sum(w -> w.check().counts().skipped()));
    }

    @Override
    public void close() throws IOException {
        socket.stop();
        http.close();
        for (Witness witness : witnesses) {
            witness.stop();
        }
    }
}
