package io.broadcasthub.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** docs/bench.md explains every figure, and none that there is not. */
class FiguresDocTest {
    private static final Pattern NAME = Pattern.compile("`(\\w+)`");

    @Test
    void everyFigureIsExplained() throws IOException {
        String doc = Files.readString(Path.of("..", "docs", "bench.md"));
        List<String> explained = doc.substring(doc.indexOf("<!-- figures"), doc.indexOf("<!-- end of figures"))
                .lines()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.substring(0, line.indexOf('|', 1)))
                .flatMap(names -> NAME.matcher(names).results())
                .map(name -> name.group(1))
                .toList();

        assertThat(explained)
                .containsExactlyElementsOf(
                        Arrays.stream(Figure.values()).map(Figure::key).toList());
    }
}
