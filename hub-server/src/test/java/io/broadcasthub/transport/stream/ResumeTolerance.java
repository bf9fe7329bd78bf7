package io.broadcasthub.transport.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.broadcasthub.protocol.ErrorCode;
import io.broadcasthub.protocol.HubException;
import io.broadcasthub.protocol.StartAt;
import io.broadcasthub.protocol.TopicFilter;
import java.util.List;

/** What must hold for any text that a client sends as its last event id: places for each topic, or a refusal that says why. */
final class ResumeTolerance {
    static final List<TopicFilter> ONE = List.of(new TopicFilter("a"));
    static final List<TopicFilter> SEVERAL =
            List.of(new TopicFilter("a"), new TopicFilter("b.*"), new TopicFilter("c.**"));

    private static final StartAt OTHERWISE = new StartAt.Last(3);

    private ResumeTolerance() {}

    static void check(String id) {
        check(id, ONE);
        check(id, SEVERAL);
    }

    private static void check(String id, List<TopicFilter> topics) {
        List<StartAt> starts;
        try {
            starts = ResumePoint.decode(id, topics, OTHERWISE);
        } catch (HubException refused) {
            assertThat(refused.code()).isEqualTo(ErrorCode.BAD_REQUEST);
            return;
        }
        assertThat(starts).hasSize(topics.size());
        String again = new ResumePoint(topics, starts).encode(List.of());
        if (topics.size() > 1 || !id.equals("-")) {
            assertThat(again).as("what a stream says that begins there").isEqualTo(id);
        }
    }
}
