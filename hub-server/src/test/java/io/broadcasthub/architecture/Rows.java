package io.broadcasthub.architecture;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.Set;

/**
 * Which package stands above which. A package imports rows below its own and the package it is nested in; packages of one
 * row know nothing of each other.
 */
final class Rows {
    private static final List<Set<String>> FROM_BELOW = List.of(
            Set.of("protocol", "concurrent"),
            Set.of("ledger", "log", "config", "metrics"),
            Set.of("engine.memory.journal"),
            Set.of("wire", "wire.json", "engine", "engine.memory", "diagnostics", "diagnostics.profile", "limits"),
            Set.of("topic"),
            Set.of("session"),
            Set.of("transport", "transport.ws", "transport.stream", "transport.api", "transport.admin"),
            Set.of("server"));

    private final String root;

    /** @param root the package that the names are relative to */
    Rows(String root) {
        this.root = root;
    }

    /** Every dependency points down, and every package has a row. */
    ArchCondition<JavaClass> pointDown() {
        return new ArchCondition<>("import rows below theirs only") {
            @Override
            public void check(JavaClass from, ConditionEvents events) {
                if (rowOf(from) < 0) {
                    events.add(SimpleConditionEvent.violated(
                            from, from.getPackageName() + " has no place in the rows; give it one"));
                    return;
                }
                for (Dependency dependency : from.getDirectDependenciesFromSelf()) {
                    JavaClass to = dependency.getTargetClass().getBaseComponentType();
                    if (isOurs(to) && !mayImport(from, to)) {
                        events.add(SimpleConditionEvent.violated(dependency, dependency.getDescription()));
                    }
                }
            }
        };
    }

    private boolean mayImport(JavaClass from, JavaClass to) {
        String importer = from.getPackageName();
        String imported = to.getPackageName();
        return rowOf(to) < rowOf(from) || importer.equals(imported) || importer.startsWith(imported + ".");
    }

    private boolean isOurs(JavaClass type) {
        return type.getPackageName().startsWith(root + ".");
    }

    private int rowOf(JavaClass type) {
        String name = isOurs(type) ? type.getPackageName().substring(root.length() + 1) : "";
        for (int row = 0; row < FROM_BELOW.size(); row++) {
            if (FROM_BELOW.get(row).contains(name)) {
                return row;
            }
        }
        return -1;
    }
}
