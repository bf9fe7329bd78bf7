package io.broadcasthub.transport.admin;

import io.broadcasthub.concurrent.OnLoop;
import io.broadcasthub.metrics.HubMetrics;
import io.broadcasthub.transport.Exchange;
import io.broadcasthub.transport.GetRoute;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** {@code GET /metrics}: Prometheus text or OpenMetrics, as the scraper accepts. */
public final class MetricsRoute extends GetRoute {
    private final HubMetrics metrics;
    private final ExpositionFormats formats = ExpositionFormats.init();

    public MetricsRoute(HubMetrics metrics) {
        super("/metrics");
        this.metrics = metrics;
    }

    @Override
    @OnLoop
    public void handle(Exchange exchange) {
        ExpositionFormatWriter writer = formats.findWriter(exchange.header(HttpHeaderNames.ACCEPT.toString()));
        ByteArrayOutputStream out = new ByteArrayOutputStream(4096);
        try {
            writer.write(out, metrics.registry().scrape());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        exchange.respond(HttpResponseStatus.OK, writer.getContentType(), out.toByteArray());
    }
}
