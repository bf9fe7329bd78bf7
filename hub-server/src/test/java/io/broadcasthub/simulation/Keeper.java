package io.broadcasthub.simulation;

import io.broadcasthub.engine.Engine;
import io.broadcasthub.engine.HistoryPage;
import io.broadcasthub.engine.Interest;
import io.broadcasthub.engine.Publication;
import io.broadcasthub.engine.Published;
import io.broadcasthub.log.LogView;
import io.broadcasthub.log.Message;
import io.broadcasthub.log.MessageBatch;
import io.broadcasthub.protocol.Position;
import io.broadcasthub.protocol.TopicFilter;
import io.broadcasthub.protocol.TopicName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Where the truth is: gives every message its place and sends it to the hubs that asked for its topic. Used by the link's
 * thread alone. A memory engine keeps its logs, so that it is not one more implementation of what an engine is.
 */
final class Keeper {
    private Engine store;
    private final Map<TopicFilter, Feed> feeds = new LinkedHashMap<>();

    private final class Feed {
        final TopicFilter filter;
        Interest interest;
        final List<RemoteEngine> hubs = new ArrayList<>();
        long sent;

        Feed(TopicFilter filter) {
            this.filter = filter;
            this.interest = open();
            this.sent = interest.log().head();
        }

        private Interest open() {
            return store.subscribe(filter, this::send).toCompletableFuture().join();
        }

        void reopen() {
            interest = open();
            sent = interest.log().head();
        }

        private void send() {
            LogView log = interest.log();
            RemoteWindow.Range range = read(log, sent + 1);
            for (int i = 0; i < range.messages().size(); i++) {
                Message message = range.messages().get(i);
                long offset = range.first() + i;
                hubs.forEach(hub -> hub.push(filter, range.epoch(), offset, message));
            }
            sent = log.head();
        }
    }

    Keeper(Engine store) {
        this.store = store;
    }

    CompletionStage<Published> publish(Publication publication) {
        return store.publish(publication);
    }

    CompletionStage<HistoryPage> history(TopicName topic, @Nullable Position after, int limit) {
        return store.history(topic, after, limit);
    }

    /** From now on the hub is sent what is published; answers with what there is already. */
    CompletionStage<RemoteWindow.Range> feed(RemoteEngine hub, TopicFilter filter) {
        return CompletableFuture.completedStage(feedNow(hub, filter));
    }

    private RemoteWindow.Range feedNow(RemoteEngine hub, TopicFilter filter) {
        Feed feed = feeds.computeIfAbsent(filter, Feed::new);
        if (!feed.hubs.contains(hub)) {
            feed.hubs.add(hub);
        }
        return read(feed.interest.log(), 1);
    }

    /** What there is from an offset on, or everything if the log is another. */
    CompletionStage<RemoteWindow.Range> range(TopicFilter filter, String epoch, long from) {
        Feed feed = feeds.computeIfAbsent(filter, Feed::new);
        LogView log = feed.interest.log();
        return CompletableFuture.completedStage(read(log, log.epoch().equals(epoch) ? from : 1));
    }

    private static RemoteWindow.Range read(LogView log, long from) {
        long first = Math.max(from, log.first());
        List<Message> messages = new ArrayList<>();
        MessageBatch batch = new MessageBatch(256);
        for (long next = first; log.read(next, Integer.MAX_VALUE, batch) && batch.size() > 0; next = batch.last() + 1) {
            for (int i = 0; i < batch.size(); i++) {
                messages.add(batch.get(i));
            }
        }
        return new RemoteWindow.Range(log.epoch(), first, messages);
    }

    void release(RemoteEngine hub, TopicFilter filter) {
        Feed feed = feeds.get(filter);
        if (feed != null && feed.hubs.remove(hub) && feed.hubs.isEmpty()) {
            feeds.remove(filter);
            feed.interest.close();
        }
    }

    /** It lost everything it kept. */
    void forgetAll(Engine empty) {
        store.close();
        store = empty;
        feeds.values().forEach(Feed::reopen);
    }

    /** The hub is gone. */
    void forget(RemoteEngine hub) {
        List.copyOf(feeds.keySet()).forEach(filter -> release(hub, filter));
    }
}
