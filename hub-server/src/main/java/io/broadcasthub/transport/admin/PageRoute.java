package io.broadcasthub.transport.admin;

import io.broadcasthub.concurrent.OnLoop;
import io.broadcasthub.diagnostics.Page;
import io.broadcasthub.transport.Answers;
import io.broadcasthub.transport.Exchange;
import io.broadcasthub.transport.MediaTypes;
import io.broadcasthub.transport.PathTemplate;
import io.broadcasthub.transport.Route;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** {@code GET /debug/…}: a diagnostic page, as JSON, as a table for browsers, or as text. */
public final class PageRoute implements Route {
    private static final String HTML = "text/html";
    private static final List<String> OFFERED = List.of(MediaTypes.JSON, HTML, MediaTypes.TEXT);

    private final PathTemplate path;
    private final Function<Exchange, CompletionStage<Page>> content;

    /** @param content asked at each request, for which it may read parameters */
    public PageRoute(String path, Function<Exchange, CompletionStage<Page>> content) {
        this.path = PathTemplate.of(path);
        this.content = content;
    }

    @Override
    public HttpMethod method() {
        return HttpMethod.GET;
    }

    @Override
    public PathTemplate path() {
        return path;
    }

    @Override
    @OnLoop
    public void handle(Exchange exchange) {
        String type = MediaTypes.negotiate(exchange.headers(), OFFERED);
        Answers.when(content.apply(exchange), exchange, "", page -> {
            if (HTML.equals(type)) {
                exchange.respond(HttpResponseStatus.OK, HTML + "; charset=utf-8", PageHtml.write(page));
            } else if (MediaTypes.TEXT.equals(type)) {
                exchange.respond(HttpResponseStatus.OK, MediaTypes.TEXT + "; charset=utf-8", PageText.write(page));
            } else {
                exchange.respond(HttpResponseStatus.OK, MediaTypes.JSON, PageJson.write(page));
            }
        });
    }
}
