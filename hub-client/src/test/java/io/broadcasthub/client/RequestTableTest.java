package io.broadcasthub.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.broadcasthub.protocol.ClientFrame;
import io.broadcasthub.protocol.ErrorCode;
import io.broadcasthub.protocol.HubException;
import io.broadcasthub.protocol.RequestId;
import io.broadcasthub.protocol.ServerFrame;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RequestTableTest {
    private long now;
    private final RequestTable table = new RequestTable(() -> now);
    private final List<String> answers = new ArrayList<>();

    private RequestId ask(String name) {
        ClientFrame.Ping frame = table.add(ClientFrame.Ping::new, new RequestTable.Handler() {
            @Override
            public void ok(ServerFrame.Ok answer) {
                answers.add(name + " ok");
            }

            @Override
            public void failed(HubException answer) {
                answers.add(name + " " + answer.code().wireName() + " " + answer.retryAfter());
            }
        });
        return frame.id();
    }

    @Test
    void eachAnswerFindsItsRequestOnce() {
        RequestId a = ask("a");
        RequestId b = ask("b");
        assertThat(a).isNotEqualTo(b);
        assertThat(table.answer(ServerFrame.Ok.of(b))).isTrue();
        assertThat(table.answer(new ServerFrame.Failure(a, ErrorCode.OVERLOADED, "later", null, Duration.ofMillis(5))))
                .isTrue();
        assertThat(table.answer(ServerFrame.Ok.of(b))).as("answered before").isFalse();
        assertThat(table.answer(new ServerFrame.Failure(null, ErrorCode.INTERNAL, "?", null, null)))
                .as("an error that belongs to no request")
                .isFalse();
        assertThat(answers).containsExactly("b ok", "a overloaded PT0.005S");
    }

    @Test
    void tellsHowLongTheOldestHasWaited() {
        assertThat(table.oldestNanos()).isZero();
        RequestId a = ask("a");
        now = 30;
        RequestId b = ask("b");
        now = 50;
        assertThat(table.oldestNanos()).isEqualTo(50);
        table.answer(ServerFrame.Ok.of(a));
        assertThat(table.oldestNanos()).isEqualTo(20);
        table.answer(ServerFrame.Ok.of(b));
        assertThat(table.oldestNanos()).isZero();
    }
}
