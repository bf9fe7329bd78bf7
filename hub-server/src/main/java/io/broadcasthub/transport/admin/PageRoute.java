package io.broadcasthub.transport.admin;

import io.broadcasthub.concurrent.OnLoop;
import io.broadcasthub.diagnostics.Content;
import io.broadcasthub.transport.Answers;
import io.broadcasthub.transport.Exchange;
import io.broadcasthub.transport.PathTemplate;
import io.broadcasthub.transport.Route;
import io.netty.handler.codec.http.HttpMethod;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** {@code GET /debug/…}: a diagnostic page, in the form its reader takes. */
public final class PageRoute implements Route {
    private final PathTemplate path;
    private final Function<Exchange, ? extends CompletionStage<? extends Content>> content;

    /** @param content asked at each request, for which it may read parameters */
    public PageRoute(String path, Function<Exchange, ? extends CompletionStage<? extends Content>> content) {
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
        PageForm form = PageForm.of(exchange);
        Answers.when(content.apply(exchange), exchange, "", page -> exchange.respond(form.write(page)));
    }
}
