package io.broadcasthub.diagnostics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The threads of the process, equal stacks together. */
public final class ThreadStacks {
    private static final int NAMES = 10;

    private record Place(Thread.State state, List<StackTraceElement> stack) {}

    private ThreadStacks() {}

    /** Stops all threads for a moment, so not to be called often. */
    public static Page page() {
        Map<Thread, StackTraceElement[]> all = Thread.getAllStackTraces();
        Map<Place, List<String>> groups = new LinkedHashMap<>();
        all.forEach((thread, stack) -> groups.computeIfAbsent(
                        new Place(thread.getState(), Arrays.asList(stack)), place -> new ArrayList<>())
                .add(thread.getName()));
        Table table = new Table("groups", "count", "state", "threads", "stack");
        groups.entrySet().stream()
                .sorted(Comparator.comparingInt(e -> -e.getValue().size()))
                .forEach(e -> table.add(
                        e.getValue().size(),
                        e.getKey().state().name(),
                        names(e.getValue()),
                        e.getKey().stack().stream()
                                .map(StackTraceElement::toString)
                                .collect(Collectors.joining("\n"))));
        return new Page("threads")
                .fact("threads", all.size())
                .fact("stacks", groups.size())
                .with(table);
    }

    private static String names(List<String> names) {
        String some = names.stream().sorted().limit(NAMES).collect(Collectors.joining(", "));
        return names.size() > NAMES ? some + ", …" : some;
    }
}
