package io.broadcasthub.bench.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads a report that {@link ReportJson} wrote; figures that are not known here are passed over. */
public final class ReportFile {
    private static final JsonFactory JSON = new JsonFactory();
    private static final Map<String, Figure> FIGURES = new HashMap<>();

    static {
        for (Figure figure : Figure.values()) {
            FIGURES.put(figure.key(), figure);
        }
    }

    private ReportFile() {}

    /** @throws IOException if there is no such file, or it is no report */
    public static List<Row> rows(Path file) throws IOException {
        return read(file).rows();
    }

    /** @throws IOException if there is no such file, or it is no report */
    public static ReadReport read(Path file) throws IOException {
        ReadReport report;
        try (JsonParser json = JSON.createParser(Files.readString(file))) {
            report = read(json);
        }
        if (report.rows().isEmpty()) {
            throw new IOException(file + " is not a report of hub bench; write one with --json " + file);
        }
        return report;
    }

    private static ReadReport read(JsonParser json) throws IOException {
        Map<String, String> about = new LinkedHashMap<>();
        List<Row> rows = new ArrayList<>();
        if (json.nextToken() == JsonToken.START_OBJECT) {
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                JsonToken value = json.nextToken();
                if (name.equals("rows") && value == JsonToken.START_ARRAY) {
                    while (json.nextToken() == JsonToken.START_OBJECT) {
                        row(json, rows);
                    }
                } else if (value == JsonToken.START_OBJECT) {
                    strings(json, name, about);
                } else if (!value.isStructStart() && !name.equals("time")) {
                    about.put(name, json.getText());
                } else {
                    json.skipChildren();
                }
            }
        }
        return new ReadReport(about, rows);
    }

    /** Of settings and of the machine. */
    private static void strings(JsonParser json, String of, Map<String, String> about) throws IOException {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = of + ": " + json.currentName();
            if (json.nextToken().isScalarValue()) {
                about.put(name, json.getText());
            } else {
                json.skipChildren();
            }
        }
    }

    /** Ratios are left out: they follow from the others. */
    private static void row(JsonParser json, List<Row> rows) throws IOException {
        String label = "";
        boolean ratio = false;
        Map<Figure, Double> figures = Map.of();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            if (name.equals("label")) {
                label = json.getValueAsString("");
            } else if (name.equals("figures")) {
                figures = figures(json);
            } else if (name.equals("ratio")) {
                ratio = json.getBooleanValue();
            } else {
                json.skipChildren();
            }
        }
        if (!ratio) {
            Row row = new Row(label);
            figures.forEach(row::set);
            rows.add(row);
        }
    }

    private static Map<Figure, Double> figures(JsonParser json) throws IOException {
        Map<Figure, Double> figures = new HashMap<>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            Figure figure = FIGURES.get(json.currentName());
            JsonToken value = json.nextToken();
            if (figure != null && value.isNumeric()) {
                figures.put(figure, json.getDoubleValue());
            } else if (figure != null && value.isBoolean()) {
                figures.put(figure, json.getBooleanValue() ? 1.0 : 0.0);
            } else {
                json.skipChildren();
            }
        }
        return figures;
    }
}
