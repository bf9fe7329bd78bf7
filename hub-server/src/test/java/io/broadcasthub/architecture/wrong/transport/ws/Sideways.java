package io.broadcasthub.architecture.wrong.transport.ws;

import io.broadcasthub.architecture.wrong.engine.memory.WrongEngine;
import io.broadcasthub.architecture.wrong.transport.stream.Back;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.TimeUnit;
import java.util.zip.InflaterInputStream;

/**
 * A transport that knows another one and a concrete engine, uses Netty's codec, inflates without end, writes past its session
 * closes channels, and leaves timers behind.
 */
public final class Sideways {
    public void end(Channel channel, WrongEngine engine, Back back) {
        channel.pipeline().addLast(new WebSocket13FrameDecoder(true, false, 0));
        if (engine.isHere()) {
            back.end(this);
            channel.write(engine);
            channel.eventLoop().schedule(() -> back.end(this), 1, TimeUnit.HOURS);
            channel.close();
        }
    }

    public byte[] inflate(InputStream compressed) throws IOException {
        try (InputStream all = new InflaterInputStream(compressed)) {
            return all.readAllBytes();
        }
    }
}
