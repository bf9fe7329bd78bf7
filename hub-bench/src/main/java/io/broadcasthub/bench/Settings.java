package io.broadcasthub.bench;

import io.broadcasthub.bench.load.Transport;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How large the load is.
 *
 * @param rates messages a second in all, or connections, tried one after the other; none where nobody publishes
 * @param size bytes of a payload
 * @param warmup before each measurement, under the same load
 * @param processes that the subscribers are spread over
 * @param loops event loops in each of them
 * @param connecting most connections in the making at a time
 * @param missed messages that are published while subscribers are away
 * @param stalledPercent of the subscribers that stop reading
 */
record Settings(
        int subscribers,
        int topics,
        List<Double> rates,
        int size,
        Duration duration,
        Duration warmup,
        Transport transport,
        boolean deflate,
        int processes,
        int loops,
        int connecting,
        int missed,
        int stalledPercent) {

    Settings {
        rates = List.copyOf(rates);
    }

    double rate() {
        return rates.get(0);
    }

    /** Whether only the hub understands it. */
    boolean isBeyondNaive() {
        return deflate || transport != Transport.WS;
    }

    /** The same, for so many connections with a topic each. */
    Settings idle(int connections) {
        return with(connections, connections, connecting);
    }

    /** The same, for so many subscribers of one topic who may all be connecting at once. */
    Settings atOnce(int count) {
        return with(count, 1, count);
    }

    private Settings with(int newSubscribers, int newTopics, int newConnecting) {
        return new Settings(
                newSubscribers,
                newTopics,
                rates,
                size,
                duration,
                warmup,
                transport,
                deflate,
                processes,
                loops,
                newConnecting,
                missed,
                stalledPercent);
    }

    /** What reports say of it. */
    Map<String, String> shown() {
        Map<String, String> shown = new LinkedHashMap<>();
        shown.put("subscribers", String.format(Locale.ROOT, "%,d", subscribers));
        shown.put("topics", String.format(Locale.ROOT, "%,d", topics));
        shown.put("payload", size + " B");
        shown.put("transport", transport.name().toLowerCase(Locale.ROOT) + (deflate ? ", deflate" : ""));
        shown.put("measured", seconds(duration) + " after " + seconds(warmup) + " of warm-up");
        shown.put("generator", processes + " process(es) of " + loops + " loop(s), " + connecting + " connecting");
        return shown;
    }

    /** Messages a second, as people read them. */
    String shownRates() {
        return rates.stream().map(FanoutScenario::label).collect(Collectors.joining(", "));
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1e3);
    }
}
