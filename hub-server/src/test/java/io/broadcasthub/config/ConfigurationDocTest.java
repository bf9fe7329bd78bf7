package io.broadcasthub.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The reference page says what the code does. */
class ConfigurationDocTest {
    private static final Path PAGE = Path.of("..", "docs", "configuration.md");
    private static final String BEGIN = "<!-- reference: generated, see ConfigurationDocTest -->\n";
    private static final String END = "<!-- end of reference -->";

    @TempDir
    Path dir;

    @Test
    void theReferenceIsUpToDate() throws IOException {
        String page = Files.readString(PAGE);
        int from = page.indexOf(BEGIN) + BEGIN.length();
        int to = page.indexOf(END);
        assertThat(page).contains(BEGIN, END);
        String updated = page.substring(0, from) + ReferenceTable.markdown() + page.substring(to);
        if (System.getProperty("update-docs") != null) {
            Files.writeString(PAGE, updated);
            return;
        }
        assertThat(page)
                .as("docs/configuration.md is out of date; update it with: mvn test -pl hub-server -am"
                        + " -Dtest=ConfigurationDocTest -Dsurefire.failIfNoSpecifiedTests=false -Dupdate-docs")
                .isEqualTo(updated);
    }

    @Test
    void theExamplesLoad() throws IOException {
        List<String> examples = Pattern.compile("(?s)```yaml\n(.*?)```")
                .matcher(Files.readString(PAGE))
                .results()
                .map((MatchResult m) -> m.group(1))
                .toList();

        assertThat(examples).isNotEmpty();
        for (String example : examples) {
            Path file = Files.writeString(dir.resolve("example.yaml"), example);
            LoadedConfig loaded = ConfigLoader.load(Sources.none().withFile(file));
            assertThat(loaded.origins().values()).hasAtLeastOneElementOfType(Source.File.class);
        }
    }
}
