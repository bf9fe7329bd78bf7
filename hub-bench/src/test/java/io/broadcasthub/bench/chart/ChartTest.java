package io.broadcasthub.bench.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import io.broadcasthub.bench.report.Curve;
import io.broadcasthub.bench.report.Figure;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

/** What is drawn is well-formed, and where it should be. */
class ChartTest {
    private static final Curve CURVE = new Curve(
            "a", Figure.WORKERS, List.of(new Curve.Point(0, 0), new Curve.Point(5, 50), new Curve.Point(10, 100)));

    @Test
    void aCurveRunsFromCornerToCorner() throws Exception {
        String svg = Chart.svg(
                "a < b & c",
                Figure.WORKERS.unit(),
                Map.of("hub", "#00f"),
                List.of(new Panel("one", List.of(new Panel.Line(CURVE, "#00f")))));

        Document document =
                DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
        assertThat(document.getElementsByTagName("text").item(0).getTextContent())
                .isEqualTo("a < b & c");
        assertThat(document.getElementsByTagName("polyline")
                        .item(0)
                        .getAttributes()
                        .getNamedItem("points")
                        .getNodeValue())
                .isEqualTo("74.0,244.0 224.0,159.0 374.0,74.0");
    }

    @ParameterizedTest
    @CsvSource({"0, 1, 1", "100, 100, 25", "101, 150, 50", "7, 8, 2", "0.3, 0.3, 0.1", "41000, 60000, 20000"})
    void axesAreRound(double max, double end, double step) {
        Axis axis = Axis.upTo(max);

        assertThat(axis.end()).isCloseTo(end, offset(1e-9));
        assertThat(axis.step()).isCloseTo(step, offset(1e-9));
        assertThat(axis.ticks()).first().isEqualTo(0.0);
    }
}
