package io.broadcasthub.bench.torture.check;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** What was found not to be as it must. Any thread. */
public final class Violations {
    /** Of a kind; the rest is counted. */
    private static final int KEPT = 5;

    private final long start = System.nanoTime();
    private final Consumer<String> listener;
    private final Map<String, Kind> kinds = new LinkedHashMap<>();

    /** @param listener is told the first ones of each kind */
    public Violations(Consumer<String> listener) {
        this.listener = listener;
    }

    private static final class Kind {
        private final List<String> first = new ArrayList<>();
        private long count;
    }

    /**
     * @param kind the promise that was broken, in a few words
     * @param what exactly
     */
    public synchronized void add(String kind, String what) {
        Kind of = kinds.computeIfAbsent(kind, k -> new Kind());
        of.count++;
        if (of.first.size() < KEPT) {
            long second = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start);
            String text = second + " s: " + kind + ": " + what;
            of.first.add(text);
            listener.accept("! " + text);
        }
    }

    public synchronized long count() {
        return kinds.values().stream().mapToLong(k -> k.count).sum();
    }

    /** The first ones of each kind, with how many there were. */
    public synchronized List<String> texts() {
        List<String> texts = new ArrayList<>();
        kinds.forEach((name, kind) -> {
            texts.addAll(kind.first);
            if (kind.count > kind.first.size()) {
                texts.add(name + ": " + kind.count + " in all");
            }
        });
        return texts;
    }

    /** Which promises were broken, and how often. */
    public synchronized String summary() {
        List<String> names = new ArrayList<>();
        kinds.forEach((name, kind) -> names.add(kind.count == 1 ? name : name + " ×" + kind.count));
        return String.join("; ", names);
    }
}
