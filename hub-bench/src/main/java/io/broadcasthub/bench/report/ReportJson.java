package io.broadcasthub.bench.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/** Writes the JSON form, described in docs/bench.md. */
public final class ReportJson {
    /** Raised when a figure changes its meaning. */
    static final int FORMAT = 2;

    private static final JsonFactory JSON = new JsonFactory();

    private ReportJson() {}

    public static void write(Report report, Path file) throws IOException {
        try (Writer writer = Files.newBufferedWriter(file)) {
            write(report, writer);
        }
    }

    static void write(Report report, Writer writer) throws IOException {
        try (JsonGenerator json = JSON.createGenerator(writer)) {
            json.useDefaultPrettyPrinter();
            json.writeStartObject();
            json.writeNumberField("format", FORMAT);
            json.writeStringField("scenario", report.scenario());
            json.writeStringField("server", report.server());
            json.writeStringField(
                    "time", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
            strings(json, "machine", machine());
            strings(json, "settings", report.settings());
            json.writeArrayFieldStart("rows");
            for (Row row : report.rows()) {
                row(json, row);
            }
            json.writeEndArray();
            if (!report.curves().isEmpty()) {
                curves(json, report.curves());
            }
            json.writeArrayFieldStart("problems");
            for (String problem : report.problems()) {
                json.writeString(problem);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
    }

    private static void curves(JsonGenerator json, List<Curve> curves) throws IOException {
        json.writeArrayFieldStart("curves");
        for (Curve curve : curves) {
            json.writeStartObject();
            json.writeStringField("label", curve.label());
            json.writeStringField("figure", curve.figure().key());
            json.writeArrayFieldStart("points");
            for (Curve.Point point : curve.points()) {
                json.writeArray(new double[] {rounded(point.second()), rounded(point.value())}, 0, 2);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static Map<String, String> machine() {
        return Map.of(
                "processors", String.valueOf(Runtime.getRuntime().availableProcessors()),
                "system", System.getProperty("os.name") + " " + System.getProperty("os.version"),
                "architecture", System.getProperty("os.arch"),
                "java", Runtime.version().toString());
    }

    private static void strings(JsonGenerator json, String name, Map<String, String> values) throws IOException {
        json.writeObjectFieldStart(name);
        for (Map.Entry<String, String> entry : values.entrySet()) {
            json.writeStringField(entry.getKey(), entry.getValue());
        }
        json.writeEndObject();
    }

    private static void row(JsonGenerator json, Row row) throws IOException {
        json.writeStartObject();
        json.writeStringField("label", row.label());
        if (row.isRatio()) {
            json.writeBooleanField("ratio", true);
        }
        json.writeObjectFieldStart("figures");
        for (Figure figure : Figure.values()) {
            if (row.get(figure).isPresent()) {
                figure(json, figure, row.get(figure).getAsDouble());
            }
        }
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void figure(JsonGenerator json, Figure figure, double value) throws IOException {
        if (figure.unit() == Unit.YES_NO) {
            json.writeBooleanField(figure.key(), value != 0);
        } else if (value == Math.rint(value)) {
            json.writeNumberField(figure.key(), (long) value);
        } else {
            json.writeNumberField(figure.key(), rounded(value));
        }
    }

    private static double rounded(double value) {
        return Math.round(value * 1_000) / 1_000.0;
    }
}
