package io.broadcasthub.bench.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A server that is measured is started as {@code bin/hub} starts it, as far as its options do not depend on the machine. */
class LauncherOptionsTest {
    private static final Pattern BLANKS = Pattern.compile(" +");
    /** Of the machine, of the class path, or of what is printed. */
    private static final Pattern OTHERS = Pattern.compile("--|-cp|-Xm[sx]\\w+|-Xlog:.*");

    @Test
    void areTheLaunchersOwn() throws IOException {
        List<String> launcher = Files.readAllLines(Path.of("..", "hub-cli", "src", "main", "dist", "bin", "hub"));
        // What is indented stands in a condition.
        List<String> always = launcher.stream()
                .filter(line -> line.startsWith("set -- "))
                .flatMap(line -> Arrays.stream(BLANKS.split(line)))
                .map(word -> word.replace("\"", ""))
                .filter(LauncherOptionsTest::isCommon)
                .toList();

        assertThat(always).isNotEmpty();
        assertThat(ChildServer.OPTIONS)
                .filteredOn(LauncherOptionsTest::isCommon)
                .containsExactlyInAnyOrderElementsOf(always);
    }

    @Test
    void areNamedInTheDocs() throws IOException {
        assertThat(Files.readString(Path.of("..", "docs", "bench.md"))).contains(ChildServer.OPTIONS);
    }

    private static boolean isCommon(String word) {
        return word.startsWith("-") && !OTHERS.matcher(word).matches();
    }
}
