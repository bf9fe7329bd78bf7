package io.broadcasthub.log;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EpochTest {
    @Test
    void isReadAsItWasWritten() {
        Epoch epoch = new Epoch("seed-_09", 123_456_789);
        assertThat(Epoch.parse(epoch.name())).isEqualTo(epoch);
        assertThat(epoch.isNumbered()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "e",
                "12345678",
                "12345678-1",
                "12345678+5",
                "1234567805",
                "12345678zzzzzzzz",
                "12345678_",
                "12345678A"
            })
    void anotherNameIsKeptWhole(String name) {
        Epoch epoch = Epoch.parse(name);
        assertThat(epoch.name()).isEqualTo(name);
        assertThat(epoch.isNumbered()).isFalse();
    }
}
