package io.broadcasthub.protocol;

import io.broadcasthub.bench.Timed;
import java.nio.charset.StandardCharsets;
import org.openjdk.jmh.annotations.Benchmark;

/** Reading what clients send: the frames of a WebSocket, and a line of a batch. */
public class DecodeBenchmark extends Timed {
    private static final String DATA = "{\"order\":4711,\"lines\":[{\"sku\":\"a-1\",\"count\":2}],\"note\":\"caf\u00e9\"}";

    private static final int LARGE = 256 << 10;

    private final FrameCodec codec = new JsonFrameCodec();
    private final byte[] subscribe = bytes("{\"type\":\"subscribe\",\"id\":7,\"topic\":\"orders.*.eu\",\"last\":10}");
    private final byte[] publish = bytes("{\"type\":\"publish\",\"id\":7,\"topic\":\"orders.eu\",\"data\":" + DATA + "}");
    private final byte[] large = bytes("{\"type\":\"publish\",\"id\":7,\"topic\":\"orders.eu\",\"data\":[" + DATA
            + ("," + DATA).repeat(LARGE / DATA.length()) + "]}");
    private final byte[] line = bytes("{\"topic\":\"orders.eu\",\"data\":" + DATA + "}");

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Benchmark
    public Object subscribeFrame() {
        return codec.readClientFrame(subscribe, 0, subscribe.length);
    }

    @Benchmark
    public Object publishFrame() {
        return codec.readClientFrame(publish, 0, publish.length);
    }

    /** A quarter of a mebibyte of nested objects. */
    @Benchmark
    public Object largePublishFrame() {
        return codec.readClientFrame(large, 0, large.length);
    }

    @Benchmark
    public Object publishLine() {
        return codec.readPublishLine(line, 0, line.length);
    }
}
