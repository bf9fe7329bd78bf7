package io.broadcasthub.architecture.wrong.transport.ws;

import io.broadcasthub.architecture.wrong.engine.memory.WrongEngine;
import io.broadcasthub.architecture.wrong.transport.stream.Back;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;

/** A transport that knows another one and a concrete engine, uses Netty's codec, writes past its session and closes channels. */
public final class Sideways {
    public void end(Channel channel, WrongEngine engine, Back back) {
        channel.pipeline().addLast(new WebSocket13FrameDecoder(true, false, 0));
        if (engine.isHere()) {
            back.end(this);
            channel.write(engine);
            channel.close();
        }
    }
}
