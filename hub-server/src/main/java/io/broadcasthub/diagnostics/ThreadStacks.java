package io.broadcasthub.diagnostics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The threads of the process, equal stacks together. */
public final class ThreadStacks {
    private static final int NAMES = 10;
    private static final Pattern NUMBER = Pattern.compile("[-#\\s]*\\d+(-\\d+)*$");

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

    /** The same as a flame graph: threads of a pool, then what they are doing. Stops all threads for a moment. */
    public static StackProfile profile() {
        StackTree tree = new StackTree();
        Thread.getAllStackTraces().forEach((thread, stack) -> {
            List<String> frames = new ArrayList<>();
            frames.add(pool(thread.getName()));
            for (int i = stack.length - 1; i >= 0; i--) {
                frames.add(stack[i].getClassName() + '.' + stack[i].getMethodName());
            }
            frames.add('[' + thread.getState().name().toLowerCase(Locale.ROOT) + ']');
            tree.add(frames, 1);
        });
        return new StackProfile("threads", StackProfile.Unit.THREADS, Map.of(), tree);
    }

    /** A thread's name without its number: threads of one pool do the same. */
    public static String pool(String thread) {
        String pool = NUMBER.matcher(thread).replaceFirst("");
        return pool.isEmpty() ? thread : pool;
    }

    private static String names(List<String> names) {
        String some = names.stream().sorted().limit(NAMES).collect(Collectors.joining(", "));
        return names.size() > NAMES ? some + ", …" : some;
    }
}
