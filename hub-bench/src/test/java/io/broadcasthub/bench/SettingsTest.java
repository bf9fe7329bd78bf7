package io.broadcasthub.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** What options and defaults come to. */
class SettingsTest {
    @Test
    void idleConnectionsHaveATopicEachHoweverManyThereAre() {
        assertThat(of(new IdleCommand(false)).topics()).isEqualTo(10_000);
        assertThat(of(new IdleCommand(false), "--subscribers=19000").topics()).isEqualTo(19_000);
        assertThat(of(new IdleCommand(false), "--subscribers=30").topics()).isEqualTo(30);
        assertThat(of(new IdleCommand(false), "--subscribers=30", "--topics=7").topics())
                .isEqualTo(7);
    }

    @Test
    void soHaveThoseWhoComeAndGo() {
        assertThat(of(new ChurnCommand(false)).topics()).isEqualTo(200);
        assertThat(of(new ChurnCommand(false), "--subscribers=201").topics()).isEqualTo(201);
    }

    @Test
    void otherScenariosHaveAsManyTopicsAsTheySayAndNeverMoreThanSubscribers() {
        assertThat(of(new FanoutCommand(false), "--subscribers=5000").topics()).isEqualTo(1);
        assertThat(of(new ManyTopicsCommand(false), "--subscribers=50000").topics())
                .isEqualTo(1_000);
        assertThat(of(new ManyTopicsCommand(false), "--subscribers=20").topics())
                .isEqualTo(20);
    }

    private static Settings of(ScenarioCommand command, String... args) {
        new CommandLine(command).setCaseInsensitiveEnumValuesAllowed(true).parseArgs(args);
        return command.settings();
    }
}
