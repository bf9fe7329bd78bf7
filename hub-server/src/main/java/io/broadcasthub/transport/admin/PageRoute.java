package io.broadcasthub.transport.admin;

import io.broadcasthub.concurrent.OnLoop;
import io.broadcasthub.diagnostics.Content;
import io.broadcasthub.transport.Answers;
import io.broadcasthub.transport.Exchange;
import io.broadcasthub.transport.GetRoute;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** {@code GET /debug/…}: a diagnostic page, in the form its reader takes. */
public final class PageRoute extends GetRoute {
    private final Function<Exchange, ? extends CompletionStage<? extends Content>> content;

    /** @param content asked at each request, for which it may read parameters */
    public PageRoute(String path, Function<Exchange, ? extends CompletionStage<? extends Content>> content) {
        super(path);
        this.content = content;
    }

    @Override
    @OnLoop
    public void handle(Exchange exchange) {
        PageForm form = PageForm.of(exchange);
        Answers.when(content.apply(exchange), exchange, "", page -> exchange.respond(form.write(page)));
    }
}
