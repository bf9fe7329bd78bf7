package io.broadcasthub.transport.admin;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.broadcasthub.diagnostics.StackProfile;
import io.broadcasthub.diagnostics.StackTree;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Stacks as a flame graph for people: a canvas, and a script in the page that draws it, zooms and searches. */
final class FlameHtml {
    private static final JsonFactory FACTORY = new JsonFactory();
    /** What is less than this part of the whole cannot be seen. */
    private static final long FINEST = 5_000;

    private static final int HOTTEST = 25;

    private FlameHtml() {}

    static byte[] write(StackProfile profile) {
        StringBuilder out = new StringBuilder(65_536);
        HtmlFrame.begin(out, profile.title(), profile.facts());
        out.append("<form class=\"tools\" id=\"tools\"><input type=\"search\" id=\"search\" placeholder=\"search\"")
                .append(" aria-label=\"search frames\"><button type=\"button\" id=\"reset\">whole</button>")
                .append("<label><input type=\"checkbox\" id=\"upside\"> root at the bottom</label>")
                .append("<span id=\"legend\"></span><output id=\"matched\"></output></form>")
                .append("<canvas id=\"flame\"></canvas><p id=\"detail\">&nbsp;</p><div id=\"tip\" hidden></div>\n");
        hottest(out, profile);
        // As text of a script element, a '<' could end it.
        out.append("<script type=\"application/json\" id=\"data\">")
                .append(json(profile).replace("<", "\\u003c"))
                .append("</script><script>")
                .append(HtmlFrame.FLAME.text())
                .append("</script></html>\n");
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Names once, then nodes, each before its children: level, name, total, self. */
    private static String json(StackProfile profile) {
        StringWriter out = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(out)) {
            Map<String, Integer> names = new HashMap<>();
            List<String> order = new ArrayList<>();
            json.writeStartObject();
            json.writeStringField("unit", profile.unit().symbol());
            json.writeArrayFieldStart("nodes");
            StackTree.Node root = profile.tree().root();
            nodes(json, root, 0, root.total() / FINEST, names, order);
            json.writeEndArray();
            json.writeArrayFieldStart("names");
            for (String name : order) {
                json.writeString(name);
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toString();
    }

    private static void nodes(
            JsonGenerator json,
            StackTree.Node node,
            int level,
            long finest,
            Map<String, Integer> names,
            List<String> order)
            throws IOException {
        json.writeNumber(level);
        json.writeNumber(number(node.name(), names, order));
        json.writeNumber(node.total());
        json.writeNumber(node.self());
        List<StackTree.Node> children = new ArrayList<>(node.children());
        children.sort(Comparator.comparing(StackTree.Node::name));
        for (StackTree.Node child : children) {
            if (child.total() > finest) {
                nodes(json, child, level + 1, finest, names, order);
            }
        }
    }

    private static int number(String name, Map<String, Integer> names, List<String> order) {
        Integer known = names.putIfAbsent(name, order.size());
        if (known != null) {
            return known;
        }
        order.add(name);
        return order.size() - 1;
    }

    /** The frames in which most was counted, wherever they were called from. */
    private static void hottest(StringBuilder out, StackProfile profile) {
        Map<String, Long> self = new HashMap<>();
        addSelf(profile.tree().root(), self);
        long total = Math.max(1, profile.tree().root().total());
        out.append("<h2>hottest frames</h2><div class=\"wide\"><table><tr><th>of all</th><th>")
                .append(profile.unit().symbol())
                .append("</th><th>frame</th></tr>");
        self.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .limit(HOTTEST)
                .forEach(e -> out.append("<tr><td class=\"number\">")
                        .append(Math.round(1000.0 * e.getValue() / total) / 10.0)
                        .append(" %</td><td class=\"number\">")
                        .append(e.getValue())
                        .append("</td><td>")
                        .append(HtmlFrame.escape(e.getKey()))
                        .append("</td></tr>"));
        out.append("</table></div>\n");
    }

    private static void addSelf(StackTree.Node node, Map<String, Long> self) {
        if (node.self() > 0) {
            self.merge(node.name(), node.self(), Long::sum);
        }
        node.children().forEach(child -> addSelf(child, self));
    }
}
