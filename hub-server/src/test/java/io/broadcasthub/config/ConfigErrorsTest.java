package io.broadcasthub.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each kind of mistake, with exactly the line its author sees. {@code F} stands for the path of the file. */
class ConfigErrorsTest {
    @TempDir
    Path dir;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "limts: {}|F:1: unknown key \"limts\"; did you mean \"limits\"?",
                "limits: {maxMessage: 1KiB}|F:1: unknown key \"limits.maxMessage\"; did you mean \"max-message\"?",
                "max-message: 1KiB|F:1: unknown key \"max-message\"; did you mean \"limits.max-message\"?",
                "net: {x: 1}|F:1: unknown key \"net.x\"; known here: event-loops, transport, batch-sends, allocator, backlog, accepts, defer-accept, no-delay, receive-buffer, send-buffer, write-buffer, max-write, deflate, deflate-threshold",
                "topics: [{mach: a}]|F:1: unknown key \"topics[0].mach\"; did you mean \"match\"?",
                "heartbeat: 25|F:1: heartbeat: \"25\" has no unit; write a whole number and ms, s, m, h or d, like 25s",
                "heartbeat: 0|F:1: heartbeat: \"0\" has no unit; write a whole number and ms, s, m, h or d, like 25s",
                "heartbeat: 25sec|F:1: heartbeat: \"25sec\" is not a duration; write a whole number and ms, s, m, h or d, like 25s",
                "heartbeat: -1s|F:1: heartbeat: \"-1s\" is not a duration; write a whole number and ms, s, m, h or d, like 25s",
                "heartbeat: 9999999999999999d|F:1: heartbeat: \"9999999999999999d\" is too long a duration",
                "heartbeat: 11m|F:1: heartbeat: \"11m\" is out of range; allowed: 100ms to 10m",
                "limits: {max-age: 1ms}|F:1: limits.max-age: \"1ms\" is out of range; allowed: 0s, or 10s to 30d",
                "net: {defer-accept: 10ms}|F:1: net.defer-accept: \"10ms\" is out of range; allowed: 0s, or 1s to 1m",
                "net: {send-buffer: 1B}|F:1: net.send-buffer: \"1B\" is out of range; allowed: 0B, or 4KiB to 64MiB",
                "heartbeat: {a: 1}|F:1: heartbeat: must be a duration, not keys and values",
                "heartbeat: [1s]|F:1: heartbeat: must be a duration, not a list",
                "heartbeat:|F:1: heartbeat: must be a duration, not empty",
                "limits: {max-message: 64}|F:1: limits.max-message: \"64\" has no unit; write a whole number and B, KiB, MiB or GiB, like 64KiB",
                "limits: {max-message: 64KB}|F:1: limits.max-message: \"64KB\" is not a size; write a whole number and B, KiB, MiB or GiB, like 64KiB",
                "limits: {max-message: 99999999999GiB}|F:1: limits.max-message: \"99999999999GiB\" is too large a size",
                "limits: {max-message: 1B}|F:1: limits.max-message: \"1B\" is out of range; allowed: 128B to 16MiB",
                "limits: {max-topics: many}|F:1: limits.max-topics: \"many\" is not a whole number; write digits only, like 100",
                "limits: {max-topics: 99999999999}|F:1: limits.max-topics: \"99999999999\" is not a whole number; write digits only, like 100",
                "limits: 5|F:1: limits: must be keys and values, not \"5\"",
                "net: {deflate: yes}|F:1: net.deflate: \"yes\" is not allowed; write true or false",
                "net: {transport: IO_URING}|F:1: net.transport: \"IO_URING\" is not allowed; write auto, epoll, io-uring or nio",
                "engine: redis://:secret@db:6379|F:1: engine: \"redis://***@db:6379\" is not allowed; write memory",
                "listen: 8080|F:1: listen: \"8080\" is not an address; write host:port, like 127.0.0.1:8080 or [::1]:8080",
                "listen: localhost:70000|F:1: listen: \"localhost:70000\" has a port above 65535; write host:port, like 127.0.0.1:8080 or [::1]:8080",
                "listen: ::1:8080|F:1: listen: \"::1:8080\" is not an address; write host:port, like 127.0.0.1:8080 or [::1]:8080",
                "origins: https://a.example|F:1: origins: must be a list, not \"https://a.example\"",
                "origins: [a.example]|F:1: origins[0]: \"a.example\" is not an origin; write scheme://host[:port], like https://app.example, or * for any",
                "origins: [https://a.example/]|F:1: origins[0]: \"https://a.example/\" has a path, which no browser sends as origin; write https://a.example",
                "origins: [https://a:99999]|F:1: origins[0]: \"https://a:99999\" has a port above 65535; write scheme://host[:port], like https://app.example, or * for any",
                "origins: [[a]]|F:1: origins[0]: must be an origin, not a list",
                "topics: [chat]|F:1: topics[0]: must be keys and values, not \"chat\"",
                "topics: [{match: a..b}]|F:1: topics[0].match: \"a..b\" is not a valid topic: each segment must have 1 to 64 characters",
                "topics: [{history: {age: 31d}}]|F:1: topics[0].history.age: \"31d\" is out of range; allowed: 1s to 30d",
                "[1, 2]|F:1: the configuration must be keys and values, not a list",
            })
    void mistakesInAFile(String yaml, String expected) throws IOException {
        assertThat(errorsOfFile(yaml)).containsExactly(expected);
    }

    @Test
    void duplicateKeysNameBothLines() throws IOException {
        assertThat(errorsOfFile("limits:\n  max-topics: 1\n  max-topics: 2\n"))
                .containsExactly("F:3: duplicate key \"max-topics\"; it stands at F:2 already");
    }

    @Test
    void brokenYamlNamesItsLine() throws IOException {
        assertThat(errorsOfFile("heartbeat: 1s\nlimits: {max-topics: 1\n"))
                .singleElement()
                .asString()
                .startsWith("F:2: not valid YAML: while parsing a flow mapping, expected ',' or '}'");
        assertThat(errorsOfFile("heartbeat: 1s\norigins: [*]\n"))
                .singleElement()
                .asString()
                .startsWith("F:2: not valid YAML: while scanning an alias, ")
                .endsWith("quote values that begin with *");
    }

    @Test
    void aliasesAndSecondDocumentsAreRefused() throws IOException {
        assertThat(errorsOfFile("engine: *x\n"))
                .containsExactly(
                        "F:1: aliases are not supported; write the value out, or quote it if it begins with *",
                        "F:1: engine: \"x\" is not allowed; write memory");
        assertThat(errorsOfFile("heartbeat: 1s\n---\nheartbeat: 2s\n"))
                .containsExactly("F:3: a second document begins; write everything in one");
    }

    @Test
    void filesThatCannotBeRead() throws IOException {
        assertThat(errorsOf(Sources.none().withFile(dir.resolve("none.yaml"))))
                .containsExactly(dir.resolve("none.yaml")
                        + ":1: there is no such file; give the path of a YAML file to -c, or leave -c out");
        assertThat(errorsOf(Sources.none().withFile(dir)))
                .containsExactly(
                        dir + ":1: the file cannot be read (IOException); check what it is and its permissions");
        Path latin = Files.write(dir.resolve("latin.yaml"), new byte[] {'#', (byte) 0xe9});
        assertThat(errorsOf(Sources.none().withFile(latin))).containsExactly(latin + ":1: the file is not UTF-8 text");
    }

    @Test
    void variablesAreNamedByTheirName() {
        assertThat(errorsOf(Sources.none()
                        .withEnvironment(Map.of(
                                "HUB_HEARTBEAT", "x",
                                "HUB_LIMIT_MAX_MESSAGE", "1KiB",
                                "HUB_ORIGINS", "https://a,b",
                                "HUB_TOPICS", "[{match: a"))))
                .satisfiesExactly(
                        e -> assertThat(e)
                                .isEqualTo("HUB_LIMIT_MAX_MESSAGE: no key has this variable; did you mean"
                                        + " \"HUB_LIMITS_MAX_MESSAGE\"?"),
                        e -> assertThat(e).startsWith("HUB_TOPICS: not valid YAML: "),
                        e -> assertThat(e).startsWith("HUB_HEARTBEAT: heartbeat: \"x\" is not a duration; "),
                        e -> assertThat(e).startsWith("HUB_ORIGINS: origins[1]: \"b\" is not an origin; "));
    }

    @Test
    void variablesThatResembleNoKeyAreOtherPrograms() {
        Sources sources = Sources.none().withEnvironment(Map.of("HUB_CMD", "java", "HUB_URL", "ws://127.0.0.1/ws"));

        assertThat(ConfigLoader.load(sources).config().heartbeat())
                .isEqualTo(ConfigLoader.defaults().heartbeat());
    }

    @Test
    void flagsAreNamedByTheirOption() {
        assertThat(errorsOf(Sources.none().set("heartbeet", "1s").set("engine", "nats", "--engine")))
                .containsExactly(
                        "--set heartbeet: unknown key \"heartbeet\"; did you mean \"heartbeat\"?",
                        "--engine: engine: \"nats\" is not allowed; write memory");
    }

    @Test
    void everythingIsReportedAtOnce() throws IOException {
        Path file = Files.writeString(dir.resolve("hub.yaml"), "heartbeat: 1\nlog: {level: loud}\nx: 1\n");

        assertThat(errorsOf(Sources.none().withFile(file).withEnvironment(Map.of("HUB_LISTEN", "0.0.0.0:0"))))
                .hasSize(4);
    }

    @Test
    void offIsAllowedBesideTheBounds() {
        Sources off = Sources.none().set("limits.max-age", "0ms").set("net.send-buffer", "0KiB");

        assertThat(ConfigLoader.load(off).config().limits().maxAge()).isZero();
        assertThat(ConfigLoader.load(off).config().net().sendBuffer().bytes()).isZero();
    }

    @Test
    void messagesThatWaitForOthersMustBeKeptAsLong() throws IOException {
        assertThat(errorsOfFile("topics: [{batch: 5ms, history: {messages: 1}}]"))
                .containsExactly("F:1: topics[0].batch: a message cannot wait for others where only one is kept: the"
                        + " second one would be a gap for everybody; keep more, or leave batch out");
        assertThat(errorsOfFile("topics: [{match: a}, {batch: 1s, history: {age: 1s}}]"))
                .containsExactly("F:1: topics[1].batch: a message must be kept for longer than 1s, which it may wait"
                        + " for others, or it would be a gap for everybody");
        Path file = Files.writeString(dir.resolve("fine.yaml"), """
                topics:
                  - {match: a, history: {messages: 1}}
                  - {match: b, history: {messages: 1}, slow: latest, batch: 5ms}
                  - {batch: 1s, history: {messages: 2, age: 2s}}
                """);
        assertThat(ConfigLoader.load(Sources.none().withFile(file)).config().topics())
                .hasSize(3);
    }

    @Test
    void publicAddressesNeedInsecure() {
        assertThat(errorsOf(Sources.none().set("listen", "0.0.0.0:8080", "--listen")))
                .containsExactly("--listen: listen: \"0.0.0.0:8080\" can be reached from other machines, and no"
                        + " authentication is configured; bind loopback, like 127.0.0.1:8080, or allow it with"
                        + " --insecure (insecure: true)");
        assertThat(ConfigLoader.load(
                                Sources.none().set("listen", "0.0.0.0:8080").set("insecure", "true"))
                        .config()
                        .listen()
                        .host())
                .isEqualTo("0.0.0.0");
    }

    @Test
    void keysThatDoNotGoTogether() throws IOException {
        assertThat(errorsOfFile("drain: {deadline: 5s}"))
                .containsExactly(
                        "default: limits.close-timeout: must be at most nine tenths of drain.deadline (4500ms), or"
                                + " no close is waited for in full when the hub ends");
        assertThat(errorsOfFile("drain: {grace: 18s}"))
                .containsExactly(
                        "F:1: drain.grace: must be shorter than nine tenths of drain.deadline (18s), or clients"
                                + " are cut off before they are told");
        assertThat(errorsOfFile("admin: 127.0.0.1:8080"))
                .containsExactly(
                        "F:1: admin: \"127.0.0.1:8080\" is the address of listen too; give it a port of its" + " own");
        assertThat(errorsOfFile("topics:\n- match: chat.**\n- match: chat.*.x\n"))
                .containsExactly("F:3: topics[1].match: \"chat.*.x\" never applies, since topics[0] (chat.**) comes"
                        + " first; put the narrower rule before the wider");
    }

    @Test
    void whatFollowsFromAnotherErrorIsNotReported() throws IOException {
        assertThat(errorsOfFile("drain: {deadline: soon}\nlimits: {close-timeout: 1m}\n"))
                .singleElement()
                .asString()
                .startsWith("F:1: drain.deadline: \"soon\" is not a duration");
    }

    @Test
    void configurationsBuiltInCodeAreCheckedToo() {
        HubConfig d = ConfigLoader.defaults();

        assertThatThrownBy(() -> new HubConfig(
                        new HostPort("0.0.0.0", 0),
                        d.admin(),
                        false,
                        d.engine(),
                        d.data(),
                        d.dataSync(),
                        d.heartbeat().multipliedBy(100),
                        d.origins(),
                        d.topics(),
                        d.history(),
                        d.limits(),
                        d.load(),
                        d.net(),
                        d.drain(),
                        d.log(),
                        d.diagnostics()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("heartbeat: \"2500s\" is out of range; allowed: 100ms to 10m")
                .hasMessageContaining("listen: \"0.0.0.0:0\" can be reached from other machines");
    }

    @Test
    void valuesAreShownOnOneLineAndCut() {
        assertThat(errorsOf(Sources.none().set("log.level", "a\r\n\u001b[31m" + "x".repeat(200), "--set")))
                .containsExactly("--set: log.level: \"a???[31m" + "x".repeat(72)
                        + "…\" is not allowed; write error, warn, info, debug or trace");
    }

    private List<String> errorsOfFile(String yaml) throws IOException {
        Path file = Files.writeString(dir.resolve("hub.yaml"), yaml);
        return errorsOf(Sources.none().withFile(file)).stream()
                .map(e -> e.replace(file.toString(), "F"))
                .toList();
    }

    private static List<String> errorsOf(Sources sources) {
        ConfigException e = catchThrowableOfType(ConfigException.class, () -> ConfigLoader.load(sources));
        assertThat(e).as("loading must fail").isNotNull();
        assertThat(e.getMessage()).isEqualTo(String.join("\n", e.errors()));
        return e.errors();
    }
}
