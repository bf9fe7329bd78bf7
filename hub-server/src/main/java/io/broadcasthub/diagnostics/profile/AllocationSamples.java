package io.broadcasthub.diagnostics.profile;

import io.broadcasthub.diagnostics.StackProfile;
import io.broadcasthub.diagnostics.StackTree;
import java.util.List;
import java.util.Map;
import jdk.jfr.consumer.RecordedClass;
import jdk.jfr.consumer.RecordedEvent;

/** Allocated bytes; the innermost frame is what was allocated. Each sample stands for what its thread allocated since the last. */
final class AllocationSamples implements Samples {
    private final StackTree tree = new StackTree();

    @Override
    public Map<String, Setting> events() {
        return Map.of("jdk.ObjectAllocationSample", new Setting("throttle", "1000/s"));
    }

    @Override
    public StackProfile.Unit unit() {
        return StackProfile.Unit.BYTES;
    }

    @Override
    public void take(RecordedEvent event) {
        List<String> stack = Stacks.of(event, event.getThread());
        RecordedClass type = event.getClass("objectClass");
        if (type != null) {
            stack.add("new " + readable(type.getName()));
        }
        tree.add(stack, event.getLong("weight"));
    }

    /** {@code [B} as people write it. */
    static String readable(String descriptor) {
        int dimensions = 0;
        while (dimensions < descriptor.length() && descriptor.charAt(dimensions) == '[') {
            dimensions++;
        }
        if (dimensions == 0) {
            return Stacks.className(descriptor);
        }
        String element = descriptor.substring(dimensions);
        String name = switch (element.charAt(0)) {
            case 'B' -> "byte";
            case 'C' -> "char";
            case 'D' -> "double";
            case 'F' -> "float";
            case 'I' -> "int";
            case 'J' -> "long";
            case 'S' -> "short";
            case 'Z' -> "boolean";
            default -> Stacks.className(element.replaceFirst("^L", "").replace(";", ""));
        };
        return name + "[]".repeat(dimensions);
    }

    @Override
    public StackTree tree() {
        return tree;
    }
}
