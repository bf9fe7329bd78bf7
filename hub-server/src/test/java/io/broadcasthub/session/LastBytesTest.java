package io.broadcasthub.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.netty.channel.ChannelConfig;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelOption;
import io.netty.channel.DefaultChannelConfig;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class LastBytesTest {
    private static final String CORK = "HUB_TCP_CORK";

    /** A channel that hands its options to somebody; the constructor of Netty's asks for its configuration already. */
    private static EmbeddedChannel channel(Consumer<String> options) {
        return new EmbeddedChannel() {
            @Override
            public ChannelConfig config() {
                return new DefaultChannelConfig(this) {
                    @Override
                    public <T> boolean setOption(ChannelOption<T> option, T value) {
                        options.accept(option.name() + '=' + value);
                        return true;
                    }
                };
            }
        };
    }

    @Test
    void holdsBackWhatIsWrittenUntilTheEnd() {
        List<String> set = new ArrayList<>();
        EmbeddedChannel channel = channel(set::add);
        LastBytes.joinEnd(channel);
        assertThat(set).containsExactly(CORK + "=1");
        channel.finishAndReleaseAll();
    }

    @Test
    void leavesItToTheWriteToFindABrokenSocket() {
        EmbeddedChannel channel = channel(option -> {
            throw new ChannelException("broken, as the test wants it");
        });
        assertThatCode(() -> LastBytes.joinEnd(channel)).doesNotThrowAnyException();
        channel.finishAndReleaseAll();
    }

    @Test
    void asksNothingOfAChannelThatHasNoSuchOption() {
        EmbeddedChannel channel = new EmbeddedChannel();
        LastBytes.joinEnd(channel);
        assertThat(channel.isOpen()).isTrue();
        channel.finishAndReleaseAll();
    }
}
