package io.broadcasthub.engine.memory;

import io.broadcasthub.log.ByteMeter;
import io.broadcasthub.log.Epoch;
import io.broadcasthub.log.LogTerms;
import io.broadcasthub.log.MessageLog;
import io.broadcasthub.log.Retention;
import io.broadcasthub.protocol.TopicFilter;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;

/** Begins logs, each with an epoch of its own. */
final class LogFactory {
    private record Kind(Retention retention, String seed) {}

    private final Epochs epochs;
    private final Function<TopicFilter, Retention> retention;
    private final LongSupplier nanoTicker;
    private final ByteMeter meter;
    /** As many as there are rules, and earlier processes whose logs live on. */
    private final ConcurrentMap<Kind, LogTerms> terms = new ConcurrentHashMap<>();
    /** Told of every feed before anybody can use it. */
    private volatile Consumer<Feed> begun = feed -> {};

    LogFactory(Epochs epochs, Function<TopicFilter, Retention> retention, LongSupplier nanoTicker, ByteMeter meter) {
        this.epochs = epochs;
        this.retention = retention;
        this.nanoTicker = nanoTicker;
        this.meter = meter;
    }

    MessageLog create(TopicFilter source) {
        return create(source, epochs.next());
    }

    /** As it was in an earlier process. */
    MessageLog create(TopicFilter source, String epoch) {
        return create(source, Epoch.parse(epoch));
    }

    private MessageLog create(TopicFilter source, Epoch epoch) {
        Kind kind = new Kind(retention.apply(source), epoch.seed());
        return new MessageLog(
                source, epoch.isNumbered() ? terms.computeIfAbsent(kind, this::terms) : terms(kind), epoch.number());
    }

    private LogTerms terms(Kind kind) {
        return new LogTerms(kind.seed(), kind.retention(), nanoTicker, meter);
    }

    String nextEpoch() {
        return epochs.next().name();
    }

    void tellBegun(Consumer<Feed> listener) {
        begun = listener;
    }

    void begun(Feed feed) {
        begun.accept(feed);
    }
}
