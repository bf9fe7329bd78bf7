package io.broadcasthub.bench.load;

import java.io.Serializable;
import java.net.URI;

/**
 * A group of subscribers that do the same.
 *
 * @param url the server's WebSocket, {@code ws://host:port/ws}; streams are taken from {@code events} beside it, with the same query
 * @param first number of the first subscriber; the number chooses topic and source address
 * @param count how many subscribers
 * @param topics subscriber n gets topic n modulo this
 * @param topicPrefix what all topics begin with
 * @param deflate whether permessage-deflate is offered
 * @param keepIds whether each remembers the id of its last message, to come back with it
 * @param receiveBuffer of the kernel, in bytes; 0 leaves it to the kernel
 * @param connecting most connections in the making at a time
 */
public record CrowdPlan(
        URI url,
        int first,
        int count,
        int topics,
        String topicPrefix,
        Transport transport,
        boolean deflate,
        boolean keepIds,
        int receiveBuffer,
        int connecting)
        implements Serializable {

    /** The topic of a subscriber, or of a number of a topic. */
    public String topic(int number) {
        return topicPrefix + number % topics;
    }

    CrowdPlan part(int index, int parts) {
        int begin = (int) ((long) count * index / parts);
        int end = (int) ((long) count * (index + 1) / parts);
        return new CrowdPlan(
                url,
                first + begin,
                end - begin,
                topics,
                topicPrefix,
                transport,
                deflate,
                keepIds,
                receiveBuffer,
                Math.max(1, connecting / parts));
    }

    /** The same subscribers, as a group that comes back with ids. */
    public CrowdPlan keepingIds() {
        return new CrowdPlan(
                url, first, count, topics, topicPrefix, transport, deflate, true, receiveBuffer, connecting);
    }

    /** Other subscribers of the same kind. */
    public CrowdPlan of(int newFirst, int newCount) {
        return new CrowdPlan(
                url, newFirst, newCount, topics, topicPrefix, transport, deflate, keepIds, receiveBuffer, connecting);
    }

    /** The same subscribers, with little room in the kernel: who stalls is noticed soon. */
    public CrowdPlan withReceiveBuffer(int bytes) {
        return new CrowdPlan(url, first, count, topics, topicPrefix, transport, deflate, keepIds, bytes, connecting);
    }
}
