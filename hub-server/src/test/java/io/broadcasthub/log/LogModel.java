package io.broadcasthub.log;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** What a log should do, written so plainly that it is right: every message ever taken, and the first one kept. */
final class LogModel {
    private record Entry(Message message, long tick) {}

    private final Retention retention;
    private final List<Entry> all = new ArrayList<>();
    long first = 1;

    LogModel(Retention retention) {
        this.retention = retention;
    }

    long head() {
        return all.size();
    }

    Message at(long offset) {
        return all.get((int) offset - 1).message();
    }

    long bytes() {
        long bytes = 0;
        for (long o = first; o <= head(); o++) {
            bytes += at(o).cost();
        }
        return bytes;
    }

    void append(Message message, long now) {
        all.add(new Entry(message, now));
        expire(now);
        while (head() - first + 1 > retention.messages()) {
            first++;
        }
        while (bytes() > retention.bytes() && first < head()) {
            first++;
        }
    }

    void expire(long now) {
        while (first <= head()
                && now - all.get((int) first - 1).tick() > retention.age().toNanos()) {
            first++;
        }
    }

    void giveUp(long wanted, int spare) {
        long before = bytes();
        while (before - bytes() < wanted && head() - first + 1 > spare) {
            first++;
        }
    }

    List<Message> read(long from, int maxBytes, int capacity) {
        List<Message> read = new ArrayList<>();
        long bytes = 0;
        for (long o = from; o <= head() && read.size() < capacity; o++) {
            bytes += at(o).cost();
            if (bytes > maxBytes && !read.isEmpty()) {
                break;
            }
            read.add(at(o));
        }
        return read;
    }

    long[] latestPerKey(long from) {
        TreeMap<String, Long> newest = new TreeMap<>();
        for (long o = first; o <= head(); o++) {
            newest.put(String.valueOf(at(o).key()), o);
        }
        return newest.values().stream()
                .mapToLong(o -> o)
                .filter(o -> o >= from)
                .sorted()
                .toArray();
    }
}
