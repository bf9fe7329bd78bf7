package io.broadcasthub.bench.torture.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.broadcasthub.bench.load.Transport;
import io.broadcasthub.bench.torture.check.Answers;
import io.broadcasthub.bench.torture.check.Outages;
import io.broadcasthub.bench.torture.check.Violations;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A server that takes faults wrongly is found out. */
class CrewTest {
    private static final String WELCOMED = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n"
            + frame("{\"type\":\"welcome\",\"session\":\"s\",\"version\":\"1\",\"heartbeat\":25,\"maxFrame\":65536}");

    private static final Duration PATIENCE = Duration.ofMillis(300);

    private final Violations violations = new Violations(text -> {});
    private final Outages outages = new Outages();
    private final FaultTally tally = new FaultTally();

    private static String frame(String text) {
        return "\u0081" + (char) text.length() + text;
    }

    private static String close(int code) {
        return "\u0088\u0002" + (char) (code >> 8) + (char) (code & 0xff);
    }

    /** What became of it, on a server that says so much and then ends the connection or does not. */
    private Map<Outcome, Long> inflict(Fault fault, String says, boolean ends) throws Exception {
        try (CannedServer server = new CannedServer(says, ends)) {
            Arena arena = new Arena(server.uri(), PATIENCE, outages, new Answers(violations), violations);
            new Crew(Family.CHURN, arena, PATIENCE, new Random(1), tally).inflict(fault, new Random(1));
        }
        return tally.counts().getOrDefault(fault.label(), Map.of());
    }

    @Test
    void takenAsDue() throws Exception {
        assertThat(inflict(BadFrame.NO_MASK, WELCOMED + close(1002), true)).containsOnlyKeys(Outcome.DONE);
        assertThat(inflict(BadRequest.NO_HOST, "HTTP/1.1 400 Bad Request\r\ncontent-length: 0\r\n\r\n", true))
                .containsOnlyKeys(Outcome.DONE);
        assertThat(violations.texts()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aFrameThatIsClosedWithAnotherCode(BadFrame fault) throws Exception {
        inflict(fault, WELCOMED + close(1000), true);

        assertThat(violations.summary()).isEqualTo("wrong reaction");
        assertThat(violations.texts().get(0)).contains(fault.label(), "closed with 1000");
    }

    @ParameterizedTest
    @EnumSource
    void anObjectThatIsTaken(BadObject fault) throws Exception {
        inflict(fault, WELCOMED + frame("{\"type\":\"pong\"}"), true);

        assertThat(violations.summary()).isEqualTo("wrong reaction");
    }

    @ParameterizedTest
    @EnumSource
    void aRequestThatIsTaken(BadRequest fault) throws Exception {
        inflict(fault, "HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n", true);

        assertThat(violations.summary()).isEqualTo("wrong reaction");
    }

    @ParameterizedTest
    @EnumSource(names = {"NOTHING", "HALF_A_HEAD", "HALF_A_BODY"})
    void aSilentPeerThatIsLeftAlone(SilentFault fault) throws Exception {
        inflict(fault, "", false);

        assertThat(violations.summary()).isEqualTo("cut off");
        assertThat(violations.texts().get(0)).contains("SocketTimeoutException");
    }

    @Test
    void aStalledReaderThatIsLeftAlone() throws Exception {
        String stream = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n";
        inflict(new StallFault(Transport.SSE, Duration.ofMillis(1), true), stream, false);

        assertThat(violations.summary()).isEqualTo("cut off");
    }

    @ParameterizedTest
    @EnumSource
    void aFloodThatIsNotAnswered(HttpFlood fault) throws Exception {
        inflict(fault, "HTTP/1.1 500 Internal Server Error\r\ncontent-length: 0\r\n\r\n", true);

        assertThat(violations.summary()).contains("undocumented server error", "wrong reaction");
    }

    @ParameterizedTest
    @EnumSource
    void aFloodWithAWrongAnswer(SocketFlood fault) throws Exception {
        inflict(fault, WELCOMED + frame("{\"type\":\"pong\"}") + close(1000), true);

        assertThat(violations.summary()).isEqualTo("wrong reaction");
    }

    @Test
    void whatIsNotOfTheProtocol() throws Exception {
        inflict(new ChurnFault(Transport.WS, Manner.GOODBYE), WELCOMED + frame("{\"type\":7}"), true);

        assertThat(violations.summary()).isEqualTo("broken protocol");
    }

    @Test
    void aConnectionThatBreaks() throws Exception {
        inflict(new ResumeFault(Transport.NDJSON), "", true);

        assertThat(violations.summary()).isEqualTo("cut off");
    }

    @Test
    void anOutageExcusesIt() throws Exception {
        outages.begin();

        assertThat(inflict(new ResumeFault(Transport.NDJSON), "", true)).containsOnlyKeys(Outcome.CUT_SHORT);
        assertThat(violations.texts()).isEmpty();
    }

    @Test
    void nobodyThere() throws Exception {
        // Bound and not listened on: a port that was merely free a moment ago may be somebody's by now.
        try (Socket held = new Socket()) {
            held.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            URI nowhere = URI.create("http://127.0.0.1:" + held.getLocalPort());
            Arena arena = new Arena(nowhere, PATIENCE, outages, new Answers(violations), violations);
            Crew crew = new Crew(Family.CHURN, arena, PATIENCE, new Random(1), tally);

            assertThat(crew.inflict(BadRequest.NO_HOST, new Random(1))).isTrue();
            assertThat(violations.summary()).isEqualTo("cut off");

            outages.begin();
            assertThat(crew.inflict(BadRequest.NO_HOST, new Random(1))).isFalse();
            assertThat(violations.count()).isEqualTo(1);
        }
    }

    @Test
    void noRoom() throws Exception {
        String full = "HTTP/1.1 503 Service Unavailable\r\ncontent-length: 21\r\n\r\n{\"code\":\"overloaded\"}";

        assertThat(inflict(new ResumeFault(Transport.SSE), full, true)).containsOnlyKeys(Outcome.REFUSED);
        assertThat(violations.texts()).isEmpty();
    }
}
