package io.broadcasthub.engine.memory;

import io.broadcasthub.engine.EngineHealth;
import io.broadcasthub.engine.Publication;
import io.broadcasthub.engine.Published;
import io.broadcasthub.engine.memory.journal.Entry;
import io.broadcasthub.engine.memory.journal.Journal;
import io.broadcasthub.engine.memory.journal.JournalSettings;
import io.broadcasthub.protocol.ErrorCode;
import io.broadcasthub.protocol.HubException;
import io.broadcasthub.protocol.Position;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that publishes in an engine with a data directory: finds the places of all that waits, writes it in one
 * go, and only then puts it into the logs. So nobody ever saw a position that a crash of the hub could take back, and a
 * failed write leaves no trace (docs/adr/008).
 */
final class JournalWriter {
    private static final Logger LOG = LoggerFactory.getLogger(JournalWriter.class);
    private static final int BATCH_BYTES = 1 << 20;
    private static final int COMMAND_COST = 256;
    private static final Duration RETRY = Duration.ofSeconds(1);

    private final Journal journal;
    private final JournalSettings settings;
    private final Sequencer sequencer;
    private final Checkpoint checkpoint;
    private final LinkedBlockingQueue<Command> queue = new LinkedBlockingQueue<>();
    private final AtomicLong queuedBytes = new AtomicLong();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    /** What the batch under way is to publish. */
    private final List<Planned> planned = new ArrayList<>();

    private volatile String broken = "";
    private volatile boolean over;
    private long checkpointAt;

    private sealed interface Command {}

    private record Publish(Publication publication, CompletableFuture<Published> result) implements Command {
        long cost() {
            return (long) COMMAND_COST + publication.data().length();
        }
    }

    private record Planned(Placement placement, CompletableFuture<Published> result) {}

    private record Begin(Feed feed) implements Command {}

    private record Probe() implements Command {}

    private record End() implements Command {}

    private JournalWriter(Journal journal, JournalSettings settings, Sequencer sequencer) {
        this.journal = journal;
        this.settings = settings;
        this.sequencer = sequencer;
        this.checkpoint = sequencer.checkpoint(journal);
        this.checkpointAt = 2 * settings.segmentBytes();
    }

    /**
     * Reads the data directory into the sequencer and starts to write. Blocks.
     *
     * @throws HubException if the directory cannot be used
     */
    static JournalWriter start(JournalSettings settings, Sequencer sequencer) {
        Journal journal = Journal.open(settings);
        try {
            JournalWriter writer = new JournalWriter(journal, settings, sequencer);
            writer.recover();
            sequencer.tellBegun(feed -> writer.add(new Begin(feed)));
            Thread thread = new Thread(writer::run, "hub-engine-journal");
            thread.setDaemon(true);
            thread.start();
            return writer;
        } catch (RuntimeException e) {
            closeJournal(journal);
            throw e;
        }
    }

    private void recover() {
        Recovery recovery = sequencer.recovery(journal.tailMayBeLost());
        journal.replay(recovery);
        recovery.end();
        if (journal.tailMayBeLost()) {
            try {
                checkpoint.start();
                checkpoint.step(Long.MAX_VALUE);
                journal.trust();
                checkpoint.dropOlder();
            } catch (IOException e) {
                throw unavailable(e, null);
            }
        }
    }

    /** Completes when the message is written and in its logs. */
    CompletionStage<Published> publish(Publication publication) {
        if (queuedBytes.get() > settings.queueBytes()) {
            throw new HubException(
                    ErrorCode.OVERLOADED,
                    "the hub's disk is slower than what is published; try again a little later",
                    publication.topic().value(),
                    RETRY);
        }
        Publish command = new Publish(publication, new CompletableFuture<>());
        queuedBytes.addAndGet(command.cost());
        add(command);
        return command.result();
    }

    private void add(Command command) {
        queue.add(command);
        if (over) {
            refuseRest();
        }
    }

    /** While writing fails, asking makes it try again: without that a hub that is not ready would stay so. */
    EngineHealth check() {
        String reason = broken;
        if (reason.isEmpty()) {
            return EngineHealth.OK;
        }
        if (queue.isEmpty()) {
            add(new Probe());
        }
        return new EngineHealth(false, reason);
    }

    /** Completes when everything that waited is written and the files are closed. */
    CompletionStage<Void> end() {
        queue.add(new End());
        return ended.copy();
    }

    private void run() {
        try {
            boolean open = true;
            while (open) {
                open = batch();
            }
            journal.end();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            LOG.atError().setCause(e).log("the journal's end could not be written");
        } catch (RuntimeException | Error e) {
            lost(e);
        } finally {
            closeJournal(journal);
            over = true;
            refuseRest();
            // Those of a batch that was not finished; the others have their answer.
            planned.forEach(p -> p.result().completeExceptionally(refusal()));
            ended.complete(null);
        }
    }

    /** Where the next message belongs is not known for sure any more, so none is taken. */
    private void lost(Throwable cause) {
        try {
            LOG.atError()
                    .addKeyValue("directory", settings.directory())
                    .setCause(cause)
                    .log(
                            "the journal has failed, and publishes are refused: start the hub anew, and report this error");
        } finally {
            broken = "the journal has failed (" + cause + "); the log says why; start the hub anew";
        }
    }

    private static void closeJournal(Journal journal) {
        try {
            journal.close();
        } catch (IOException e) {
            LOG.atError().setCause(e).log("the journal could not be closed");
        }
    }

    /** @return whether there are more to come */
    private boolean batch() throws InterruptedException {
        planned.clear();
        List<Feed> begun = new ArrayList<>();
        boolean open = true;
        Command command = checkpoint.isRunning() ? queue.poll() : queue.take();
        while (command != null) {
            if (command instanceof Publish publish) {
                queuedBytes.addAndGet(-publish.cost());
                plan(publish, begun);
            } else if (command instanceof Begin begin) {
                begin(begin.feed(), begun);
            } else if (command instanceof Probe) {
                journal.add(new Entry.Probe());
            } else {
                open = false;
                break;
            }
            command = journal.buffered() < BATCH_BYTES ? queue.poll() : null;
        }
        int bytes = journal.buffered();
        if (commit(begun)) {
            planned.forEach(this::apply);
            checkpoint(2L * bytes);
        }
        return open;
    }

    private void plan(Publish publish, List<Feed> begun) {
        Placement placement = null;
        try {
            placement = sequencer.plan(publish.publication());
            if (placement.message() != null) {
                begin(placement.topic(), begun);
                List<Position> places = new ArrayList<>(1 + placement.patterns().length);
                places.add(placement.at());
                for (PatternFeed pattern : placement.patterns()) {
                    begin(pattern, begun);
                    pattern.planned++;
                    places.add(place(pattern));
                }
                journal.add(new Entry.Appended(placement.message(), placement.dedupe(), places));
            }
            planned.add(new Planned(placement, publish.result()));
        } catch (RuntimeException e) {
            if (placement != null) {
                cancel(placement);
            }
            publish.result().completeExceptionally(e);
        }
    }

    private static Position place(Feed feed) {
        return new Position(feed.log().epoch(), feed.log().head() + feed.planned);
    }

    private void begin(Feed feed, List<Feed> begun) {
        if (!feed.journaled && !feed.log().isClosed()) {
            long base = feed.log().head();
            journal.add(
                    new Entry.LogBegins(feed.log().source().value(), feed.log().epoch(), base, sequencer.millis()));
            feed.journaled = true;
            begun.add(feed);
        }
    }

    private boolean commit(List<Feed> begun) {
        if (journal.buffered() == 0) {
            return true;
        }
        try {
            journal.commit();
            if (!broken.isEmpty()) {
                broken = "";
                LOG.atInfo().log("the data directory can be written again");
            }
            return true;
        } catch (IOException e) {
            failed(e);
            begun.forEach(feed -> feed.journaled = false);
            for (Planned p : planned) {
                cancel(p.placement());
                p.result()
                        .completeExceptionally(
                                unavailable(e, p.placement().topic().name().value()));
            }
            return false;
        }
    }

    private static HubException unavailable(IOException e, @Nullable String topic) {
        return new HubException(
                ErrorCode.UNAVAILABLE,
                "the hub cannot write to its data directory at the moment (" + e.getMessage() + "); try again later",
                topic,
                RETRY);
    }

    private void failed(IOException e) {
        if (broken.isEmpty()) {
            LOG.atError()
                    .addKeyValue("directory", settings.directory())
                    .setCause(e)
                    .log("writing to the data directory failed: publishes are refused until it works again");
        }
        broken = "cannot write to the data directory " + settings.directory() + ": " + e.getMessage();
    }

    private static void cancel(Placement placement) {
        placement.topic().cancel(placement);
        for (PatternFeed pattern : placement.patterns()) {
            pattern.planned--;
        }
    }

    private void apply(Planned p) {
        for (PatternFeed pattern : p.placement().patterns()) {
            pattern.planned--;
        }
        try {
            sequencer.apply(p.placement());
            p.result().complete(p.placement().published());
        } catch (RuntimeException e) {
            p.result().completeExceptionally(e);
        }
    }

    private void checkpoint(long bytes) {
        try {
            if (!checkpoint.isRunning() && journal.size() >= checkpointAt) {
                checkpoint.start();
            }
            if (checkpoint.isRunning()) {
                checkpoint.step(Math.max(bytes, BATCH_BYTES));
                if (!checkpoint.isRunning()) {
                    checkpoint.dropOlder();
                    checkpointAt = journal.size() + Math.max(2 * settings.segmentBytes(), journal.size());
                }
            }
        } catch (IOException e) {
            checkpoint.abort();
            checkpointAt = journal.size() + settings.segmentBytes();
            failed(e);
        }
    }

    private void refuseRest() {
        for (Command left = queue.poll(); left != null; left = queue.poll()) {
            if (left instanceof Publish publish) {
                queuedBytes.addAndGet(-publish.cost());
                publish.result().completeExceptionally(refusal());
            }
        }
    }

    private HubException refusal() {
        return new HubException(
                ErrorCode.UNAVAILABLE,
                broken.isEmpty()
                        ? "the hub is shutting down; connect again"
                        : "the hub cannot write to its data directory; try again later");
    }
}
