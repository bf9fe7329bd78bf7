package io.broadcasthub.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads YAML into nodes that know their lines. Read as a stream, since Jackson's trees forget where they came from. */
final class YamlReader {
    private static final int MAX_DEPTH = 16;

    private final YAMLParser parser;
    private final IntFunction<Source> at;
    private final Problems problems;

    private YamlReader(YAMLParser parser, IntFunction<Source> at, Problems problems) {
        this.parser = parser;
        this.at = at;
        this.problems = problems;
    }

    /**
     * Reads one document.
     *
     * @param at the source of what stands in a line
     * @return null for an empty document, and for one that cannot be read, after reporting that
     */
    static @Nullable Node read(String text, IntFunction<Source> at, Problems problems) {
        try (YAMLParser parser = new YAMLFactory().createParser(text)) {
            if (parser.nextToken() == null) {
                return null;
            }
            YamlReader reader = new YamlReader(parser, at, problems);
            Node root = reader.node(0);
            if (parser.nextToken() != null) {
                problems.add(reader.here(), "a second document begins; write everything in one");
            }
            return root instanceof Node.Scalar s && s.empty() ? null : root;
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNr());
            problems.add(at.apply(line), "not valid YAML: " + explain(e.getOriginalMessage()));
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory", e);
        }
    }

    private Node node(int depth) throws IOException {
        Source source = here();
        if (depth > MAX_DEPTH) {
            problems.add(source, "nested deeper than any key is");
            parser.skipChildren();
            return new Node.Scalar("", true, source);
        }
        if (parser.isCurrentAlias()) {
            problems.add(source, "aliases are not supported; write the value out, or quote it if it begins with *");
        }
        JsonToken token = parser.currentToken();
        return switch (token) {
            case START_OBJECT -> mapping(source, depth);
            case START_ARRAY -> sequence(source, depth);
            case VALUE_NULL -> new Node.Scalar("", true, source);
            default -> new Node.Scalar(parser.getText(), source);
        };
    }

    private Node mapping(Source source, int depth) throws IOException {
        Map<String, Node> entries = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            Source where = here();
            parser.nextToken();
            Node value = node(depth + 1);
            Node first = entries.putIfAbsent(name, value);
            if (first != null) {
                problems.add(
                        where, "duplicate key " + Shown.quote(name) + "; it stands at " + first.source() + " already");
            }
        }
        return new Node.Mapping(entries, source);
    }

    private Node sequence(Source source, int depth) throws IOException {
        List<Node> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(node(depth + 1));
        }
        return new Node.Sequence(items, source);
    }

    private Source here() {
        return at.apply(parser.currentTokenLocation().getLineNr());
    }

    /** The YAML library's message without its copies of the input, on one line. */
    private static String explain(String message) {
        String text = message.lines()
                .filter(l -> !l.isBlank() && !l.startsWith(" "))
                .map(l -> l.codePoints()
                        .filter(c -> !Character.isISOControl(c))
                        .limit(160)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString())
                .collect(Collectors.joining(", "));
        boolean star = text.contains("alias");
        return star ? text + "; quote values that begin with *" : text;
    }
}
