package io.broadcasthub.simulation;

import io.broadcasthub.protocol.TopicFilter;
import io.broadcasthub.protocol.TopicName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What was published and where each message was seen to stand: all clients together contradict neither it nor each other. */
final class Truth {
    private final List<Pub> published = new ArrayList<>();
    /** By log and position, who stands there. */
    private final Map<String, Integer> standing = new HashMap<>();
    /** By log and message, where it stands. */
    private final Map<String, String> places = new HashMap<>();

    private long order;

    /** The next moment in the order of all that clients do. */
    long next() {
        return ++order;
    }

    Pub publish(String topic, @Nullable String key) {
        Pub pub = new Pub(published.size(), topic, key, next());
        published.add(pub);
        return pub;
    }

    Pub find(int number) {
        if (number < 0 || number >= published.size()) {
            throw new Violation("I7", "message " + number + " was delivered and never published");
        }
        return published.get(number);
    }

    /** The publisher was told, or somebody read it in the history. */
    void placed(Pub pub, String id) {
        stands(pub, pub.topic, id);
        pub.id = id;
    }

    /** A subscriber was given it. */
    void delivered(Pub pub, String filter, String id) {
        if (!new TopicFilter(filter).matches(new TopicName(pub.topic))) {
            throw new Violation("I7", "message " + pub.number + " of " + pub.topic + " came through " + filter);
        }
        stands(pub, filter, id);
    }

    private void stands(Pub pub, String filter, String id) {
        Integer other = standing.putIfAbsent(filter + ' ' + id, pub.number);
        if (other != null && other != pub.number) {
            throw new Violation("I7", "messages " + other + " and " + pub.number + " both stand at " + id);
        }
        String elsewhere = places.putIfAbsent(filter + ' ' + pub.number + id.substring(0, id.lastIndexOf(':')), id);
        if (elsewhere != null && !elsewhere.equals(id)) {
            throw new Violation(
                    "I7", "message " + pub.number + " stands at " + elsewhere + " and at " + id + " of " + filter);
        }
    }

    /** Who stands at this position, if anybody knows. */
    @Nullable
    Pub at(String filter, String id) {
        Integer number = standing.get(filter + ' ' + id);
        return number == null ? null : published.get(number);
    }

    int count() {
        return published.size();
    }

    /** Those with an acknowledgement, sent after this moment. */
    Iterable<Pub> acknowledgedAfter(long moment) {
        List<Pub> result = new ArrayList<>();
        for (int i = published.size() - 1; i >= 0 && published.get(i).sent > moment; i--) {
            if (published.get(i).acknowledged) {
                result.add(published.get(i));
            }
        }
        return result;
    }
}
