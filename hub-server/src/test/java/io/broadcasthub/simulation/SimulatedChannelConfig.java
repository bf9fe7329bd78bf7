package io.broadcasthub.simulation;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.DefaultChannelConfig;

/** Takes every option: those of sockets mean nothing here. */
final class SimulatedChannelConfig extends DefaultChannelConfig {
    SimulatedChannelConfig(Channel channel) {
        super(channel);
    }

    @Override
    public <T> boolean setOption(ChannelOption<T> option, T value) {
        super.setOption(option, value);
        return true;
    }
}
