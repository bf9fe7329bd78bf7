package io.broadcasthub.bench.overload;

import io.broadcasthub.bench.progress.Notes;
import io.broadcasthub.bench.report.Curve;
import io.broadcasthub.bench.report.Figure;
import io.broadcasthub.bench.server.LoadPage;
import io.broadcasthub.bench.wire.HttpConnection;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * Asks a hub ten times a second how loaded it is, on a thread of its own, over one connection that it opened before there was
 * a load: twice as often as the hub itself looks.
 */
public final class LevelWatch implements AutoCloseable {
    private static final long INTERVAL = TimeUnit.MILLISECONDS.toNanos(100);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final double NANOS = 1e9;

    private final HttpConnection admin;
    private final Thread thread;
    private final long start = System.nanoTime();
    private final List<Change> changes = new ArrayList<>();
    private LoadPage last;
    private int highest;
    private String problem = "";
    private volatile boolean stopped;

    /** From then on the hub was at this level. */
    public record Change(double second, LoadPage page) {
        /** A line for people. */
        public List<String> line() {
            return List.of(
                    String.format(Locale.ROOT, "%.1f s", second),
                    page.levelName(),
                    page.because().isEmpty() ? "-" : page.because(),
                    page.publishPercent() + " %",
                    page.connectPercent() + " %",
                    page.accepting() ? "yes" : "no");
        }
    }

    /** Looks once, and goes on. */
    public LevelWatch(URI adminUrl) throws IOException {
        admin = new HttpConnection(adminUrl, PATIENCE);
        last = LoadPage.of(admin);
        saw(last);
        thread = new Thread(this::run, "bench-levels");
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        try {
            while (!stopped) {
                Notes.pause(INTERVAL);
                saw(LoadPage.of(admin));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            synchronized (this) {
                problem = stopped ? problem : "the hub does not tell its level any more: " + e;
            }
        }
    }

    private synchronized void saw(LoadPage page) {
        boolean changed = changes.isEmpty()
                || page.level() != last.level()
                || !page.because().equals(last.because())
                || page.accepting() != last.accepting();
        if (changed) {
            changes.add(new Change((System.nanoTime() - start) / NANOS, page));
        }
        last = page;
        highest = Math.max(highest, page.level());
    }

    /** The latest answer. */
    public synchronized LoadPage page() {
        return last;
    }

    /** The highest level since this was asked for last. */
    public synchronized int highest() {
        int was = highest;
        highest = last.level();
        return was;
    }

    /** Every change of the level, or of its reasons. */
    public synchronized List<Change> changes() {
        return List.copyOf(changes);
    }

    /** Why there are no more answers, or an empty text. */
    public synchronized String problem() {
        return problem;
    }

    /** Waits until the hub is at normal; whether it is. */
    public boolean calm(Duration patience) throws InterruptedException {
        long limit = System.nanoTime() + patience.toNanos();
        while (page().level() != LoadPage.NORMAL && System.nanoTime() - limit < 0) {
            Notes.pause(INTERVAL);
        }
        return page().level() == LoadPage.NORMAL;
    }

    /** The level over time. */
    public Curve curve(String label) {
        return new Curve(
                label,
                Figure.LEVEL,
                changes().stream()
                        .map(change ->
                                new Curve.Point(change.second(), change.page().level()))
                        .toList());
    }

    @Override
    public void close() throws IOException {
        stopped = true;
        thread.interrupt();
        admin.close();
    }
}
