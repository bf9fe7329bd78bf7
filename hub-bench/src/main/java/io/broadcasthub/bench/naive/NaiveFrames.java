package io.broadcasthub.bench.naive;

import io.broadcasthub.protocol.ClientFrame;
import io.broadcasthub.protocol.FrameCodec;
import io.broadcasthub.protocol.JsonFrameCodec;
import io.broadcasthub.protocol.ServerFrame;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** As much of the hub's protocol as makes these servers comparable with it. */
public final class NaiveFrames {
    static final FrameCodec CODEC = new JsonFrameCodec();
    /** The first frame of every connection. */
    public static final String WELCOME = new String(
            CODEC.write(new ServerFrame.Welcome("none", "naive", Duration.ofSeconds(25), 1 << 16)),
            StandardCharsets.UTF_8);

    private NaiveFrames() {}

    /** What subscribers get of a publish. */
    public static String message(ClientFrame.Publish publish) {
        return "{\"type\":\"message\",\"topic\":\"" + publish.topic().value() + "\",\"data\":" + publish.data() + "}";
    }
}
