package io.broadcasthub.transport.admin;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.broadcasthub.diagnostics.Page;
import io.broadcasthub.diagnostics.Table;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A page for programs: one object; facts are its members, tables arrays of objects. */
final class PageJson {
    private static final JsonFactory FACTORY = new JsonFactory();

    private PageJson() {}

    static byte[] write(Page page) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(4096);
        try (JsonGenerator json = FACTORY.createGenerator(out)) {
            json.writeStartObject();
            for (Map.Entry<String, Object> fact : page.facts().entrySet()) {
                json.writeFieldName(fact.getKey());
                value(json, fact.getValue());
            }
            for (Table table : page.tables()) {
                json.writeArrayFieldStart(table.name());
                for (List<@Nullable Object> row : table.rows()) {
                    json.writeStartObject();
                    for (int i = 0; i < row.size(); i++) {
                        json.writeFieldName(table.columns().get(i));
                        value(json, row.get(i));
                    }
                    json.writeEndObject();
                }
                json.writeEndArray();
            }
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }

    private static void value(JsonGenerator json, @Nullable Object value) throws IOException {
        if (value instanceof Double fraction) {
            json.writeNumber(fraction);
        } else if (value instanceof Number number) {
            json.writeNumber(number.longValue());
        } else if (value instanceof Boolean truth) {
            json.writeBoolean(truth);
        } else if (value == null) {
            json.writeNull();
        } else {
            json.writeString(value.toString());
        }
    }
}
