package io.broadcasthub.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PositionTest {
    @ParameterizedTest
    @ValueSource(strings = {"e:0", "e:1", "E-9_z:10", "0:9007199254740991", "abcdefghijklmnopqrstuvwxyz012345:7"})
    void readsBackWhatItWrote(String text) {
        assertThat(Position.parse(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ":",
                "e",
                "e:",
                ":1",
                "e:-1",
                "e:+1",
                "e:01",
                "e:00",
                "e: 1",
                " e:1",
                "e:1 ",
                "e:1.0",
                "e:1e3",
                "e:x",
                "e::1",
                "e:1:2",
                "é:1",
                "e.f:1",
                "e:٣",
                "e:\uff11",
                "e:9007199254740992",
                "e:99999999999999999",
                "e:9223372036854775808",
                "e:18446744073709551617",
                "abcdefghijklmnopqrstuvwxyz0123456:7",
                "e\n:1",
                "e:1\n",
                "null",
                "undefined"
            })
    void refusesEverythingElse(String text) {
        assertThatExceptionOfType(HubException.class)
                .isThrownBy(() -> Position.parse(text))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.BAD_REQUEST));
    }

    @Test
    void anyTextIsAPositionOrRefused() {
        String chars = "e:0129-_é\n ";
        Seeds.each(20_000, random -> {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(24); i > 0; i--) {
                text.append(chars.charAt(random.nextInt(random.nextBoolean() ? 6 : chars.length())));
            }
            try {
                assertThat(Position.parse(text.toString())).hasToString(text.toString());
            } catch (HubException e) {
                assertThat(text.toString()).doesNotMatch("[-\\w]{1,32}:(0|[1-9]\\d{0,14})");
            }
        });
    }
}
