package io.broadcasthub.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StackProfileTest {
    private final StackTree tree = new StackTree();
    private final StackProfile profile =
            new StackProfile("cpu", StackProfile.Unit.NANOSECONDS, Map.of("seconds", 3), tree);

    @Test
    void whatBeginsAlikeIsCountedTogether() {
        tree.add(List.of("loop", "run", "write"), 5);
        tree.add(List.of("loop", "run"), 2);
        tree.add(List.of("loop", "run", "write"), 1);
        tree.add(List.of("audit"), 4);

        assertThat(tree.root().total()).isEqualTo(12);
        assertThat(tree.root().children())
                .extracting(StackTree.Node::name, StackTree.Node::total, StackTree.Node::self)
                .containsExactly(tuple("loop", 8, 0), tuple("audit", 4, 4));
    }

    private static org.assertj.core.groups.Tuple tuple(String name, long total, long self) {
        return org.assertj.core.api.Assertions.tuple(name, total, self);
    }

    @Test
    void collapsedStacksAreALineEach() {
        tree.add(List.of("loop", "run;ner", "write"), 5);
        tree.add(List.of("loop"), 2);

        assertThat(new String(profile.collapsed(), StandardCharsets.UTF_8)).isEqualTo("loop 2\nloop;run,ner;write 5\n");
    }

    @Test
    void aProgramGetsTheSameAsATable() {
        tree.add(List.of("loop", "write"), 5);

        Page page = profile.page();
        assertThat(page.facts())
                .containsEntry("seconds", 3)
                .containsEntry("total", 5L)
                .containsEntry("unit", "ns");
        assertThat(page.tables())
                .singleElement()
                .satisfies(t -> assertThat(t.rows()).containsExactly(List.of("loop;write", 5L)));
    }

    @Test
    void threadsOfAPoolHaveOneName() {
        assertThat(ThreadStacks.pool("hub-loop-1-12")).isEqualTo("hub-loop");
        assertThat(ThreadStacks.pool("G1 Conc#0")).isEqualTo("G1 Conc");
        assertThat(ThreadStacks.pool("main")).isEqualTo("main");
        assertThat(ThreadStacks.pool("42")).isEqualTo("42");
    }
}
