package io.broadcasthub.bench;

import io.broadcasthub.bench.load.Order;
import io.broadcasthub.bench.load.Published;
import io.broadcasthub.bench.load.Publisher;
import io.broadcasthub.bench.load.Tally;
import io.broadcasthub.bench.progress.Notes;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Waits until everything published has arrived, or nothing arrives any more, or it takes too long. */
final class Drain {
    private static final long STEP = TimeUnit.MILLISECONDS.toNanos(100);
    private static final Duration LIMIT = Duration.ofSeconds(20);
    /** Nothing has arrived for so long: nothing will. */
    private static final Duration QUIET = Duration.ofSeconds(3);

    private final Stage stage;
    private final Group group;
    private final Publisher publisher;
    private Tally tally = Tally.none();
    private long missing;
    private boolean quiet;

    Drain(Stage stage, Group group, Publisher publisher) {
        this.stage = stage;
        this.group = group;
        this.publisher = publisher;
    }

    Drain await(String label) throws IOException, InterruptedException {
        long limit = System.nanoTime() + LIMIT.toNanos();
        long heard = System.nanoTime();
        long seen = -1;
        while (true) {
            tally = stage.tell(group.crowd(), new Order.Count());
            Published published = publisher.published();
            missing = group.missing(published, tally);
            long now = System.nanoTime();
            if (tally.distinct() != seen) {
                seen = tally.distinct();
                heard = now;
            }
            quiet = now - heard > QUIET.toNanos();
            if ((published.finished() && missing == 0) || quiet || now > limit) {
                return this;
            }
            stage.notes().say(String.format(Locale.ROOT, "%s: waiting for %,d messages", label, missing));
            Notes.pause(STEP);
        }
    }

    Tally tally() {
        return tally;
    }

    /** What was published and has neither arrived nor been announced as left out. */
    long missing() {
        return missing;
    }

    /** Whether what is missing will never come. */
    boolean quiet() {
        return quiet;
    }
}
