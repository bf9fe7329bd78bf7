package io.broadcasthub.diagnostics;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a diagnostic page says, whatever form it is asked for in. */
public final class Page implements Content {
    private final String title;
    private final Map<String, Object> facts = new LinkedHashMap<>();
    private final List<Table> tables = new ArrayList<>();

    public Page(String title) {
        this.title = title;
    }

    public Page fact(String name, Object value) {
        facts.put(name, value);
        return this;
    }

    public Page with(Table table) {
        tables.add(table);
        return this;
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public Page page() {
        return this;
    }

    public Map<String, Object> facts() {
        return facts;
    }

    public List<Table> tables() {
        return tables;
    }
}
