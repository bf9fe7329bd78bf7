package io.broadcasthub.diagnostics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows of a page: numbers, booleans, texts, or null. */
public final class Table {
    private final String name;
    private final List<String> columns;
    private final List<List<@Nullable Object>> rows = new ArrayList<>();

    public Table(String name, String... columns) {
        this.name = name;
        this.columns = List.of(columns);
    }

    public Table(String name, List<String> columns) {
        this.name = name;
        this.columns = List.copyOf(columns);
    }

    public void add(@Nullable Object... cells) {
        if (cells.length != columns.size()) {
            throw new IllegalArgumentException(name + " has " + columns.size() + " columns, not " + cells.length);
        }
        rows.add(Collections.unmodifiableList(Arrays.asList(cells)));
    }

    public String name() {
        return name;
    }

    public List<String> columns() {
        return columns;
    }

    public List<List<@Nullable Object>> rows() {
        return rows;
    }
}
