package io.broadcasthub.bench.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A server that is measured is started as {@code bin/hub} starts it, as far as its options do not depend on the machine. */
class LauncherOptionsTest {
    private static final Pattern OPTION = Pattern.compile("-(?:XX:[+-]?|D)[\\w.]+(?:=[\\w.]+)?(?= )");
    /** The heap's, which the launcher takes from the machine's memory. */
    private static final Pattern HEAP = Pattern.compile("-Xm[sx]\\w+");

    @Test
    void areTheLaunchersOwn() throws IOException {
        List<String> launcher = Files.readAllLines(Path.of("..", "hub-cli", "src", "main", "dist", "bin", "hub"));
        // What is indented stands in a condition.
        List<String> always = launcher.stream()
                .filter(line -> line.startsWith("set -- "))
                .flatMap(line -> OPTION.matcher(line).results())
                .map(MatchResult::group)
                .toList();

        assertThat(always).isNotEmpty();
        assertThat(ChildServer.OPTIONS)
                .filteredOn(option -> !HEAP.matcher(option).matches())
                .containsExactlyInAnyOrderElementsOf(always);
    }
}
