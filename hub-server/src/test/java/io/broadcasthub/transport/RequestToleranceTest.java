package io.broadcasthub.transport;

import io.broadcasthub.testkit.Leaks;
import io.broadcasthub.testkit.Mutations;
import io.broadcasthub.testkit.WsClient;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that are almost right, some behind others. */
class RequestToleranceTest {
    private static final int ROUNDS = 100;
    private static final byte[] TELLING = RequestTolerance.ascii("\r\n: ;,%&=?/\0\t0xA\u00e9");
    private static final List<String> REQUESTS = List.of(
            "GET /echo/a?n=3 HTTP/1.1\r\nHost: h\r\n\r\n",
            "GET http://h/echo/%41?n=1&n=2 HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n",
            "POST /echo/b HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\nhello",
            "POST /echo/c HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n5;x=y\r\nhello\r\n0\r\nT: 1\r\n\r\n",
            "POST /echo/d HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 1\r\n\r\n1",
            "HEAD /echo/e HTTP/1.0\r\nConnection: keep-alive\r\n\r\n",
            "OPTIONS /echo/f HTTP/1.1\r\nHost: h\r\nOrigin: http://h\r\n\r\n",
            "GET /events?topic=a&topic=b.*&last=3 HTTP/1.1\r\nHost: h\r\nAccept: text/event-stream;q=0.5\r\n\r\n",
            WsClient.upgradeRequest("/ws?topic=a"));

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void almostRightIsAnsweredOrRefused(long seed) {
        Leaks.watch();
        Random random = new Random(seed);
        for (int i = 0; i < ROUNDS; i++) {
            StringBuilder requests = new StringBuilder("\0");
            for (int more = random.nextInt(3); more >= 0; more--) {
                requests.append(REQUESTS.get(random.nextInt(REQUESTS.size())));
            }
            RequestTolerance.check(Mutations.mutate(random, RequestTolerance.ascii(requests.toString()), TELLING));
        }
        Leaks.assertNone();
    }
}
